// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.start.CredentialsFormat;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The values of {@code --format}: for completion, and as the converter of a value. */
final class CredentialsFormats implements Iterable<String>, ITypeConverter<CredentialsFormat> {
  private static final List<String> NAMES =
      Stream.of(CredentialsFormat.values()).map(CredentialsFormat::optionValue).toList();

  @Override
  public Iterator<String> iterator() {
    return NAMES.iterator();
  }

  /** Converts a value in upper or lower case. */
  @Override
  public CredentialsFormat convert(String value) {
    return Stream.of(CredentialsFormat.values())
        .filter(format -> format.optionValue().equalsIgnoreCase(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "expected one of " + NAMES + " but was '" + value + "'"));
  }
}

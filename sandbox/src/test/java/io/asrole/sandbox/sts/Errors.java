// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads error answers of STS. */
final class Errors {
  private static final Pattern FORM =
      Pattern.compile(".*<Code>(.*)</Code>.*<Message>(.*)</Message>.*", Pattern.DOTALL);

  private Errors() {}

  /** Status, code and message in one line; the body of anything else. */
  static String of(Response response) {
    Matcher matcher = FORM.matcher(response.body());
    return matcher.matches()
        ? "%d %s %s".formatted(response.status(), matcher.group(1), matcher.group(2))
        : response.body();
  }
}

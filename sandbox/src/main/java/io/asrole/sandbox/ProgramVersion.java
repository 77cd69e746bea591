// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar. */
final class ProgramVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = ProgramVersion.class.getPackage().getImplementationVersion();
    return new String[] {"asrole-sandbox " + (version == null ? "(not packaged)" : version)};
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Lets the agent read what a credential process prints. */
public final class AgentReader {
  private static final String DOCUMENT =
      "{\"Version\":1,\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":\"secret\","
          + "\"SessionToken\":\"token\",\"Expiration\":\"2126-01-01T00:00:00Z\"}";

  private AgentReader() {}

  /**
   * The reason that the agent finds for credentials which were not renewed, where the credential
   * process prints credentials and this standard error; empty if the agent finds none.
   */
  public static Optional<String> readReasonNotRenewed(String standardError) throws Exception {
    String script = "printf %s \"$1\"; printf %s \"$2\" >&2";
    CredentialProcess process =
        new CredentialProcess(
            "the credential process",
            List.of("sh", "-c", script, "sh", DOCUMENT, standardError),
            Clock.systemUTC(),
            Duration.ofSeconds(30),
            new CredentialShell(CredentialShell.SH, script()));
    return Optional.ofNullable(process.resolveCredentials(null).notRenewed)
        .map(AgentException::sentence);
  }

  private static String script() throws IOException {
    try (InputStream in =
        AgentReader.class.getResourceAsStream("/io/asrole/agent/credential-shell.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

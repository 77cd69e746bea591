// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.Credentials;
import io.asrole.session.Session;

/**
 * How credentials are printed; the constants are the words of {@code --format}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process
 *     credential provider</a>
 */
enum CredentialsFormat {
  /** The Version 1 document that credential_process expects. */
  process {
    @Override
    String print(Session session) {
      return "{\"Version\":1," + members(session.credentials()) + "}\n";
    }
  },
  /** Lines for {@code eval}. */
  env {
    @Override
    String print(Session session) {
      Credentials credentials = session.credentials();
      return export("AWS_ACCESS_KEY_ID", credentials.accessKeyId())
          + export("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey())
          + export("AWS_SESSION_TOKEN", String.valueOf(credentials.sessionToken()))
          + export("AWS_CREDENTIAL_EXPIRATION", String.valueOf(credentials.expiration()));
    }
  },
  /** What {@code aws sts assume-role} prints. */
  json {
    @Override
    String print(Session session) {
      return "{\"Credentials\":{"
          + members(session.credentials())
          + "},\"AssumedRoleUser\":{"
          + member("Arn", session.assumedRoleArn())
          + "}}\n";
    }
  };

  abstract String print(Session session);

  private static String members(Credentials credentials) {
    return member("AccessKeyId", credentials.accessKeyId())
        + ","
        + member("SecretAccessKey", credentials.secretAccessKey())
        + ","
        + member("SessionToken", String.valueOf(credentials.sessionToken()))
        + ","
        + member("Expiration", String.valueOf(credentials.expiration()));
  }

  private static String member(String name, String value) {
    return "\"" + name + "\":" + Json.string(value);
  }

  private static String export(String name, String value) {
    return "export " + name + "='" + value.replace("'", "'\\''") + "'\n";
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.Json;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.Dialect;
import io.asrole.session.Session;
import java.util.Map;

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
    String print(Session session, Map<String, String> environment, boolean regionAsked) {
      String account = session.role().account();
      return "{\"Version\":1,"
          + members(session.credentials())
          + (account.isEmpty() ? "" : "," + member("AccountId", account))
          + "}\n";
    }
  },
  /** Lines for {@code eval} in a POSIX shell. */
  env {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return Dialect.SH.of(changes(session, environment, regionAsked));
    }
  },
  /** Lines for {@code eval} in fish. */
  fish {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return Dialect.FISH.of(changes(session, environment, regionAsked));
    }
  },
  /** Lines for {@code Invoke-Expression}. */
  powershell {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return Dialect.POWERSHELL.of(changes(session, environment, regionAsked));
    }
  },
  /** What {@code aws sts assume-role} prints. */
  json {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked) {
      String id = session.assumedRoleId();
      return "{\"Credentials\":{"
          + members(session.credentials())
          + "},\"AssumedRoleUser\":{"
          + (id.isEmpty() ? "" : member("AssumedRoleId", id) + ",")
          + member("Arn", session.assumedRoleArn())
          + "}}\n";
    }
  },
  /** A .env file, which is read in an environment that is not known here: with the region. */
  dotenv {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return Dialect.DOTENV.of(changes(session, environment, true));
    }
  };

  /**
   * The session as text.
   *
   * @param environment what is set where the lines are evaluated
   */
  abstract String print(Session session, Map<String, String> environment, boolean regionAsked)
      throws AsroleException;

  /** What a command started as the role would get. */
  private static ChildEnvironment changes(
      Session session, Map<String, String> environment, boolean regionAsked) {
    return ChildEnvironment.of(
        environment, session.role(), session.credentials(), session.region(), regionAsked);
  }

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
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.SessionCredentials;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ShellSyntax;
import io.asrole.session.Session;
import io.asrole.text.JsonWriter;
import java.util.LinkedHashMap;
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
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("Version", 1);
      document.putAll(members(session.credentials()));
      String account = session.role().account();
      if (!account.isEmpty()) {
        document.put("AccountId", account);
      }
      return JsonWriter.compact(document) + "\n";
    }
  },
  /** Lines for {@code eval} in a POSIX shell. */
  env {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.SH.format(changes(session, environment, regionAsked));
    }
  },
  /** Lines for {@code eval} in fish. */
  fish {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.FISH.format(changes(session, environment, regionAsked));
    }
  },
  /** Lines for {@code Invoke-Expression}. */
  powershell {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.POWERSHELL.format(changes(session, environment, regionAsked));
    }
  },
  /** What {@code aws sts assume-role} prints. */
  json {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked) {
      Map<String, Object> user = new LinkedHashMap<>();
      String id = session.assumedRoleId();
      if (!id.isEmpty()) {
        user.put("AssumedRoleId", id);
      }
      user.put("Arn", session.assumedRoleArn());
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("Credentials", members(session.credentials()));
      document.put("AssumedRoleUser", user);
      return JsonWriter.compact(document) + "\n";
    }
  },
  /** A .env file, which is read in an environment that is not known here: with the region. */
  dotenv {
    @Override
    String print(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.DOTENV.format(changes(session, environment, true));
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
    return ChildEnvironment.create(
        environment, session.role(), session.credentials(), session.region(), regionAsked);
  }

  private static Map<String, Object> members(SessionCredentials credentials) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("AccessKeyId", credentials.accessKeyId());
    members.put("SecretAccessKey", credentials.secretAccessKey());
    members.put("SessionToken", credentials.sessionToken());
    members.put("Expiration", credentials.expiration().toString());
    return members;
  }
}

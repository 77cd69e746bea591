// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.SessionCredentials;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ShellSyntax;
import io.asrole.session.Session;
import io.asrole.text.JsonWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * How credentials are printed; the constants in lower case are the values of {@code --format}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process
 *     credential provider</a>
 */
public enum CredentialsFormat {
  /** The Version 1 document that credential_process expects. */
  PROCESS {
    @Override
    public String format(Session session, Invocation invocation, boolean regionAsked) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("Version", 1);
      document.putAll(credentialsObject(session.credentials()));
      String account = session.role().account();
      if (!account.isEmpty()) {
        document.put("AccountId", account);
      }
      return JsonWriter.compact(document) + "\n";
    }
  },
  /** Lines for {@code eval} in a POSIX shell. */
  ENV {
    @Override
    public String format(Session session, Invocation invocation, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.SH.format(childEnvironment(session, invocation, regionAsked));
    }
  },
  /** Lines for {@code eval} in fish. */
  FISH {
    @Override
    public String format(Session session, Invocation invocation, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.FISH.format(childEnvironment(session, invocation, regionAsked));
    }
  },
  /** Lines for {@code Invoke-Expression}. */
  POWERSHELL {
    @Override
    public String format(Session session, Invocation invocation, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.POWERSHELL.format(childEnvironment(session, invocation, regionAsked));
    }
  },
  /** What {@code aws sts assume-role} prints. */
  JSON {
    @Override
    public String format(Session session, Invocation invocation, boolean regionAsked) {
      Map<String, Object> user = new LinkedHashMap<>();
      String id = session.assumedRoleId();
      if (!id.isEmpty()) {
        user.put("AssumedRoleId", id);
      }
      user.put("Arn", session.assumedRoleArn());
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("Credentials", credentialsObject(session.credentials()));
      document.put("AssumedRoleUser", user);
      return JsonWriter.compact(document) + "\n";
    }
  },
  /** A .env file: with the region, because the environment of its reader is not known here. */
  DOTENV {
    @Override
    public String format(Session session, Invocation invocation, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.DOTENV.format(childEnvironment(session, invocation, true));
    }
  };

  /** The value of {@code --format}. */
  public String optionValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Formats the session.
   *
   * @param invocation has the variables that are set where the lines are evaluated
   * @param regionAsked whether the user asked for the region, so that it replaces the present one
   */
  public abstract String format(Session session, Invocation invocation, boolean regionAsked)
      throws AsroleException;

  /** The environment that a command started as the role would get. */
  private static ChildEnvironment childEnvironment(
      Session session, Invocation invocation, boolean regionAsked) {
    return ChildEnvironment.create(
            invocation.environment(),
            session.role(),
            session.credentials(),
            session.region(),
            regionAsked)
        .startingFrom(invocation.actual(), invocation.environment());
  }

  private static Map<String, Object> credentialsObject(SessionCredentials credentials) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("AccessKeyId", credentials.accessKeyId());
    members.put("SecretAccessKey", credentials.secretAccessKey());
    members.put("SessionToken", credentials.sessionToken());
    members.put("Expiration", credentials.expiration().toString());
    return members;
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.cli;

import io.asrole.AsroleException;
import io.asrole.SessionCredentials;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ShellSyntax;
import io.asrole.session.Session;
import io.asrole.text.JsonWriter;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How credentials are printed; the constants in lower case are the values of {@code --format}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html">process
 *     credential provider</a>
 */
enum CredentialsFormat {
  /** The Version 1 document that credential_process expects. */
  PROCESS {
    @Override
    String format(Session session, Map<String, String> environment, boolean regionAsked) {
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
    String format(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.SH.format(childEnvironment(session, environment, regionAsked));
    }
  },
  /** Lines for {@code eval} in fish. */
  FISH {
    @Override
    String format(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.FISH.format(childEnvironment(session, environment, regionAsked));
    }
  },
  /** Lines for {@code Invoke-Expression}. */
  POWERSHELL {
    @Override
    String format(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.POWERSHELL.format(childEnvironment(session, environment, regionAsked));
    }
  },
  /** What {@code aws sts assume-role} prints. */
  JSON {
    @Override
    String format(Session session, Map<String, String> environment, boolean regionAsked) {
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
    String format(Session session, Map<String, String> environment, boolean regionAsked)
        throws AsroleException {
      return ShellSyntax.DOTENV.format(childEnvironment(session, environment, true));
    }
  };

  /** The values of {@code --format}, for completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.of(values()).map(CredentialsFormat::optionValue).iterator();
    }
  }

  /** Parses the value of {@code --format} in upper or lower case. */
  static final class Converter implements ITypeConverter<CredentialsFormat> {
    @Override
    public CredentialsFormat convert(String value) {
      return Stream.of(values())
          .filter(format -> format.optionValue().equalsIgnoreCase(value))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected one of "
                          + Stream.of(values()).map(CredentialsFormat::optionValue).toList()
                          + " but was '"
                          + value
                          + "'"));
    }
  }

  private String optionValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Formats the session.
   *
   * @param environment the variables that are set where the lines are evaluated
   * @param regionAsked whether the user asked for the region, so that it replaces the present one
   */
  abstract String format(Session session, Map<String, String> environment, boolean regionAsked)
      throws AsroleException;

  /** The environment that a command started as the role would get. */
  private static ChildEnvironment childEnvironment(
      Session session, Map<String, String> environment, boolean regionAsked) {
    return ChildEnvironment.create(
        environment, session.role(), session.credentials(), session.region(), regionAsked);
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

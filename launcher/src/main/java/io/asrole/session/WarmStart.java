// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What lets the script start a command without Java: lines that a shell can read, good until the
 * file's own modification time, on this run of the host, under the same variables.
 *
 * @param role as given on the command line
 * @param boot tells this run of the host from others
 * @param variables the values of all variables that can change the outcome, as one line
 */
public record WarmStart(String role, String boot, String variables) {
  /** The session; its time is the end of its use. */
  static final String WARM = ".warm";

  /** Its time is that of writing: the AWS config files must not be newer. */
  static final String MADE = ".made";

  /** Its time is the beginning of the session's last third. */
  static final String RENEW = ".renew";

  /** There while somebody renews. */
  static final String CLAIM = ".claim";

  /** A refusal for those who waited for it; its time is the end of its use. */
  static final String REFUSED = ".refused";

  /** What a herd of cold starts queues at. */
  static final String HERD = ".herd";

  private static final String FORMAT = "asrole 1 ";
  private static final String LAST_LINE = "end";

  /** The name of this role's file; the script replaces slashes likewise. */
  String file(String ending) {
    return file(role, ending);
  }

  static String file(String role, String ending) {
    return role.replace('/', '%') + ending;
  }

  /** The lines for a session; {@code region} is empty where the environment has one. */
  byte[] lines(Session session, String region) {
    Credentials credentials = session.credentials();
    return text(
        credentials.accessKeyId(),
        credentials.secretAccessKey(),
        String.valueOf(credentials.sessionToken()),
        session.expiration().toString(),
        session.role().value(),
        region);
  }

  /** The lines for a refusal. */
  byte[] lines(AsroleException refusal) {
    return text(refusal.sentence());
  }

  private byte[] text(String... values) {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append(boot).append('\n').append(variables).append('\n');
    for (String value : List.of(values)) {
      text.append(value).append('\n');
    }
    return text.append(LAST_LINE).append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }
}

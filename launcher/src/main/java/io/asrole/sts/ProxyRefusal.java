// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.FailureCause;
import io.asrole.text.OneLine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy's answer that it does not connect to STS.
 *
 * @param status the HTTP status, such as 407
 * @param line the status line, such as {@code 407 Proxy Authentication Required}
 */
record ProxyRefusal(int status, String line) {
  /** The JDK's message: Unable to tunnel through proxy. Proxy returns "HTTP/1.1 407 ...". */
  private static final Pattern TUNNEL =
      Pattern.compile(".*[Pp]roxy returns \"HTTP/\\S+ ((\\d{3})[^\"]*)\".*", Pattern.DOTALL);

  private static final int AUTHENTICATION_REQUIRED = 407;
  private static final int LONGEST = 60;

  /** The refusal that the JDK's message quotes; empty for any other failure. */
  static Optional<ProxyRefusal> find(Throwable innermost) {
    Matcher tunnel = TUNNEL.matcher(String.valueOf(innermost.getMessage()));
    return tunnel.matches()
        ? Optional.of(
            new ProxyRefusal(
                Integer.parseInt(tunnel.group(2)), OneLine.shorten(tunnel.group(1), LONGEST)))
        : Optional.empty();
  }

  /** An answer with status 407, which no service but a proxy gives. */
  static Optional<ProxyRefusal> findByStatus(int status) {
    return status == AUTHENTICATION_REQUIRED
        ? Optional.of(new ProxyRefusal(status, "407 Proxy Authentication Required"))
        : Optional.empty();
  }

  FailureCause failureCause() {
    return status == AUTHENTICATION_REQUIRED
        ? FailureCause.PROXY_AUTHENTICATION
        : FailureCause.PROXY_REFUSED;
  }

  /** The end of the message: what happened on the way to {@code where}, and what to do. */
  String describe(String where) {
    return "the proxy answered HTTP "
        + line
        + " and did not connect to "
        + where
        + (status == AUTHENTICATION_REQUIRED
            ? "; set HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT"
            : "; allow that host in the proxy, or name it in NO_PROXY");
  }
}

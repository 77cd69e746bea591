// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the sandbox plays instead of the service's answer.
 *
 * @param target the requests that fail: {@code imds}, {@code imds.token}, {@code imds.get}, {@code
 *     imds.head}, {@code imds:/end/of/path}, {@code sts}, {@code sts.AssumeRole} or another action
 *     of STS
 * @param times how often the fault is played; 0: until the faults are cleared
 */
public record Fault(String target, Kind kind, int times) {
  /**
   * HTTP forbids a body for these.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.4.1">RFC 9110, content</a>
   */
  private static final Set<Integer> WITHOUT_BODY = Set.of(204, 205, 304);

  /** What the client gets. */
  public sealed interface Kind {
    /** The kind's name in JSON: {@code throttle}. */
    default String kindName() {
      return this instanceof Literal ? "body" : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
  }

  /** An HTTP status with a body, which may be empty. */
  public record Status(int code, String body) implements Kind {
    public Status {
      checkStatus(code);
      if (!body.isEmpty()) {
        checkBody(code);
      }
    }
  }

  /** The throttling error of the service. */
  public record Throttle() implements Kind {}

  /** The access-denied error of the service. */
  public record Denied() implements Kind {}

  /** No answer, until faults are cleared or the sandbox closes. */
  public record Hang() implements Kind {}

  /** Status 200 and an HTML page, as from a captive portal. */
  public record Garbled() implements Kind {}

  /** The right answer, but the connection ends in the middle of its body. */
  public record Truncated() implements Kind {}

  /** The right answer, one byte a second. */
  public record Drip() implements Kind {}

  /** Exactly this status, content type and body. */
  public record Literal(int status, String contentType, String text) implements Kind {
    public Literal {
      checkStatus(status);
      checkBody(status);
      if (!contentType.matches("[\\x20-\\x7e]*")) {
        throw new IllegalArgumentException(
            "contentType has a character that an HTTP header cannot have: expected a media type,"
                + " such as text/plain");
      }
    }
  }

  /**
   * @throws IllegalArgumentException if no request has this target, or times is negative
   */
  public Fault {
    FaultTarget.check(target);
    if (times < 0) {
      throw new IllegalArgumentException(
          "times is how often a fault is played, or 0 for always, not " + times);
    }
  }

  private static void checkStatus(int status) {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("expected a status from 200 to 599, not " + status);
    }
  }

  private static void checkBody(int status) {
    if (WITHOUT_BODY.contains(status)) {
      throw new IllegalArgumentException(
          "a response with the status %d cannot have a body".formatted(status));
    }
  }

  private Fault(String target, Kind kind) {
    this(target, kind, 1);
  }

  public static Fault status(String target, int code) {
    return status(target, code, "");
  }

  public static Fault status(String target, int code, @Nullable String body) {
    return new Fault(target, new Status(code, body == null ? "" : body));
  }

  public static Fault throttle(String target) {
    return new Fault(target, new Throttle());
  }

  public static Fault denied(String target) {
    return new Fault(target, new Denied());
  }

  public static Fault hang(String target) {
    return new Fault(target, new Hang());
  }

  public static Fault garbled(String target) {
    return new Fault(target, new Garbled());
  }

  public static Fault truncated(String target) {
    return new Fault(target, new Truncated());
  }

  public static Fault drip(String target) {
    return new Fault(target, new Drip());
  }

  public static Fault body(String target, int status, String contentType, String text) {
    return new Fault(target, new Literal(status, contentType, text));
  }

  public Fault times(int n) {
    return new Fault(target, kind, n);
  }

  /** The same fault, played until the faults are cleared. */
  public Fault always() {
    return times(0);
  }

  boolean hits(List<String> names) {
    if (names.contains(target)) {
      return true;
    }
    int colon = target.indexOf(':');
    return colon >= 0
        && names.stream()
            .anyMatch(
                name ->
                    name.startsWith(target.substring(0, colon + 1))
                        && name.substring(colon + 1).endsWith(target.substring(colon + 1)));
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the sandbox plays instead of the service's answer.
 *
 * @param target the requests that fail: {@code imds}, {@code imds.token}, {@code imds.get}, {@code
 *     imds:/end/of/path}, {@code sts}, {@code sts.AssumeRole} or another action
 * @param times how often the fault is played; 0: until the faults are cleared
 */
public record Fault(String target, Kind kind, int times) {
  /** What the client gets. */
  public sealed interface Kind {
    /** The kind's name in JSON: {@code throttle}. */
    default String kindName() {
      return this instanceof Literal ? "body" : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
  }

  /** An HTTP status with a body, which may be empty. */
  public record Status(int code, String body) implements Kind {}

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
  public record Literal(int status, String contentType, String text) implements Kind {}

  public Fault {
    if (!target.matches("(imds|sts)([.:].+)?")) {
      throw new IllegalArgumentException("a fault's target begins with imds or sts, not " + target);
    }
    if (times < 0) {
      throw new IllegalArgumentException(
          "times is how often a fault is played, or 0 for always, not " + times);
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

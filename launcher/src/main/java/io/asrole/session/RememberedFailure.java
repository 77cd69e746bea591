// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import io.asrole.AsroleException;
import io.asrole.AsroleException.Kind;
import io.asrole.AwsError;
import io.asrole.FailureCause;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The last failure to open a session. Starts that waited for the session, and starts in the next
 * seconds, report this failure instead of calling AWS again.
 */
public record RememberedFailure(
    Instant at,
    Kind kind,
    FailureCause failureCause,
    String sentence,
    Optional<AwsError> awsError) {
  private static final int LINES = 7;
  private static final AwsError NONE = new AwsError("", "", "");

  public static final Duration REMEMBERED = Duration.ofSeconds(5);

  /**
   * Whether other starts with the same session key would fail in the same way: AWS refused, or did
   * not answer. A refusal by asrole itself may depend on an option that other starts do not have.
   */
  public static boolean isForOthers(AsroleException failure) {
    return failure.kind() == Kind.UNAVAILABLE || failure.failureCause().isAnswerOfAws();
  }

  static RememberedFailure create(AsroleException failure, Instant now) {
    return new RememberedFailure(
        now, failure.kind(), failure.failureCause(), failure.sentence(), failure.awsError());
  }

  /** Whether a start that began at {@code arrival} reports this failure instead of calling AWS. */
  boolean answers(Instant arrival, Instant now) {
    boolean sameFlight = !at.isBefore(arrival);
    boolean recent = now.isBefore(at.plus(REMEMBERED));
    return !now.isBefore(at) && (sameFlight || (recent && kind == Kind.REFUSED));
  }

  /** Whether AWS did not answer within the last seconds, so that another call would waste time. */
  boolean outage(Instant now) {
    return kind == Kind.UNAVAILABLE && !now.isBefore(at) && now.isBefore(at.plus(REMEMBERED));
  }

  AsroleException toException() {
    AsroleException failure = new AsroleException(kind, sentence).withFailureCause(failureCause);
    return awsError.map(failure::withAwsError).orElse(failure);
  }

  byte[] write() {
    AwsError error = awsError.orElse(NONE);
    return (String.join(
                "\n",
                at.toString(),
                kind.name(),
                failureCause.name(),
                sentence,
                error.role(),
                error.code(),
                error.message())
            + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  static Optional<RememberedFailure> read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", LINES + 1);
    if (lines.length != LINES + 1) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new RememberedFailure(
              Instant.parse(lines[0]),
              Kind.valueOf(lines[1]),
              FailureCause.valueOf(lines[2]),
              lines[3],
              Optional.of(new AwsError(lines[4], lines[5], lines[6]))
                  .filter(error -> !error.equals(NONE))));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole;

import io.asrole.text.OneLine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that asrole reports: one line for the user, its cause, and the exit status of the
 * process.
 *
 * <p>Each package creates its failures in one file, such as {@code StoreFailure}.
 *
 * @see <a href="https://www.gnu.org/software/coreutils/manual/html_node/env-invocation.html">exit
 *     status of env(1)</a>
 */
public final class AsroleException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Whether a retry may help, and the exit status. */
  public enum Kind {
    /** The caller, the configuration or AWS refused; a retry does not help. */
    REFUSED(125),
    /** A service did not answer, or gave no usable answer; a retry may help. */
    UNAVAILABLE(125),
    /** The command exists but cannot be executed. */
    NOT_EXECUTABLE(126),
    /** The command was not found. */
    NOT_FOUND(127);

    private final int exitCode;

    Kind(int exitCode) {
      this.exitCode = exitCode;
    }

    /** The exit status of a process that ends with such a failure. */
    public int exitCode() {
      return exitCode;
    }
  }

  private final Kind kind;
  private final FailureCause failureCause;
  private final String brief;
  private final @Nullable String setting;
  private final @Nullable AwsError awsError;

  /** A failure of the given kind; the sentence is one line without the leading {@code asrole:}. */
  public AsroleException(Kind kind, String sentence) {
    this(kind, FailureCause.NONE, sentence, sentence, null, null);
  }

  private AsroleException(
      Kind kind,
      FailureCause failureCause,
      String sentence,
      String brief,
      @Nullable String setting,
      @Nullable AwsError awsError) {
    super(OneLine.flatten(sentence));
    this.kind = kind;
    this.failureCause = failureCause;
    this.brief = OneLine.flatten(brief);
    this.setting = setting;
    this.awsError = awsError;
  }

  /** A copy with this cause. */
  public AsroleException withFailureCause(FailureCause failureCause) {
    return new AsroleException(kind, failureCause, sentence(), brief, setting, awsError);
  }

  /** A copy with text appended to the sentence; kind, cause and setting stay. */
  public AsroleException withSuffix(String suffix) {
    return new AsroleException(
        kind, failureCause, sentence() + suffix, brief + suffix, setting, awsError);
  }

  /** A copy that names the variable, or the property of a profile, that has a bad value. */
  public AsroleException withSetting(String setting) {
    return new AsroleException(kind, failureCause, sentence(), brief, setting, awsError);
  }

  /** A copy with what AWS answered. */
  public AsroleException withAwsError(AwsError awsError) {
    return new AsroleException(kind, failureCause, sentence(), brief, setting, awsError);
  }

  /** A copy with a longer sentence, and a shorter one for terminals. */
  public AsroleException withSentences(String sentence, String brief) {
    return new AsroleException(kind, failureCause, sentence, brief, setting, awsError);
  }

  /** The cause by which {@code asrole doctor} chooses the remedies. */
  public FailureCause failureCause() {
    return failureCause;
  }

  /** The variable, or the property of a profile, that has a bad value; empty if none has. */
  public Optional<String> setting() {
    return Optional.ofNullable(setting);
  }

  /** What AWS answered; empty if AWS did not refuse the call. */
  public Optional<AwsError> awsError() {
    return Optional.ofNullable(awsError);
  }

  /** AWS's own words; empty if AWS did not refuse the call. */
  public String awsMessage() {
    return awsError == null ? "" : awsError.message();
  }

  /** Whether a retry may help. */
  public Kind kind() {
    return kind;
  }

  /**
   * The shorter sentence for terminals, one line; the whole sentence if there is no shorter one.
   */
  public String brief() {
    return brief;
  }

  /** The whole sentence, one line, without the leading {@code asrole:}. */
  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** The exit status this failure ends the process with. */
  public int exitCode() {
    return kind.exitCode;
  }

  /** A failure of kind REFUSED: a retry does not help. */
  public static AsroleException refused(String sentence) {
    return new AsroleException(Kind.REFUSED, sentence);
  }

  /** A failure of kind UNAVAILABLE: a retry may help. */
  public static AsroleException unavailable(String sentence) {
    return new AsroleException(Kind.UNAVAILABLE, sentence);
  }
}

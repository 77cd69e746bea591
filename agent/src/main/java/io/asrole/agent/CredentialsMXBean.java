// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent of a JVM tells of itself, as {@code io.asrole:type=Credentials}; no secret. {@link
 * Bean} has the descriptions that management shows.
 *
 * @see <a href="https://docs.oracle.com/javase/8/docs/api/javax/management/MXBean.html">MXBean</a>
 */
public interface CredentialsMXBean {
  /** The version of the agent; that of its first attach, whatever jar came later. */
  String getVersion();

  /** The role as it was asked for; null where there is none any more. */
  @Nullable String getRole();

  /**
   * {@code waiting}: no credentials yet. {@code idle}: credentials, and no AWS SDK seen. {@code
   * active}: credentials, and an SDK hooked. {@code expired}, {@code detached}.
   */
  String getState();

  /** Whether the state is {@code active}. */
  boolean isActive();

  /** When the credentials in use end, in ISO 8601; null where there are none. */
  @Nullable String getExpiration();

  /** How many seconds they have left; 0 where they have ended or there are none. */
  long getSecondsLeft();

  /** When the credential process last succeeded, in seconds since 1970; 0 where it never did. */
  long getLastSuccess();

  /** How many role sessions the JVM has had, of whichever role. */
  long getGeneration();

  /** How often the credential process succeeded. */
  long getRefreshes();

  /** How often it failed, or could not renew what it printed. */
  long getFailures();

  /** Why it failed the last time, where it has not succeeded since; else null. */
  @Nullable String getLastError();

  /** The hooked classes, each with the jar that it is of. */
  List<String> getHooked();

  /** Classes of AWS SDKs that may resolve credentials past the hooks, each with the reason. */
  List<String> getNotHooked();
}

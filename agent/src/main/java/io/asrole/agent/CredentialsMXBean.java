// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the agent as the MBean {@code io.asrole:type=Credentials}, without secrets. {@link
 * DescribedMBean} adds the descriptions that JMX consoles show.
 *
 * @see <a href="https://docs.oracle.com/javase/8/docs/api/javax/management/MXBean.html">MXBean</a>
 */
public interface CredentialsMXBean {
  /** The version of the agent that was loaded first; a later attach does not replace it. */
  String getVersion();

  /** The role as given to the agent; null after a detach. */
  @Nullable String getRole();

  /**
   * {@code waiting}: no credentials yet. {@code idle}: credentials, and no AWS SDK loaded. {@code
   * active}: credentials, and an AWS SDK hooked. {@code expired}: the credentials have expired.
   * {@code detached}: {@code asrole detach} has removed the role.
   */
  String getState();

  /** Whether the state is {@code active}. */
  boolean isActive();

  /** The expiration of the credentials in use, in ISO 8601; null if there are none. */
  @Nullable String getExpiration();

  /** The seconds until the credentials expire; 0 if they have expired or there are none. */
  long getSecondsLeft();

  /** The time of the last successful refresh, in seconds since 1970; 0 if there was none. */
  long getLastSuccess();

  /** The number of role sessions that the JVM has used, of all roles. */
  long getGeneration();

  /** The number of successful runs of the credential process. */
  long getRefreshes();

  /** The number of runs of the credential process that failed or could not renew the session. */
  long getFailures();

  /** The reason of the last failure; null if a refresh has succeeded since. */
  @Nullable String getLastError();

  /** The hooked classes, such as {@code a.b.DefaultCredentialsProvider in auth-2.57.8.jar}. */
  List<String> getHooked();

  /** The classes of AWS SDKs that may not use the role, each with the reason. */
  List<String> getNotHooked();
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

/** A credential process that prints credentials for five seconds, so the agent renews them soon. */
final class BriefCredentials {
  /** The options of the agent. */
  static final String ARGUMENTS =
      "Role,command=printf '{\"Version\":1,\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":"
          + "\"x\",\"SessionToken\":\"x\",\"Expiration\":\"%s\"}'"
          + " \"$(date -u -d '+5 seconds' +%FT%TZ)\"";

  /** The option of the JVM. */
  static final String FLAG = "-javaagent:" + Jvm.AGENT + "=" + ARGUMENTS;

  private BriefCredentials() {}
}

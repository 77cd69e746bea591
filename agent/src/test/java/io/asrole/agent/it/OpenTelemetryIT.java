// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.CallForEver;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent of OpenTelemetry, which also transforms the SDKs, before and after this agent. */
class OpenTelemetryIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void worksWithTheRoleAndKeepsItsTraces(boolean before) throws Exception {
    try (RoleInSandbox role = new RoleInSandbox(aws, folder)) {
      role.renew();
      String theirs = "-javaagent:" + Jvm.sdk("opentelemetry");
      String ours = role.agent("");
      Jvm jvm =
          new Jvm()
              .addOption(before ? theirs : ours)
              .addOption(before ? ours : theirs)
              .addClassPath(Jvm.sdk("v2-newest"))
              .addClassPath(Jvm.sdk("v1-newest"))
              .addEnvironment(aws.environment())
              .addEnvironment("OTEL_TRACES_EXPORTER", "console")
              .addEnvironment("OTEL_METRICS_EXPORTER", "none")
              .addEnvironment("OTEL_LOGS_EXPORTER", "none");
      try (Jvm.Running running =
          jvm.start(CallForEver.class, role.variable("AWS_ENDPOINT_URL_STS"))) {
        running.await("called");
        String err = running.end();
        for (String traced : new String[] {"aws-sdk-1.11", "aws-sdk-2.2"}) {
          assertTrue(err.contains("[tracer: io.opentelemetry." + traced + ":"), traced);
        }
      }
    }
    // The test assumed the role once with the credentials of the instance.
    assertEquals(1, aws.counters().callers().get(RoleInSandbox.BASE_ARN));
    assertTrue(aws.counters().callers().getOrDefault(RoleInSandbox.ARN, 0) >= 2);
  }
}

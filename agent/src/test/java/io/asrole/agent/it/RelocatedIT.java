// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.agent.it.targets.UseSdkV1;
import io.asrole.agent.it.targets.UseSdkV2;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SDKs that are relocated to another package. */
class RelocatedIT {
  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  @Test
  void hooksARelocatedSdkV2() throws Exception {
    String sdk = Jvm.sdk("v2-newest");
    Relocation relocation = new Relocation("software/amazon/awssdk/", folder);
    relocation.addJars(sdk);
    relocation.addProgram(UseSdkV2.class);
    check(role.renew().accessKeyId(), jvm(sdk).run(UseSdkV2.class));
  }

  @Test
  void hooksARelocatedSdkV1() throws Exception {
    String sdk = Jvm.sdk("v1-newest");
    Relocation relocation = new Relocation("com/amazonaws/", folder);
    relocation.addJars(sdk);
    relocation.addProgram(UseSdkV1.class);
    Jvm.Result result =
        check(
            role.renew().accessKeyId(),
            jvm(sdk).run(UseSdkV1.class, role.variable("AWS_ENDPOINT_URL_STS")));
    assertEquals(RoleInSandbox.ARN, result.values().get("sync"));
  }

  /** The dependencies of the SDK are on the class path; the SDK is only in the folder. */
  private Jvm jvm(String sdk) throws IOException {
    List<String> others =
        List.of(sdk.split(":", -1)).stream()
            .filter(jar -> !jar.contains("awssdk") && !jar.contains("aws-java-sdk"))
            .filter(jar -> !jar.contains("jmespath-java"))
            .toList();
    return new Jvm()
        .addOption(role.agent(""))
        .setClassPath(folder + ":" + String.join(":", others))
        .addEnvironment(aws.environment())
        .addEnvironment("AWS_ACCESS_KEY_ID", role.base().accessKeyId())
        .addEnvironment("AWS_SECRET_ACCESS_KEY", role.base().secretAccessKey())
        .addEnvironment("AWS_SESSION_TOKEN", role.base().sessionToken());
  }

  private Jvm.Result check(String key, Jvm.Result result) {
    assertEquals(0, result.exitCode(), result.err());
    for (String provider : List.of("default", "instance", "container", "chain")) {
      assertEquals(key, result.values().get(provider), provider);
    }
    assertEquals(role.base().accessKeyId(), result.values().get("environment"));
    return result;
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.UseNativeClient;
import io.asrole.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients in native code, which the agent does not reach: it says so once for each. */
@Tag("one-jdk")
class NativeClientsIT {
  private static final String CHAIN =
      "software.amazon.awssdk.crt.auth.credentials.DefaultChainCredentialsProvider was loaded: the"
          + " default chain of the AWS CRT finds AWS credentials in native code, which the agent"
          + " does not reach; if it uses AWS, start the program with: asrole --refresh ROLE --"
          + " COMMAND";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() throws Exception {
    role = new RoleInSandbox(aws, folder);
    role.renew();
  }

  @Test
  void namesTheChainOfTheCrtThatIsTheInstance() throws Exception {
    try (Jvm.Running jvm = start(jvm().addOption(role.agent("")), "crt-chain")) {
      assertEquals("used=" + role.base().accessKeyId(), jvm.await("used="));
      jvm.awaitError(CHAIN);
      assertEquals(2, Jvm.said(jvm.end()).size());
    }
  }

  @Test
  void namesItInJmxAsInTheLogAndInTheDocumentation() throws Exception {
    try (Jvm.Running jvm = start(jvm().addOption(role.agent("")), "crt-chain-jmx")) {
      String row = CHAIN.replace(" was loaded: ", ": ");
      assertEquals("rows=" + row, jvm.await("rows="));
      assertEquals(CHAIN, Jvm.said(jvm.awaitError(CHAIN)).get(0));
      String page = Files.readString(Path.of("..", "docs", "agent.md"));
      assertTrue(page.contains("Z " + CHAIN + "\n"), page);
      assertTrue(page.contains("    " + row + "\n"), page);
      jvm.end();
    }
  }

  @Test
  void namesItAlsoIfItWasLoadedBeforeAnAttach() throws Exception {
    try (Jvm.Running jvm = start(jvm(), "crt-chain")) {
      jvm.await("done");
      String answer = Attacher.ask(jvm.process(), role.arguments(""));
      assertTrue(answer.endsWith(" 0 1"), answer);
      jvm.awaitError(CHAIN);
    }
  }

  @Test
  void namesNothingIfAStartWithRefreshHasGivenTheRole() throws Exception {
    try (Jvm.Running jvm =
        start(
            jvm().addOption(role.agent("")).addEnvironment("AWS_PROFILE", "asrole.Deploy"),
            "crt-chain")) {
      jvm.await("done");
      assertEquals(1, Jvm.said(jvm.end()).size());
    }
  }

  @Test
  void namesNothingIfTheS3ClientOfTheSdkUsesTheCrt() throws Exception {
    try (Jvm.Running jvm = start(jvm().addOption(role.agent("")), "s3-crt")) {
      assertEquals("done", jvm.await(""));
      jvm.awaitError("hooked the AWS SDK software.amazon.awssdk in auth-");
      assertEquals(2, Jvm.said(jvm.end()).size());
    }
  }

  @Test
  void namesValkeyGlideOnlyWithIam() throws Exception {
    try (Jvm.Running jvm = start(jvm().addOption(role.agent("")), "glide-iam")) {
      jvm.await("done");
      jvm.awaitError("IamAuthConfig$IamAuthConfigBuilder was loaded: Valkey GLIDE with IAM");
    }
    try (Jvm.Running jvm = start(jvm().addOption(role.agent("")), "glide")) {
      jvm.await("done");
      assertEquals(List.of(), Jvm.said(jvm.end()).stream().skip(1).toList());
    }
  }

  private static Jvm.Running start(Jvm jvm, String client) throws Exception {
    return jvm.start(UseNativeClient.class, client);
  }

  private Jvm jvm() throws Exception {
    return new Jvm()
        .addClassPath(Jvm.sdk("native-clients"))
        .addEnvironment(aws.environment())
        .addEnvironment("AWS_REGION", "us-east-1");
  }
}

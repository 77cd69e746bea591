// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.UseSdkV1;
import io.asrole.agent.it.targets.UseSdkV2;
import io.asrole.agent.it.targets.UseWhenAttached;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.imds.ImdsMode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Every tested SDK version uses the role from the first call on. */
class MatrixIT {
  // SDKs of 2018 support IMDSv1 only.
  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withImds(ImdsMode.OPTIONAL));

  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  static List<String> v1() throws IOException {
    return Jvm.sdks("v1-");
  }

  static List<String> v2() throws IOException {
    return Jvm.sdks("v2-");
  }

  @ParameterizedTest
  @MethodSource("v2")
  void givesSdkV2TheRole(String sdk) throws Exception {
    checkV2(sdk, false);
  }

  @ParameterizedTest
  @MethodSource("v2")
  void givesSdkV2TheRoleWhileItRuns(String sdk) throws Exception {
    checkV2(sdk, true);
  }

  private void checkV2(String sdk, boolean attached) throws Exception {
    Credentials credentials = role.renew();
    boolean clients = !sdk.equals("v2-2.0.1");
    Jvm.Result result =
        run(
            jvm(sdk),
            attached,
            UseSdkV2.class,
            clients ? new String[] {role.variable("AWS_ENDPOINT_URL_STS")} : new String[0]);

    Map<String, String> expected = new TreeMap<>();
    for (String name : List.of("default", "instance", "container", "chain")) {
      expected.put(name, credentials.accessKeyId());
    }
    expected.put("token", credentials.sessionToken());
    expected.put("same", "true");
    boolean hasExpiration = since(sdk, 20);
    boolean hasMore = since(sdk, 25);
    expected.put("expires", hasExpiration ? "Optional[" + credentials.expiration() + "]" : "none");
    expected.put("account", hasMore ? "Optional[123456789012]" : "none");
    expected.put("provider", hasMore ? "Optional[asrole]" : "none");
    expected.put("identity", hasMore ? credentials.accessKeyId() : "none");
    expected.put("environment", role.base().accessKeyId());
    expected.put("static", role.base().accessKeyId());
    if (clients) {
      expected.put("sync", RoleInSandbox.ARN);
      expected.put("sync-instance", RoleInSandbox.ARN);
      expected.put("sync-static", RoleInSandbox.BASE_ARN);
      expected.put("async", RoleInSandbox.ARN);
    }
    check(expected, result);
  }

  @ParameterizedTest
  @MethodSource("v1")
  void givesSdkV1TheRole(String sdk) throws Exception {
    checkV1(sdk, false);
  }

  @ParameterizedTest
  @MethodSource("v1")
  void givesSdkV1TheRoleWhileItRuns(String sdk) throws Exception {
    checkV1(sdk, true);
  }

  private void checkV1(String sdk, boolean attached) throws Exception {
    Credentials credentials = role.renew();
    Jvm.Result result =
        run(
            jvm(sdk)
                .addOption(
                    "-Dcom.amazonaws.sdk.ec2MetadataServiceEndpointOverride="
                        + role.variable("AWS_EC2_METADATA_SERVICE_ENDPOINT")),
            attached,
            UseSdkV1.class,
            role.variable("AWS_ENDPOINT_URL_STS"));

    Map<String, String> expected = new TreeMap<>();
    for (String name : List.of("default", "subclass", "instance", "chain")) {
      expected.put(name, credentials.accessKeyId());
    }
    boolean hasContainer = !sdk.equals("v1-1.11.0");
    expected.put("container", hasContainer ? credentials.accessKeyId() : "none");
    if (hasContainer) {
      expected.put("wrapper", credentials.accessKeyId());
    }
    boolean hasMore = sdk.equals("v1-newest");
    expected.put("token", credentials.sessionToken());
    expected.put("same", "true");
    expected.put("account", hasMore ? "123456789012" : "none");
    expected.put("provider", hasMore ? "asrole" : "none");
    expected.put("environment", role.base().accessKeyId());
    expected.put("explicit-chain", role.base().accessKeyId());
    expected.put("sync", RoleInSandbox.ARN);
    expected.put("sync-static", RoleInSandbox.BASE_ARN);
    expected.put("async", RoleInSandbox.ARN);
    check(expected, result);
  }

  private Jvm.Result run(Jvm jvm, boolean attached, Class<?> program, String... arguments)
      throws Exception {
    if (!attached) {
      return jvm.addOption(role.agent("")).run(program, arguments);
    }
    List<String> words = new ArrayList<>(List.of(program.getName()));
    words.addAll(List.of(arguments));
    try (Jvm.Running running = jvm.start(UseWhenAttached.class, words.toArray(String[]::new))) {
      running.await("ready");
      String answer = Attacher.ask(running.process(), role.arguments(""));
      assertTrue(answer.matches("ok \\Q" + Jvm.VERSION + "\\E [1-9] 0 keys"), answer);
      return running.finish();
    }
  }

  private Jvm jvm(String sdk) throws IOException {
    return new Jvm()
        .addClassPath(Jvm.sdk(sdk))
        .addEnvironment(aws.environment())
        .addEnvironment("AWS_ACCESS_KEY_ID", role.base().accessKeyId())
        .addEnvironment("AWS_SECRET_ACCESS_KEY", role.base().secretAccessKey())
        .addEnvironment("AWS_SESSION_TOKEN", role.base().sessionToken());
  }

  private static void check(Map<String, String> expected, Jvm.Result result) {
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(expected, result.values());
    assertEquals(
        "",
        Jvm.said(result.err()).stream()
            .filter(line -> !line.startsWith("this JVM uses the role "))
            .filter(line -> !line.startsWith("hooked the AWS SDK "))
            .findAny()
            .orElse(""));
  }

  private static boolean since(String sdk, int minor) {
    return sdk.endsWith("newest") || Integer.parseInt(sdk.split("\\.", -1)[1]) >= minor;
  }
}

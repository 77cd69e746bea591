// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.agent.it.targets.PrintIdentityV1;
import io.asrole.agent.it.targets.UseSdkV2;
import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Applications on the module path, with the SDKs as automatic modules. */
class ModulesIT {
  private static final String APPLICATION = "application";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path folder;
  @AutoClose RoleInSandbox role;

  @BeforeEach
  void opensARole() {
    role = new RoleInSandbox(aws, folder);
  }

  @Test
  void hooksSdkV2OnTheModulePath() throws Exception {
    String key = role.renew().accessKeyId();
    Map<String, String> values =
        run(
            Jvm.sdk("v2-newest"),
            "requires software.amazon.awssdk.services.sts; requires jdk.net;",
            UseSdkV2.class,
            role.variable("AWS_ENDPOINT_URL_STS"));
    for (String provider : List.of("default", "instance", "container", "chain")) {
      assertEquals(key, values.get(provider), provider);
    }
    assertEquals(role.base().accessKeyId(), values.get("static"));
    assertEquals(RoleInSandbox.ARN, values.get("sync"));
    assertEquals(RoleInSandbox.ARN, values.get("async"));
  }

  /** Only the core: the clients of SDK v1 share packages with it, which modules do not allow. */
  @Test
  void hooksTheCoreOfSdkV1OnTheModulePath() throws Exception {
    String key = role.renew().accessKeyId();
    List<String> core =
        List.of(Jvm.sdk("v1-newest").split(":", -1)).stream()
            .filter(jar -> !jar.contains("aws-java-sdk-sts"))
            .toList();
    Map<String, String> values =
        run(
            String.join(":", core),
            "requires aws.java.sdk.core; requires com.fasterxml.jackson.databind;",
            PrintIdentityV1.class);
    assertEquals(key, values.get("default"));
  }

  private Map<String, String> run(
      String sdk, String requires, Class<?> program, String... arguments) throws Exception {
    compile(sdk, requires, program);
    Jvm.Result result =
        new Jvm()
            .addOption(role.agent(""))
            .setClassPath(folder.resolve(APPLICATION) + ":" + sdk)
            .setModule(APPLICATION)
            .addEnvironment(aws.environment())
            .addEnvironment("AWS_ACCESS_KEY_ID", role.base().accessKeyId())
            .addEnvironment("AWS_SECRET_ACCESS_KEY", role.base().secretAccessKey())
            .addEnvironment("AWS_SESSION_TOKEN", role.base().sessionToken())
            .run(program, arguments);
    assertEquals(0, result.exitCode(), result.err());
    return result.values();
  }

  /** Compiles the program as a module. */
  private void compile(String sdk, String requires, Class<?> program) throws IOException {
    Path declaration = folder.resolve("module-info.java");
    Files.writeString(declaration, "module " + APPLICATION + " { " + requires + " }");
    Path source = Path.of("src/test/java", program.getName().replace('.', '/') + ".java");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter output = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      assertEquals(
          true,
          compiler
              .getTask(
                  output,
                  files,
                  null,
                  List.of("-p", sdk, "-d", folder.resolve(APPLICATION).toString()),
                  null,
                  files.getJavaFileObjects(declaration, source))
              .call(),
          output.toString());
    }
  }
}

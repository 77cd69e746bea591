// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.agent.it.targets.WhoAmIV1;
import io.asrole.agent.it.targets.WhoAmIV2;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.imds.ImdsMode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An unmodified Tomcat with web applications that each contain another SDK version. */
class TomcatIT {
  private static final List<String> SDKS = List.of("v1-1.11.271", "v2-2.10.91", "v2-newest");
  private static final Pattern PORT = Pattern.compile("\\d+(?=\"])");

  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withImds(ImdsMode.OPTIONAL));

  @TempDir Path folder;

  @Test
  void givesEachApplicationTheRoleWithEachSdk() throws Exception {
    Path tomcat = unzip(Path.of(Jvm.sdk("tomcat")));
    Files.writeString(
        tomcat.resolve("conf/server.xml"),
        """
        <Server port="-1">
          <Service name="Catalina">
            <Connector port="0" address="127.0.0.1"/>
            <Engine name="Catalina" defaultHost="localhost">
              <Host name="localhost" appBase="applications"/>
            </Engine>
          </Service>
        </Server>
        """);
    for (String sdk : SDKS) {
      deploy(tomcat, sdk);
    }
    try (RoleInSandbox role = new RoleInSandbox(aws, folder)) {
      role.renew();
      Files.writeString(tomcat.resolve("bin/setenv.sh"), Services.words("Tomcat", role.install()));
      try (Jvm.Running running = start(tomcat)) {
        Matcher port = PORT.matcher(running.awaitError("Starting ProtocolHandler"));
        assertTrue(port.find());
        running.awaitError("Server startup in");
        for (String sdk : SDKS) {
          String whoAmI = "http://127.0.0.1:" + port.group() + "/" + sdk + "/?";
          assertEquals(RoleInSandbox.ARN, get(whoAmI + role.variable("AWS_ENDPOINT_URL_STS")), sdk);
        }
      }
    }
    // The test assumed the role once with the credentials of the instance.
    assertEquals(1, aws.counters().callers().get(RoleInSandbox.BASE_ARN));
    assertEquals(SDKS.size(), aws.counters().callers().get(RoleInSandbox.ARN));
  }

  private Jvm.Running start(Path tomcat) throws IOException {
    return new Jvm()
        .addEnvironment(aws.environment())
        .start(List.of("sh", tomcat.resolve("bin/catalina.sh").toString(), "run"));
  }

  /** Deploys an application with the servlet and that SDK. */
  private static void deploy(Path tomcat, String sdk) throws IOException {
    Class<?> servlet = sdk.startsWith("v1") ? WhoAmIV1.class : WhoAmIV2.class;
    Path application = tomcat.resolve("applications/" + sdk + "/WEB-INF");
    Path classes = application.resolve("classes");
    Path file = Path.of(servlet.getName().replace('.', '/') + ".class");
    Files.createDirectories(classes.resolve(file).getParent());
    Files.copy(Jvm.TARGETS.resolve(file), classes.resolve(file));
    Files.createDirectory(application.resolve("lib"));
    for (String jar : Jvm.sdk(sdk).split(":", -1)) {
      Files.copy(Path.of(jar), application.resolve("lib").resolve(Path.of(jar).getFileName()));
    }
    Files.writeString(
        application.resolve("web.xml"),
        """
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.1" metadata-complete="true">
          <servlet>
            <servlet-name>who</servlet-name>
            <servlet-class>SERVLET</servlet-class>
          </servlet>
          <servlet-mapping>
            <servlet-name>who</servlet-name>
            <url-pattern>/</url-pattern>
          </servlet-mapping>
        </web-app>
        """
            .replace("SERVLET", servlet.getName()));
  }

  /** Copies Tomcat without its example applications. */
  private Path unzip(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = file.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path copy = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(copy);
        } else if (!entry.getName().contains("/webapps/")) {
          Files.copy(file.getInputStream(entry), copy);
        }
      }
    }
    return folder.resolve(zip.getFileName().toString().replaceAll("(.*)\\.zip", "apache-$1"));
  }

  private static String get(String uri) throws IOException {
    try (InputStream answer = URI.create(uri).toURL().openStream()) {
      return new String(answer.readAllBytes(), UTF_8).strip();
    }
  }
}

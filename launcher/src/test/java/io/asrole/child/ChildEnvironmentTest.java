// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ChildEnvironmentTest {
  private static final RoleArn ROLE = new RoleArn("arn:aws:iam::123456789012:role/Deploy");
  private static final SessionCredentials CREDENTIALS =
      new SessionCredentials("ASIA1", "sharp", "token", Instant.parse("2030-01-01T00:00:00Z"));

  @Test
  void setsKeysRegionAndRole() {
    assertEquals(
        Map.of(
            "AWS_ACCESS_KEY_ID", "ASIA1",
            "AWS_SECRET_ACCESS_KEY", "sharp",
            "AWS_SESSION_TOKEN", "token",
            "AWS_CREDENTIAL_EXPIRATION", "2030-01-01T00:00:00Z",
            "AWS_REGION", "eu-west-1",
            "AWS_DEFAULT_REGION", "eu-west-1",
            "AWS_ACCOUNT_ID", "123456789012",
            "ASROLE_ACCESS_KEY_ID", "ASIA1",
            "ASROLE_ROLE", ROLE.value()),
        of(Map.of("AWS_REGION", ""), false).set());
  }

  @Test
  void leavesTheRegionAloneThatIsSetUnlessAskedForAnother() {
    for (String variable : List.of("AWS_REGION", "AWS_DEFAULT_REGION")) {
      Map<String, String> current = Map.of(variable, "us-west-2");
      assertFalse(of(current, false).set().containsKey("AWS_REGION"), variable);
      assertFalse(of(current, false).set().containsKey("AWS_DEFAULT_REGION"), variable);
      assertEquals("eu-west-1", of(current, true).set().get("AWS_REGION"));
      assertEquals("eu-west-1", of(current, true).set().get("AWS_DEFAULT_REGION"));
    }
  }

  @Test
  void removesWhatCouldWinOverTheKeys() {
    Map<String, String> current =
        Map.ofEntries(
            Map.entry("AWS_PROFILE", "p"),
            Map.entry("AWS_DEFAULT_PROFILE", "p"),
            Map.entry("AWS_SECURITY_TOKEN", "t"),
            Map.entry("AWS_ACCESS_KEY", "k"),
            Map.entry("AWS_SECRET_KEY", "s"),
            Map.entry("AWS_CREDENTIAL_FILE", "f"),
            Map.entry("AWS_ROLE_ARN", "r"),
            Map.entry("AWS_ROLE_SESSION_NAME", "n"),
            Map.entry("AWS_WEB_IDENTITY_TOKEN_FILE", "f"),
            Map.entry("AWS_CONTAINER_CREDENTIALS_FULL_URI", "u"),
            Map.entry("AWS_CONTAINER_SERVICE_ENDPOINT", "x"),
            Map.entry("AWS_CONTAINER", "no variable of AWS"),
            Map.entry("AWS_CONFIG_FILE", "c"),
            Map.entry("MY_AWS_PROFILE", "p"),
            Map.entry("HOME", "/root"));
    assertEquals(
        new TreeSet<>(
            List.of(
                "AWS_PROFILE",
                "AWS_DEFAULT_PROFILE",
                "AWS_SECURITY_TOKEN",
                "AWS_ACCESS_KEY",
                "AWS_SECRET_KEY",
                "AWS_CREDENTIAL_FILE",
                "AWS_ROLE_ARN",
                "AWS_ROLE_SESSION_NAME",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "AWS_CONTAINER_SERVICE_ENDPOINT")),
        new TreeSet<>(of(current, false).unset()));
  }

  @Test
  void changesBytesOfNothingElseAndDoublesNothing() {
    ChildEnvironment environment = new ChildEnvironment(Map.of("SET", "new"), List.of("GONE"));
    List<String> changed =
        environment
            .applyTo(
                List.of(
                    bytes("SET=old"),
                    bytes("GONE=1"),
                    bytes("LATIN=\u00e4\u00ff"),
                    bytes("NO_EQUALS"),
                    bytes("=EMPTY"),
                    bytes("SETTER=1"),
                    bytes("SET=older"),
                    bytes("A=b=c")))
            .stream()
            .map(entry -> new String(entry, ISO_8859_1))
            .toList();
    assertEquals(
        List.of("LATIN=\u00e4\u00ff", "NO_EQUALS", "=EMPTY", "SETTER=1", "A=b=c", "SET=new"),
        changed);
  }

  @Test
  void keepsTheContainersEndpointForAnAsroleThatTheCommandStarts() {
    Map<String, String> outer =
        Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://x",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/f",
            "ASROLE_CONTAINER_AUTHORIZATION_TOKEN", "of another");
    ChildEnvironment child = of(outer, false);
    assertEquals("http://x", child.set().get("ASROLE_CONTAINER_CREDENTIALS_FULL_URI"));
    assertTrue(child.unset().contains("ASROLE_CONTAINER_AUTHORIZATION_TOKEN"));
    assertEquals(
        Map.of(
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://x",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/f",
            "ASROLE_CONTAINER_CREDENTIALS_FULL_URI", "http://x",
            "ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/f"),
        ContainerVariables.restore(
            Map.of(
                "ASROLE_CONTAINER_CREDENTIALS_FULL_URI", "http://x",
                "ASROLE_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/f")));
  }

  @Test
  void appendsTheAgentToTheOptionsThatAreThere() {
    ChildEnvironment environment = of(Map.of(), false).withAgent("-javaagent:a b");
    for (String before : List.of("JAVA_TOOL_OPTIONS=-Da=\u00e4", "JAVA_TOOL_OPTIONS=", "OTHER=1")) {
      List<String> changed =
          environment.applyTo(List.of(bytes(before))).stream()
              .map(entry -> new String(entry, ISO_8859_1))
              .filter(entry -> entry.startsWith("JAVA"))
              .toList();
      String kept = before.startsWith("JAVA_TOOL_OPTIONS=-") ? "-Da=\u00e4 " : "";
      assertEquals(List.of("JAVA_TOOL_OPTIONS=" + kept + "-javaagent:a b"), changed);
    }
  }

  private static ChildEnvironment of(Map<String, String> current, boolean regionAsked) {
    return ChildEnvironment.create(current, ROLE, CREDENTIALS, "eu-west-1", regionAsked);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}

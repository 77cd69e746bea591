// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What makes two sessions two: nobody ever gets the other one's. */
@Tag("one-jdk")
class IdentityIT {
  private static final String ONE = "ExampleAssumedRole";
  private static final String OTHER = "OtherAssumedRole";

  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withWorld(World.parse(world())));

  @TempDir Path home;

  /** A way to ask, and what it must come out as. */
  private record Call(AsRole asrole, List<String> arguments) {
    Result run() {
      List<String> all = new ArrayList<>(arguments);
      all.addAll(List.of("--", "printenv", "ASROLE_ROLE", "AWS_ACCESS_KEY_ID", "AWS_REGION"));
      return asrole.run(all.toArray(String[]::new));
    }
  }

  @Test
  void callsThatDifferHaveSessionsOfTheirOwn() throws IOException {
    AsRole asrole = AsRole.in(aws, home);
    Map<String, Call> calls = new LinkedHashMap<>();
    calls.put("role", call(asrole, ONE));
    calls.put("other role", call(asrole, OTHER));
    calls.put("role by ARN and region", call(asrole, "--region", "us-east-2", arn(ONE)));
    calls.put("region", call(asrole, "--region", "eu-west-1", ONE));
    calls.put("region by variable", call(asrole.with("AWS_REGION", "eu-central-1"), ONE));
    calls.put("external ID", call(asrole, "--external-id", "first", ONE));
    calls.put("other external ID", call(asrole, "--external-id", "second", ONE));
    calls.put("session name", call(asrole, "--role-session-name", "first", ONE));
    calls.put("other session name", call(asrole, "--role-session-name", "second", ONE));
    calls.put("session name of a word", call(asrole, "--role-session-name", "null", ONE));
    calls.put("duration", call(asrole, "--duration", "15m", ONE));
    calls.put("tag", call(asrole, "--tag", "a=b", ONE));
    calls.put("other tag", call(asrole, "--tag", "a=c", ONE));
    calls.put("policy", call(asrole, "--policy", policy("*"), ONE));
    calls.put("endpoint", call(elsewhere(asrole, "AWS_ENDPOINT_URL_STS"), ONE));
    calls.put(
        "metadata endpoint", call(elsewhere(asrole, "AWS_EC2_METADATA_SERVICE_ENDPOINT"), ONE));
    calls.put("config file", call(configured(asrole, "first"), "deploy"));
    calls.put("changed config file", call(configured(asrole, "second"), "deploy"));
    calls.put("source", call(withKeys(asrole, OTHER), "--source", "environment", ONE));
    int before = aws.counters().calls("sts.AssumeRole");
    Map<String, String> first = results(calls);
    assertEquals(calls.size(), new HashSet<>(first.values()).size(), first::toString);
    assertEquals(before + calls.size(), aws.counters().calls("sts.AssumeRole"));
    first.forEach(
        (name, out) ->
            assertTrue(out.startsWith(arn(name.equals("other role") ? OTHER : ONE) + "\n"), name));
    assertTrue(first.getOrDefault("region", "").endsWith("\neu-west-1\n"), first::toString);
    assertEquals(first, results(calls));
    assertEquals(before + calls.size(), aws.counters().calls("sts.AssumeRole"));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aStartDoesNotWaitForAnotherRole(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    aws.queue(Fault.hang("sts.AssumeRole"));
    Running hanging = asrole.start(ONE, "--", "true");
    Await.until(() -> aws.counters().calls("sts.AssumeRole") == 1, hanging::complaints);
    Result other = asrole.run(OTHER, "--", "printenv", "ASROLE_ROLE");
    assertTrue(hanging.process().isAlive());
    assertEquals(new Result(0, arn(OTHER) + "\n", ""), other);
    aws.clearFaults();
    assertEquals(0, hanging.result().exitCode());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aFailureIsNotRememberedBeyondItsMending(Way way) {
    AsRole asrole = AsRole.in(aws, home).by(way);
    AsRole disabled = asrole.with("AWS_EC2_METADATA_DISABLED", "true");
    assertEquals(125, disabled.run(ONE, "--", "true").exitCode());
    assertEquals(new Result(0, "started\n", ""), asrole.run(ONE, "--", "echo", "started"));
    AsRole half = withKeys(asrole, OTHER).without("AWS_SECRET_ACCESS_KEY");
    String[] command = {"--source", "environment", ONE, "--", "echo", "started"};
    assertEquals(125, half.run(command).exitCode());
    String secret = StoredSession.of(asrole, OTHER).get("secret-access-key");
    assertEquals(
        new Result(0, "started\n", ""), half.with("AWS_SECRET_ACCESS_KEY", secret).run(command));
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aSecondUserOfOneHomeIsRefusedTheFirstOnesStore(Way way) throws Exception {
    AsRole first = AsRole.in(aws, home).by(way);
    AsRole second = OtherUser.runs(first);
    String key = first.run(ONE, "--", "printenv", "AWS_ACCESS_KEY_ID").out();
    for (Path open : List.of(home, home.resolve(".cache"))) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    String line =
        "asrole: session store "
            + first.store()
            + " is not safe to use: it belongs to uid 0, not to 65534; set XDG_CACHE_HOME\n";
    assertEquals(new Result(125, "", line), second.run(ONE, "--", "echo", "started"));
    assertEquals(key, first.run(ONE, "--", "printenv", "AWS_ACCESS_KEY_ID").out());
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void aSecondUserWhoCannotEnterTheFolderUsesNothingOfTheFirst(Way way) throws Exception {
    AsRole first = AsRole.in(aws, home).by(way);
    AsRole second = OtherUser.runs(first);
    String key = first.run(ONE, "--", "printenv", "AWS_ACCESS_KEY_ID").out();
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    Result result = second.run(ONE, "--", "printenv", "AWS_ACCESS_KEY_ID");
    assertEquals(0, result.exitCode(), result::err);
    assertNotEquals(key, result.out());
    assertTrue(result.err().startsWith("asrole: warning: session store "), result::err);
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  private static Call call(AsRole asrole, String... arguments) {
    return new Call(asrole, List.of(arguments));
  }

  private static Map<String, String> results(Map<String, Call> calls) {
    Map<String, String> out = new LinkedHashMap<>();
    calls.forEach(
        (name, call) -> {
          Result result = call.run();
          assertEquals(0, result.exitCode(), () -> name + ": " + result.err());
          out.put(name, result.out());
        });
    return out;
  }

  /** The same place by another name. */
  private AsRole elsewhere(AsRole asrole, String variable) {
    return asrole.with(
        variable, aws.environment().getOrDefault(variable, "").replace("127.0.0.1", "localhost"));
  }

  private AsRole configured(AsRole asrole, String comment) throws IOException {
    Path config = home.resolve("config-" + comment);
    Files.writeString(
        config, "# %s\n[profile deploy]\nrole_arn = %s\n".formatted(comment, arn(ONE)));
    return asrole.with("AWS_CONFIG_FILE", config.toString());
  }

  /** With the keys of that role in the environment. */
  private static AsRole withKeys(AsRole asrole, String role) {
    String[] credentials = {"credentials", "--role-session-name", "source", role};
    assertEquals(0, asrole.run(credentials).exitCode());
    StoredSession keys = StoredSession.of(asrole, role);
    return asrole
        .with("AWS_ACCESS_KEY_ID", keys.get("access-key-id"))
        .with("AWS_SECRET_ACCESS_KEY", keys.get("secret-access-key"))
        .with("AWS_SESSION_TOKEN", keys.get("session-token"));
  }

  private static String arn(String role) {
    return "arn:aws:iam::123456789012:role/" + role;
  }

  private static String policy(String action) {
    return """
        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"%s","Resource":"*"}}"""
        .formatted(action);
  }

  private static String world() {
    String role =
        """
        {"arn": "%s", "trust": {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": %s, "Action": ["sts:AssumeRole", "sts:TagSession"]}}, "policies": [%s]}""";
    String service = "{\"Service\": \"ec2.amazonaws.com\"}";
    String account = "{\"AWS\": \"123456789012\"}";
    return """
        {"account": "123456789012", "partition": "aws", "region": "us-east-1",
         "instance": {"id": "i-0123456789abcdef0", "profile": "P", "role": "ExampleRole"},
         "roles": [%s, %s, %s]}"""
        .formatted(
            role.formatted(arn("ExampleRole"), service, policy("*")),
            role.formatted(arn(ONE), account, policy("*")),
            role.formatted(arn(OTHER), account, policy("*")));
  }
}

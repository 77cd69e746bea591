// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.imds.ImdsMode;
import io.asrole.sandbox.world.World;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that fails once, and an item that nothing needs, fail no start. */
@Execution(ExecutionMode.CONCURRENT) // they wait for servers
@Tag("one-jdk")
class PassingTroubleIT {
  private static final String INFO = "imds:/iam/info";
  private static final String IDENTITY = "imds:/instance-identity/document";
  private static final String ID = "imds:/instance-id";

  private static final List<String> REQUESTS =
      List.of(
          "imds.token",
          "imds:/placement/region",
          "imds:/security-credentials/",
          "imds:/security-credentials/ExampleRole",
          INFO,
          ID,
          "sts.AssumeRole");

  /** Less than the bound of a whole start. */
  private static final Duration SOON = Duration.ofSeconds(25);

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  /** What may become of one request. */
  enum Trouble {
    UNANSWERED,
    CUT,
    BROKEN,
    THROTTLED;

    Fault of(String request) {
      return switch (this) {
        case UNANSWERED -> Fault.hang(request);
        case CUT -> Fault.truncated(request);
        case BROKEN -> Fault.status(request, 500);
        case THROTTLED -> Fault.throttle(request);
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Trouble.class)
  void everyRequestOfAStartMayFailOnce(Trouble trouble) {
    REQUESTS.forEach(request -> aws.queue(trouble.of(request)));
    assertTimeout(SOON, () -> assertStarts(AsRole.in(aws, home)));
    assertEquals(2, aws.counters().calls("imds.token"));
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
    assertEquals(0, aws.counters().calls("sts.GetCallerIdentity"));
    String session = StoredSession.onlyOneOf(AsRole.in(aws, home)).get("assumed-role");
    assertEquals("i-0123456789abcdef0", session.substring(session.lastIndexOf('@') + 1));
  }

  @Test
  void twoLostTokensAreNotTheHopLimitWhereAThirdIsAnswered() {
    aws.queue(Fault.hang("imds.token").times(2));
    assertStarts(AsRole.in(aws, home));
    assertEquals(3, aws.counters().calls("imds.token"));
  }

  @Test
  void aLostTokenDoesNotLeadToRequestsWithoutOne() {
    try (Sandbox optional = Sandbox.start(SandboxOptions.defaults().withImds(ImdsMode.OPTIONAL))) {
      optional.queue(Fault.hang("imds.token"));
      AsRole strict = AsRole.in(optional, home).with("AWS_EC2_METADATA_V1_DISABLED", "true");
      assertStarts(strict);
      assertEquals(2, optional.counters().calls("imds.token"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void accountAndInstanceIdMayBeWithheld(int status) {
    List.of(INFO, IDENTITY, ID).forEach(i -> aws.queue(Fault.status(i, status).always()));
    assertStarts(AsRole.in(aws, home));
    assertEquals(1, aws.counters().calls("sts.GetCallerIdentity"));
    assertEquals(
        "arn:aws:iam::123456789012:role/ExampleAssumedRole",
        StoredSession.onlyOneOf(AsRole.in(aws, home)).get("role"));
  }

  /** As the machine of an EC2 instance shows them to every process. */
  @Test
  void theHardwareNamesTheInstanceWhereMetadataWithholdsIt() {
    List.of(INFO, IDENTITY, ID).forEach(i -> aws.queue(Fault.status(i, 403).always()));
    String hardware =
        """
        mount -t tmpfs none /sys/devices/virtual
        mkdir -p /sys/devices/virtual/dmi/id
        echo 'Amazon EC2' >/sys/devices/virtual/dmi/id/sys_vendor
        echo i-0fedcba9876543210 >/sys/devices/virtual/dmi/id/board_asset_tag
        """;
    AsRole asrole = Machine.prepared(AsRole.in(aws, home), "-rm", hardware);
    assertStarts(asrole);
    String session = StoredSession.onlyOneOf(asrole).get("assumed-role");
    assertEquals("i-0fedcba9876543210", session.substring(session.lastIndexOf('@') + 1));
  }

  @Test
  void thePartitionIsNotGuessedWhereItIsWithheld() {
    String world =
        World.seedJson()
            .replace("arn:aws:", "arn:aws-cn:")
            .replace("\"partition\": \"aws\"", "\"partition\": \"aws-cn\"")
            .replace("us-east-1", "cn-north-1");
    try (Sandbox china = Sandbox.start(SandboxOptions.defaults().withWorld(World.parse(world)))) {
      china.queue(Fault.status(INFO, 403).always());
      china.queue(Fault.status("imds:/services/partition", 404).always());
      assertStarts(AsRole.in(china, home));
      assertEquals(
          "arn:aws-cn:iam::123456789012:role/ExampleAssumedRole",
          StoredSession.onlyOneOf(AsRole.in(china, home)).get("role"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 500})
  void theRegionOfTheIdentityDocumentServesWhereTheOtherIsWithheld(int status) {
    aws.queue(Fault.status("imds:/placement/region", status).always());
    assertStarts(AsRole.in(aws, home));
  }
}

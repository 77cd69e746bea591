// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImdsServiceTest {
  private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";
  private static final String TOKEN_PATH = "/latest/api/token";
  private static final String KEYS = "/latest/meta-data/iam/security-credentials/ExampleRole";

  private final MovableClock clock = new MovableClock();
  private final ImdsService imds = service(World.builtIn(), ImdsMode.V2);

  @ParameterizedTest
  @CsvSource({"1, 200", "21600, 200", "0, 400", "21601, 400", "-1, 400", "ten, 400", "'', 400"})
  void mintsTokensForOneSecondToSixHours(String seconds, int status) {
    Response response = imds.answer(put(TOKEN_PATH, Map.of(TTL, seconds)));
    assertEquals(status, response.status());
    if (status == 200) {
      assertEquals(seconds, response.headers().get("x-aws-ec2-metadata-token-ttl-seconds"));
      assertTrue(response.body().endsWith("=="), response.body());
    }
  }

  @Test
  void mintsNoTokenWithoutALifetime() {
    assertEquals(400, imds.answer(put(TOKEN_PATH, Map.of())).status());
  }

  @Test
  void mintsTokensOnlyOnTheLatestPathAndNeverThroughAProxy() {
    assertEquals(403, imds.answer(put("/2021-03-23/api/token", Map.of(TTL, "60"))).status());
    assertEquals(
        403,
        imds.answer(put(TOKEN_PATH, Map.of(TTL, "60", "x-forwarded-for", "10.0.0.1"))).status());
    Response get = imds.answer(request("GET", TOKEN_PATH, Map.of()));
    assertEquals(405, get.status());
    assertEquals("OPTIONS, PUT", get.headers().get("Allow"));
    assertEquals("", get.body());
  }

  @Test
  void wantsATokenThatLives() {
    assertEquals(401, imds.answer(request("GET", KEYS, Map.of())).status());
    assertEquals(401, get("wrong", KEYS).status());
    String token = token(imds, 60);
    assertEquals(200, get(token, KEYS).status());
    assertEquals("60", get(token, KEYS).headers().get("x-aws-ec2-metadata-token-ttl-seconds"));
    clock.move(Duration.ofSeconds(60));
    Response late = get(token, KEYS);
    assertEquals(401, late.status());
    assertTrue(late.body().contains("<title>401 - Unauthorized</title>"));
  }

  @Test
  void worksWithoutATokenWhenTokensAreOptionalButNotWithAWrongOne() {
    ImdsService optional = service(World.builtIn(), ImdsMode.OPTIONAL);
    assertEquals(200, optional.answer(request("GET", KEYS, Map.of())).status());
    assertEquals(401, optional.answer(request("GET", KEYS, token("wrong"))).status());
    assertEquals(200, optional.answer(request("GET", KEYS, token(token(optional, 60)))).status());
  }

  @Test
  void forbidsEverythingWhenOff() {
    ImdsService off = service(World.builtIn(), ImdsMode.OFF);
    assertEquals(403, off.answer(put(TOKEN_PATH, Map.of(TTL, "60"))).status());
    assertEquals(403, off.answer(request("GET", KEYS, Map.of())).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/latest/meta-data/nope",
        "/latest/meta-data/iam/security-credentials/exampleRole",
        "/latest/meta-data/iam/security-credentials-extended/",
        "/elsewhere",
        "/latest/meta-data/ia"
      })
  void knowsWhatIsNotThere(String path) {
    assertEquals(404, get(token(imds, 60), path).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/latest/meta-data/iam/security-credentials/   | ExampleRole",
        "/latest/meta-data/iam/security-credentials    | ExampleRole",
        "//latest/meta-data/instance-id                | i-0123456789abcdef0",
        "/2021-03-23/meta-data/instance-id             | i-0123456789abcdef0",
        "/latest/meta-data/placement/region            | us-east-1",
        "/latest/meta-data/placement/availability-zone | us-east-1a",
        "/latest/meta-data/services/partition          | aws",
        "/latest/meta-data/services/domain             | amazonaws.com",
        "/latest/meta-data/iam/                        | info,security-credentials/",
        "/latest/meta-data                             | iam/,instance-id,placement/,services/",
        "/latest/dynamic/instance-identity/            | document",
      })
  void servesItemsAndListings(String path, String lines) {
    Response response = get(token(imds, 60), path);
    assertEquals(lines.replace(',', '\n'), response.body());
    assertEquals("text/plain", response.headers().get("Content-Type"));
    assertEquals("EC2ws", response.headers().get("Server"));
    assertEquals("close", response.headers().get("Connection"));
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, use1-az1",
    "eu-west-1, euw1-az1",
    "eu-central-2, euc2-az1",
    "ap-southeast-2, apse2-az1",
    "ap-northeast-1, apne1-az1",
    "us-gov-west-1, usgw1-az1",
    "cn-northwest-1, cnnw1-az1",
    "us-isob-east-1, usibe1-az1",
  })
  void derivesTheIdOfTheAvailabilityZoneFromTheRegion(String region, String id) {
    ImdsService there = service(World.seed().region(region).build(), ImdsMode.V2);
    String path = "/latest/meta-data/placement/availability-zone-id";
    assertEquals(id, there.answer(request("GET", path, token(token(there, 60)))).body());
  }

  @Test
  void dropsThePathOfTheRole() {
    String json = World.seedJson().replace("role/ExampleRole\"", "role/team/x/ExampleRole\"");
    ImdsService deep = service(World.parse(json), ImdsMode.V2);
    assertEquals(200, deep.answer(request("GET", KEYS, token(token(deep, 60)))).status());
  }

  @Test
  void spellsCredentialsAsEc2Does() {
    JsonPlace document = JsonPlace.parse(get(token(imds, 60), KEYS).body());
    assertEquals(
        List.of(
            "Code", "LastUpdated", "Type", "AccessKeyId", "SecretAccessKey", "Token", "Expiration"),
        List.copyOf(document.members().keySet()));
    assertEquals("Success", document.required("Code").text());
    assertEquals("AWS-HMAC", document.required("Type").text());
    assertEquals("2026-01-01T06:00:00Z", document.required("Expiration").text());
    assertTrue(get(token(imds, 60), KEYS).body().contains("\n  \"Code\" : \"Success\","));
  }

  @Test
  void servesNewCredentialsAnHourBeforeTheOldOnesEnd() {
    String token = token(imds, 21600);
    String first = get(token, KEYS).body();
    clock.move(Duration.ofHours(5).minusSeconds(1));
    assertEquals(first, get(token, KEYS).body());
    clock.move(Duration.ofSeconds(1));
    assertFalse(first.equals(get(token, KEYS).body()));
  }

  @Test
  void saysThatTheRoleDoesNotTrustEc2() {
    String json = World.seedJson().replace("ec2.amazonaws.com", "rds.amazonaws.com");
    ImdsService untrusted = service(World.parse(json), ImdsMode.OPTIONAL);
    Response response = untrusted.answer(request("GET", KEYS, Map.of()));
    assertEquals(200, response.status());
    JsonPlace document = JsonPlace.parse(response.body());
    assertEquals("AssumeRoleUnauthorizedAccess", document.required("Code").text());
    assertEquals(
        "EC2 cannot assume the role ExampleRole. Please see documentation at"
            + " https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html#troubleshoot_iam-ec2_errors-info-doc.",
        document.required("Message").text());
  }

  @Test
  void hasNothingUnderIamWithoutAProfile() {
    String json =
        World.seedJson()
            .replaceAll(",\\s*\"profile\": \"ExampleRole\",\\s*\"role\": \"ExampleRole\"", "");
    ImdsService bare = service(World.parse(json), ImdsMode.OPTIONAL);
    for (String path : List.of("", "info", "security-credentials/")) {
      assertEquals(
          404, bare.answer(request("GET", "/latest/meta-data/iam/" + path, Map.of())).status());
    }
  }

  @Test
  void saysThatTheProfileHoldsNoRole() {
    String json = World.seedJson().replaceAll(",\\s*\"role\": \"ExampleRole\"", "");
    ImdsService empty = service(World.parse(json), ImdsMode.OPTIONAL);
    Response info = empty.answer(request("GET", "/latest/meta-data/iam/info", Map.of()));
    JsonPlace document = JsonPlace.parse(info.body());
    assertEquals("Success", document.required("Code").text());
    assertTrue(document.required("Message").text().startsWith("Instance Profile does not contain"));
    assertEquals(
        404,
        empty
            .answer(request("GET", "/latest/meta-data/iam/security-credentials/", Map.of()))
            .status());
  }

  @Test
  void identityDocumentNamesAccountAndRegion() {
    JsonPlace document =
        JsonPlace.parse(get(token(imds, 60), "/latest/dynamic/instance-identity/document").body());
    assertEquals("123456789012", document.required("accountId").text());
    assertEquals("us-east-1", document.required("region").text());
    assertEquals("2017-09-30", document.required("version").text());
  }

  private ImdsService service(World world, ImdsMode mode) {
    return new ImdsService(
        world, new RoleSessions(), mode, Duration.ofHours(6), clock, refusal -> {});
  }

  private Response get(String token, String path) {
    return imds.answer(request("GET", path, token(token)));
  }

  private static String token(ImdsService imds, int seconds) {
    return imds.answer(put(TOKEN_PATH, Map.of(TTL, String.valueOf(seconds)))).body();
  }

  private static Map<String, String> token(String token) {
    return Map.of("x-aws-ec2-metadata-token", token);
  }

  private static Request put(String path, Map<String, String> headers) {
    return request("PUT", path, headers);
  }

  private static Request request(String method, String path, Map<String, String> headers) {
    return new Request(method, path, "", new HashMap<>(headers), "");
  }
}

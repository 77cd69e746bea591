// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parts of instance metadata that the world file and the control endpoint decide. */
class NoticesTest {
  private static final String ACTION = "/latest/meta-data/spot/instance-action";
  private static final String TERMINATION = "/latest/meta-data/spot/termination-time";
  private static final String REBALANCE = "/latest/meta-data/events/recommendations/rebalance";

  private final MovableClock clock = new MovableClock();
  private final ImdsService imds =
      new ImdsService(
          World.parse(
              World.seedJson()
                  .replace(
                      "\"role\": \"ExampleRole\"",
                      "\"role\": \"ExampleRole\", \"tags\": {\"Name\": \"web\", \"team\": \"a\"},"
                          + " \"userData\": \"#!/bin/sh\\n\"")
                  .replace(
                      "\"region\"",
                      "\"metadata\": {\"local-ipv4\": \"10.1.2.3\", \"/latest/dynamic/fws/x\":"
                          + " \"on\", \"instance-id\": \"i-other\"}, \"region\"")),
          new RoleSessions(),
          ImdsMode.OPTIONAL,
          Duration.ofHours(6),
          clock,
          refusal -> {});
  private final Notices notices = imds.notices();

  @Test
  void listsVersionsAndCategoriesAsAwsDoes() {
    assertTrue(get("/").body().startsWith("1.0\n2007-01-19\n"));
    assertTrue(get("/").body().endsWith("\nlatest"));
    for (String top : new String[] {"/latest", "/latest/", "/2016-09-02"}) {
      assertEquals("dynamic\nmeta-data\nuser-data", get(top).body());
    }
    assertEquals(404, get("/lates").status());
    assertEquals(404, get("/latest/meta-datum").status());
  }

  @Test
  void hasTheTagsOfTheInstance() {
    assertEquals("Name\nteam", get("/latest/meta-data/tags/instance").body());
    assertEquals("web", get("/latest/meta-data/tags/instance/Name").body());
    assertEquals(404, get("/latest/meta-data/tags/instance/name").status());
  }

  @Test
  void hasTheUserDataAsBytesOfUnknownType() {
    Response data = get("/latest/user-data");
    assertEquals("#!/bin/sh\n", data.body());
    assertEquals("application/octet-stream", data.headers().get("Content-Type"));
  }

  @Test
  void hasTheItemsOfTheWorldInPlaceOfItsOwn() {
    assertEquals("10.1.2.3", get("/latest/meta-data/local-ipv4").body());
    String document = get("/latest/dynamic/instance-identity/document").body();
    assertEquals("10.1.2.3", JsonPlace.parse(document).required("privateIp").text());
    assertEquals("on", get("/latest/dynamic/fws/x").body());
    assertEquals("i-other", get("/2016-09-02/meta-data/instance-id").body());
    assertTrue(get("/latest/meta-data/").body().contains("\nlocal-ipv4\n"));
  }

  @Test
  void announcesAnInterruptionAsAwssMockDoes() {
    assertEquals(404, get(ACTION).status());
    notices.interrupt(request("POST", "/spot", ""));
    assertEquals(
        "{\n\t\"action\": \"terminate\",\n\t\"time\": \"" + in(120) + "\"\n}", get(ACTION).body());
    assertEquals("application/json", get(ACTION).headers().get("Content-Type"));
    assertEquals(in(120), get(TERMINATION).body());
    assertEquals("instance-action\ntermination-time", get("/latest/meta-data/spot/").body());
    notices.cancelInterruption();
    assertEquals(404, get(ACTION).status());
    assertEquals(404, get(TERMINATION).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "hibernate"})
  void hasATerminationTimeOnlyIfTheInstanceIsTerminated(String action) {
    notices.interrupt(request("POST", "/spot", "{}"));
    String stop = "{\"action\": \"" + action + "\", \"in\": 5}";
    notices.interrupt(request("POST", "/spot", stop));
    assertEquals(
        "{\n\t\"action\": \"" + action + "\",\n\t\"time\": \"" + in(5) + "\"\n}",
        get(ACTION).body());
    assertEquals(404, get(TERMINATION).status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'action': 'explode'} | action: expected terminate, stop or hibernate, not explode",
        "{'after': 5} | after: the sandbox does not know this member",
        "{'in': 'x'} | in: expected a whole number",
      })
  void saysWhatIsWrongWithAnAnnouncement(String body, String message) {
    RuntimeException failure =
        assertThrows(
            RuntimeException.class,
            () -> notices.interrupt(request("POST", "/spot", body.replace('\'', '"'))));
    assertEquals(message, failure.getMessage());
    assertTrue(failure instanceof JsonException || failure instanceof IllegalArgumentException);
  }

  @Test
  void recommendsARebalanceAsAwssMockDoes() {
    notices.recommendRebalance();
    assertEquals("{\n\t\"noticeTime\": \"" + in(0) + "\"\n}", get(REBALANCE).body());
    notices.cancelRebalance();
    assertEquals(404, get(REBALANCE).status());
  }

  @Test
  void setsAndRemovesAnyItem() {
    String path = "/metadata/autoscaling/target-lifecycle-state";
    notices.set(request("PUT", path, "Terminated"));
    assertEquals("Terminated", get("/latest/meta-data/autoscaling/target-lifecycle-state").body());
    notices.set(request("PUT", "/metadata/meta-data/tags/instance/a%20+b", "c"));
    assertEquals(
        "c", imds.answer(request("GET", "/latest/meta-data/tags/instance/a +b", "")).body());
    notices.remove(request("DELETE", "/metadata/instance-id", ""));
    assertEquals(404, get("/latest/meta-data/instance-id").status());
    assertThrows(
        IllegalArgumentException.class, () -> notices.set(request("PUT", "/metadata/", "x")));
  }

  private String in(int seconds) {
    return clock.instant().plusSeconds(seconds).toString();
  }

  private Response get(String path) {
    return imds.answer(request("GET", path, ""));
  }

  private static Request request(String method, String path, String body) {
    return new Request(method, path, "", Map.of(), body);
  }
}

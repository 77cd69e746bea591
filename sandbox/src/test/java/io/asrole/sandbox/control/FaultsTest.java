// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Delivery;
import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import io.asrole.sandbox.json.JsonException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
  private static final Service SERVICE =
      new Service() {
        @Override
        public List<String> names(Request request) {
          return List.of("imds", "imds.get", "imds:" + request.path());
        }

        @Override
        public Response answer(Request request) {
          return Response.create(200, "text/plain", "right");
        }

        @Override
        public Response throttled(Request request) {
          return Response.create(503, "text/plain", "throttled");
        }

        @Override
        public Response denied(Request request) {
          return Response.create(200, "text/plain", "denied");
        }
      };

  private final Faults faults = new Faults();

  @ParameterizedTest
  @CsvSource({
    "imds, true",
    "imds.get, true",
    "imds.token, false",
    "sts, false",
    "imds:/latest/meta-data/iam/info, true",
    "imds:/iam/info, true",
    "imds:/latest/meta-data/iam, false",
  })
  void hitsItsTargetOnly(String target, boolean hit) {
    faults.queue(Fault.status(target, 500));
    assertEquals(hit ? 500 : 200, get().status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec2",
        "",
        "imdsget",
        "sts.",
        "sts.AssumeRle",
        "sts:AssumeRole",
        "imds.gte",
        "imds:"
      })
  void refusesATargetThatNoRequestHas(String target) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Fault.hang(target));
    String message = String.valueOf(refusal.getMessage());
    assertTrue(message.contains("\"" + target + "\": a fault's target is imds, "), message);
    assertTrue(message.contains("AssumeRole, AssumeRoleWithSAML, "), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"imds.token", "imds.head", "imds:x", "sts.AssumeRoleWithSAML", "sts.AssumeRole"})
  void acceptsTheTargetsThatRequestsHave(String target) {
    assertEquals(target, Fault.hang(target).target());
  }

  @Test
  void refusesAResponseThatHttpCannotSend() {
    for (int status : List.of(100, 199, 204, 205, 304, 600)) {
      assertThrows(
          IllegalArgumentException.class, () -> Fault.body("imds", status, "text/plain", "x"));
      assertThrows(IllegalArgumentException.class, () -> Fault.status("imds", status, "x"));
    }
    assertEquals(new Fault.Status(304, ""), Fault.status("imds", 304).kind());
    assertThrows(
        IllegalArgumentException.class, () -> Fault.body("imds", 200, "text/plain\nX: y", "x"));
  }

  @Test
  void refusesANegativeNumberOfTimes() {
    assertThrows(IllegalArgumentException.class, () -> Fault.hang("imds").times(-1));
    JsonException refusal =
        assertThrows(
            JsonException.class,
            () -> FaultDocument.parse("{\"target\": \"imds\", \"kind\": \"hang\", \"times\": -1}"));
    assertTrue(String.valueOf(refusal.getMessage()).contains("or 0 for always"));
  }

  @Test
  void playsAFaultOnce() {
    faults.queue(Fault.status("imds", 500, "no"));
    assertEquals("no", get().body());
    assertEquals("right", get().body());
  }

  @Test
  void playsFaultsInTheirOrderAndAsOftenAsAsked() {
    faults.queue(Fault.throttle("imds").times(2));
    faults.queue(Fault.denied("imds"));
    assertEquals(
        List.of("throttled", "throttled", "denied", "right"),
        List.of(get().body(), get().body(), get().body(), get().body()));
  }

  @Test
  void playsAFaultUntilCleared() {
    faults.queue(Fault.body("imds", 418, "text/plain", "tea").times(0));
    for (int i = 0; i < 5; i++) {
      assertEquals("tea", get().body());
    }
    faults.clear();
    assertEquals("right", get().body());
  }

  @Test
  void letsGoOfWhatHangsWhenCleared() {
    faults.queue(Fault.hang("imds"));
    CountDownLatch latch = assertInstanceOf(Delivery.Never.class, get().delivery()).until();
    assertEquals(1, latch.getCount());
    faults.clear();
    assertEquals(0, latch.getCount());
  }

  @Test
  void cutsAndDripsTheRightAnswer() {
    faults.queue(Fault.truncated("imds"));
    faults.queue(Fault.drip("imds"));
    faults.queue(Fault.garbled("imds"));
    Response cut = get();
    assertEquals("right", cut.body());
    assertInstanceOf(Delivery.Truncated.class, cut.delivery());
    assertInstanceOf(Delivery.Drip.class, get().delivery());
    assertTrue(get().body().startsWith("<!DOCTYPE html>"));
  }

  @Test
  void controlQueuesFaultsAndForgetsThem() {
    ControlService control = control(new Tally());
    String hang = "{\"target\": \"imds\", \"kind\": \"status\", \"status\": 502, \"times\": 0}";
    assertEquals(204, control.answer(request("POST", "/faults", hang)).status());
    assertEquals(502, get().status());
    assertEquals(204, control.answer(request("DELETE", "/faults", "")).status());
    assertEquals(200, get().status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'target': 'imds', 'kind': 'explode'} | kind: expected status, throttle, denied, hang, garbled, truncated, drip or body",
        "{'target': 'imds'} | the document: member kind is missing",
        "{'target': 'sts.AssumeRle', 'kind': 'hang'} | : a fault's target is imds, imds.token, imds.get, imds.head, imds:END_OF_PATH, sts, or sts.ACTION with one of the actions AssumeRole",
        "{'target': 'imds', 'kind': 'hang', 'status': 503} | status: a fault of the kind hang does not use it",
        "{'target': 'imds', 'kind': 'throttle', 'body': 'x'} | body: a fault of the kind throttle does not use it",
        "{'target': 'imds', 'kind': 'status', 'status': 503, 'contentType': 'x'} | contentType: a fault of the kind status does not use it",
        "{'target': 'imds', 'kind': 'status', 'status': 204, 'body': 'x'} | a response with the status 204 cannot have a body",
        "{'target': 'imds', 'kind': 'body', 'status': 304, 'body': 'x'} | a response with the status 304 cannot have a body",
        "{'target': 'imds', 'kind': 'body', 'status': 101, 'body': 'x'} | status: expected a status from 200 to 599",
        "{'target': 'imds', 'kind': 'body', 'contentType': 'a\\nb'} | contentType has a character that an HTTP header cannot have",
        "{'target': 'imds', 'kind': 'status', 'status': 99} | status: expected a status from 200 to 599",
        "{'target': 'imds', 'kind': 'hang', 'time': 3} | time: the sandbox does not know this member",
        "hang | not JSON",
      })
  void controlSaysWhatIsWrongWithAFault(String json, String message) {
    ControlService control = control(new Tally());
    Response response = control.answer(request("POST", "/faults", json.replace('\'', '"')));
    assertEquals(400, response.status());
    assertTrue(
        response.body().replace('"', '\'').contains(message.replace('"', '\'')), response.body());
  }

  @Test
  void controlShowsCounters() {
    Tally tally = new Tally();
    tally.called("sts.AssumeRole");
    tally.called("sts.AssumeRole");
    tally.signed("arn:aws:sts::123456789012:assumed-role/R/s", true);
    tally.assumeRole(Map.of("RoleSessionName", "a\"b"));
    Response response = control(tally).answer(request("GET", "/counters", ""));
    assertEquals(
        """
        {
          "calls" : {
            "sts.AssumeRole" : 2
          },
          "lastAssumeRole" : {
            "RoleSessionName" : "a\\"b"
          },
          "signedWithExpiredKeys" : 1,
          "callers" : {
            "arn:aws:sts::123456789012:assumed-role/R/s" : 1
          }
        }
        """,
        response.body());
    assertEquals(2, tally.snapshot().calls("sts.AssumeRole"));
    assertEquals(0, tally.snapshot().calls("sts.GetCallerIdentity"));
    assertFalse(response.headers().isEmpty());
  }

  private ControlService control(Tally tally) {
    return new ControlService(faults, tally, new Recent<>(), List.of());
  }

  private Response get() {
    Request request = request("GET", "/latest/meta-data/iam/info", "");
    return faults.answer(SERVICE, request, SERVICE.names(request)).response();
  }

  private static Request request(String method, String path, String body) {
    return new Request(method, path, "", Map.of(), body);
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlServiceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final Faults faults = new Faults();
  private final Tally tally = new Tally();
  private final Recent<ReceivedRequest> requests = new Recent<>();
  private final Route spot =
      new Route("POST", "/spot", "Announce.", request -> Answers.json(200, Map.of("is", 1)));
  private final Route any =
      new Route(
          "PUT",
          "/metadata/",
          "Set.",
          request -> {
            throw new IllegalArgumentException("not " + request.path());
          });
  private final ControlService control =
      new ControlService(faults, tally, requests, List.of(spot, any));

  @Test
  void showsTheFaultsThatAreQueuedAsTheyWereGiven() {
    String fault =
        "{\"target\": \"sts\", \"kind\": \"status\", \"status\": 502, \"body\": \"x\", \"times\":"
            + " 0}";
    send("POST", "/faults", fault);
    faults.queue(Fault.hang("imds.token"));
    faults.queue(Fault.body("imds", 418, "text/html", "tea").times(3));
    assertEquals(
        "{'faults':[{'target':'sts','kind':'status','times':0,'status':502,'body':'x'},"
            + "{'target':'imds.token','kind':'hang','times':1},"
            + "{'target':'imds','kind':'body','times':3,'status':418,'contentType':'text/html',"
            + "'body':'tea'}]}",
        get("/faults"));
  }

  @Test
  void setsTheCountersToZero() {
    tally.called("imds");
    tally.signed("arn", true);
    tally.assumeRole(Map.of("RoleArn", "x"));
    assertEquals(204, send("DELETE", "/counters", "").status());
    assertEquals(
        "{'calls':{},'lastAssumeRole':{},'signedWithExpiredKeys':0,'callers':{}}",
        get("/counters"));
  }

  @Test
  void showsTheNewestThousandRequestsWithoutTheirSecrets() {
    Request secret =
        new Request("POST", "/", "X-Amz-Signature=s", Map.of("user-agent", "cli"), "Token=s");
    Response answer = Response.create(200, "text/xml", "secret");
    for (int i = 0; i < 1005; i++) {
      requests.add(
          ReceivedRequest.create(
              NOW.plusSeconds(i), List.of("sts", "sts.AssumeRole"), secret, answer, "denied"));
    }
    assertEquals(1000, requests.list().size());
    assertTrue(
        get("/requests")
            .startsWith(
                "{'requests':[{'time':'2026-01-01T00:00:05Z','name':'sts.AssumeRole',"
                    + "'method':'POST','path':'/','status':200,'fault':'denied',"
                    + "'userAgent':'cli'},"));
    assertEquals(204, send("DELETE", "/requests", "").status());
    assertEquals("{'requests':[]}", get("/requests"));
  }

  @Test
  void helpPageListsEveryRequestThatItAnswers() {
    Response page = send("GET", "/", "");
    assertEquals(200, page.status());
    for (String line :
        List.of(
            "GET     /                Show this page.",
            "DELETE  /counters        Set all counters to zero.",
            "POST    /spot            Announce.",
            "PUT     /metadata/PATH   Set.")) {
      assertTrue(page.body().contains("\n" + line + "\n"), page.body());
    }
    assertTrue(page.body().lines().allMatch(line -> line.length() <= 110), page.body());
  }

  @Test
  void answersTheRoutesOfOtherParts() {
    assertEquals(200, send("POST", "/spot", "").status());
    assertEquals(400, send("PUT", "/metadata/a/b", "").status());
    assertTrue(send("PUT", "/metadata/a/b", "").body().contains("not /metadata/a/b"));
  }

  @Test
  void pointsToTheHelpPageForAnythingElse() {
    Response response = send("GET", "/fault", "");
    assertEquals(404, response.status());
    assertTrue(response.body().contains("no such request: GET /fault; GET / shows"));
  }

  private String get(String path) {
    return send("GET", path, "").body().replaceAll("\\s", "").replace('"', '\'');
  }

  private Response send(String method, String path, String body) {
    return control.answer(new Request(method, path, "", Map.of(), body));
  }
}

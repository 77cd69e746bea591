// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** The pages docs/sandbox.md and docs/sandbox-reference.md say what the sandbox has. */
class SandboxPageTest {
  @AutoClose final Sandbox aws = Sandbox.start();

  @Test
  void listsTheOptions() throws IOException {
    Set<String> options = new TreeSet<>();
    for (OptionSpec option : SandboxCommand.model().options()) {
      options.add(option.longestName());
    }
    options.removeAll(List.of("--help", "--version"));
    assertEquals(options, reference().names("option", "(--[a-z-]+)"));
  }

  @Test
  void showsAWorldThatTheSandboxReads() throws IOException {
    List<Page.Block> json =
        reference().blocks().stream().filter(b -> b.language().equals("json")).toList();
    assertEquals(1, json.size());
    World world = World.parse(json.get(0).text());
    assertEquals("web-1", world.instance().tags().get("Name"));
    assertEquals(1, world.users().size());
  }

  @Test
  void listsTheVariables() throws IOException {
    Set<String> set = new TreeSet<>(aws.environment().keySet());
    assertEquals(set, reference().names("variable", "`([A-Z0-9_]+)`"));
  }

  @Test
  void listsTheSystemProperties() throws IOException {
    assertEquals(
        new TreeSet<>(aws.systemProperties().keySet()),
        reference().names("system property", "`([\\w.]+)`"));
  }

  @Test
  void listsTheKindsOfFaults() throws Exception {
    String refusal = control("POST", "/faults", "{\"target\": \"imds\", \"kind\": \"nope\"}");
    Set<String> kinds = new TreeSet<>();
    String known = refusal.substring(refusal.indexOf("expected ") + "expected ".length());
    Pattern.compile("[a-z]+")
        .matcher(known)
        .results()
        .map(MatchResult::group)
        .filter(word -> !word.equals("or"))
        .forEach(kinds::add);
    assertEquals(kinds, reference().names("`kind`", "`([a-z]+)`"));
  }

  @Test
  void listsWhatTheControlEndpointAnswers() throws Exception {
    Set<String> answered = new TreeSet<>();
    Pattern.compile("(?m)^ *(GET|POST|PUT|DELETE) +(/[a-z]+/?)")
        .matcher(control("GET", "/", ""))
        .results()
        .map(m -> m.group(1) + " " + m.group(2))
        .forEach(answered::add);
    Set<String> listed = new TreeSet<>(reference().names("request", "`([A-Z]+ /[a-z]+/?)"));
    assertEquals(answered, listed);
  }

  @Test
  void listsTheCounters() throws Exception {
    Set<String> counters =
        new TreeSet<>(JsonPlace.parse(control("GET", "/counters", "")).members().keySet());
    assertEquals(counters, reference().names("counter", "`(\\w+)`"));
  }

  @Test
  void showsTheCodeOfTheExampleProject() throws IOException {
    String example = Page.sources("examples/junit");
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (Page.Block block : guide().blocks()) {
      if (block.language().equals("java")) {
        found++;
        String code = Page.flat(block.text());
        if (!example.contains(code)) {
          missing.add(code);
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(found >= 3);
  }

  @Test
  void namesTheVersionOfThisBuild() throws IOException {
    String version = System.getProperty("asrole.version", "no asrole.version");
    Set<String> named = new TreeSet<>();
    for (String text : List.of(guide().text(), Page.read("examples/junit/pom.xml").text())) {
      Pattern.compile("asrole-sandbox</artifactId>\\s*<version>([^<]+)<|<version.asrole>([^<]+)<")
          .matcher(text)
          .results()
          .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
          .filter(v -> !v.startsWith("$"))
          .forEach(named::add);
    }
    assertEquals(Set.of(version), named);
  }

  @Test
  void theComposeFileNamesThePortsOfItsImage() throws IOException {
    String image = Page.read("examples/sandbox/Dockerfile").text();
    String compose = Page.read("examples/sandbox/compose.yaml").text();
    assertTrue(image.contains("\"--port\", \"1338\""));
    assertTrue(image.contains("EXPOSE 1338 1339 1340"));
    Set<String> urls = new TreeSet<>();
    Pattern.compile("(?m)^ +([A-Z0-9_]+): http://aws:(\\d+)/?$")
        .matcher(compose)
        .results()
        .map(m -> m.group(1) + " " + m.group(2))
        .forEach(urls::add);
    assertEquals(
        Set.of(
            "ASROLE_SANDBOX_CONTROL 1340",
            "AWS_EC2_METADATA_SERVICE_ENDPOINT 1338",
            "AWS_ENDPOINT_URL 1339",
            "AWS_ENDPOINT_URL_STS 1339"),
        urls);
  }

  private static Page guide() throws IOException {
    return Page.read("docs/sandbox.md");
  }

  private static Page reference() throws IOException {
    return Page.read("docs/sandbox-reference.md");
  }

  private String control(String method, String path, String body) throws Exception {
    URI url = URI.create(Objects.requireNonNull(aws.environment().get("ASROLE_SANDBOX_CONTROL")));
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(url.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString())
        .body();
  }
}

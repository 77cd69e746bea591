// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialProcessTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final String DOCUMENT =
      "{\"Version\":1,\"AccessKeyId\":\"ASIAX\",\"SecretAccessKey\":\"secret\","
          + "\"SessionToken\":\"token\",\"Expiration\":\"2026-01-01T02:00:00+01:00\"}";

  @AutoClose("stop")
  final CredentialShell shell = CredentialShellTest.createShell(CredentialShell.SH);

  @Test
  void readsTheDocument() throws Exception {
    Credentials credentials = run("echo '" + DOCUMENT + "'", Duration.ofSeconds(30));
    assertEquals("ASIAX", credentials.accessKeyId);
    assertEquals("secret", credentials.secretAccessKey);
    assertEquals("token", credentials.sessionToken);
    assertEquals(NOW.plus(Duration.ofHours(1)), credentials.expiration);
    assertEquals(null, credentials.accountId);
    assertEquals("Credentials(ASIAX, expires 2026-01-01T01:00:00Z)", credentials.toString());
  }

  @Test
  void readsMoreOutputThanPipesHold() throws Exception {
    String script = "head -c 300000 /dev/zero | tr '\\0' ' '; head -c 300000 /dev/zero >&2; exit 3";
    assertEquals(
        "the credential process exited with status 3 without an error message", failure(script));
  }

  @Test
  void doesNotWaitForBackgroundProcesses() throws Exception {
    assertEquals(
        "ASIAX", run("sleep 60 & echo '" + DOCUMENT + "'", Duration.ofSeconds(30)).accessKeyId);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo 'asrole: cannot assume X:  AccessDenied' >&2; exit 125|cannot assume X: AccessDenied",
        "exit 4|the credential process exited with status 4 without an error message",
        "true|the credential process did not print a Version 1 document: its JSON ends too early",
        "echo '{}'|the credential process did not print a Version 1 document: its Version is not 1",
        "echo '{\"Version\":1}'|the credential process did not print a Version 1 document: it has no AccessKeyId",
      })
  void reportsWhyThereAreNoCredentials(String script, String sentence) {
    assertEquals(sentence, failure(script));
  }

  @Test
  void refusesExpiredCredentials() {
    assertEquals(
        "the credential process printed credentials that expired at 2025-12-31T23:59:59Z",
        failure(
            "echo '"
                + DOCUMENT.replace("2026-01-01T02:00:00+01:00", "2025-12-31T23:59:59Z")
                + "'"));
  }

  @Test
  void refusesAnInvalidExpirationWithoutQuotingIt() {
    String sentence = failure("echo '" + DOCUMENT.replace("2026-01-01T02", "soon") + "'");
    assertEquals(
        "the credential process did not print a Version 1 document: its Expiration is not an ISO"
            + " 8601 time",
        sentence);
    assertFalse(sentence.contains("secret"));
  }

  @Test
  void killsAProcessAtTheTimeLimit() {
    assertEquals(
        "the credential process did not end within 1 s",
        assertThrows(AgentException.class, () -> run("exec sleep 600", Duration.ofSeconds(1)))
            .sentence());
  }

  @Test
  void killsAProcessThatPrintsForEver() {
    assertEquals(
        "the credential process did not end within 1 s",
        assertThrows(AgentException.class, () -> run("exec yes", Duration.ofSeconds(1)))
            .sentence());
  }

  @Test
  void killsTheDescendantsOfTheProcessToo(@TempDir Path folder) throws Exception {
    Path pids = folder.resolve("pids");
    String script =
        "sh -c 'sleep 600 & echo $! >>P; sleep 601; true' & sleep 602 & echo $! >>P; wait"
            .replace("P", pids.toString());
    assertThrows(AgentException.class, () -> run(script, Duration.ofSeconds(2)));
    List<String> left = Files.readAllLines(pids);
    assertEquals(2, left.size());
    for (String pid : left) {
      ProcessHandle.of(Long.parseLong(pid))
          .ifPresent(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }
  }

  @Test
  void readsWhyCredentialsWereNotRenewed() throws Exception {
    CredentialProcess.Answer answer =
        answer(
            "echo 'asrole: warning: R: the session has no tags' >&2;"
                + "echo 'asrole: warning: cannot renew arn:aws:iam::123456789012:role/R, which ends"
                + " 2026-01-01T01:00:00Z: STS: no answer' >&2; echo '"
                + DOCUMENT
                + "'",
            Duration.ofSeconds(30));
    assertEquals("ASIAX", answer.credentials.accessKeyId);
    assertEquals("STS: no answer", Objects.requireNonNull(answer.notRenewed).sentence());
  }

  @Test
  void ignoresOtherWarnings() throws Exception {
    assertNull(
        answer(
                "echo 'asrole: warning: R: the session has no tags' >&2; echo '" + DOCUMENT + "'",
                Duration.ofSeconds(30))
            .notRenewed);
  }

  private String failure(String script) {
    return assertThrows(AgentException.class, () -> run(script, Duration.ofSeconds(30))).sentence();
  }

  private Credentials run(String script, Duration longest) throws Exception {
    return answer(script, longest).credentials;
  }

  private CredentialProcess.Answer answer(String script, Duration longest) throws Exception {
    return new CredentialProcess(
            "the credential process",
            List.of("sh", "-c", script),
            Clock.fixed(NOW, ZoneOffset.UTC),
            longest,
            shell)
        .resolveCredentials(null);
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static io.asrole.session.Examples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AsroleException;
import io.asrole.FailureCause;
import io.asrole.text.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When the store asks, and what it answers with, by a clock that the test sets. */
class SessionStoreTest {
  private static final SessionKey KEY = SessionKey.create(Map.of("role", "Deploy"));
  private static final Duration HOUR = Duration.ofHours(1);
  private final AsroleException denied =
      AsroleException.refused("AccessDenied: no").withFailureCause(FailureCause.DENIED);
  private final AsroleException down = AsroleException.unavailable("no answer");

  @TempDir Path home;
  private final StringWriter err = new StringWriter();
  private SessionStore store;
  private Instant now = NOON;
  private int opened;
  private int renewals;
  private Optional<AsroleException> failure = Optional.empty();
  private Duration opening = Duration.ZERO;

  @BeforeEach
  void open() throws AsroleException {
    store =
        new SessionStore(
            home.resolve("asrole"),
            () -> now,
            new WaitBudget(Duration.ZERO),
            new Progress(new PrintWriter(err), false));
  }

  @Test
  void opensOnceAndRenewsInTime() throws AsroleException {
    assertEquals("key1", resolve(Need.START));
    now = NOON.plus(Duration.ofMinutes(40));
    assertEquals("key1", resolve(Need.LASTING));
    assertEquals(0, renewals);
    now = NOON.plus(Duration.ofMinutes(41));
    assertEquals("key1", resolve(Need.START));
    assertEquals(1, renewals);
    now = NOON.plus(Duration.ofMinutes(45));
    assertEquals("key2", resolve(Need.START));
    assertEquals("", err.toString());
  }

  @Test
  void whoKeepsCredentialsRenewsInTheLastThird() throws AsroleException {
    resolve(Need.START);
    now = NOON.plus(Duration.ofMinutes(41));
    assertEquals("key2", resolve(Need.LASTING));
    assertEquals(0, renewals);
  }

  @Test
  void startsOneRenewalAtATimeAndAnotherWhenThatOneDidNotManage() throws AsroleException {
    // The claim is a file: its time is the machine's.
    Instant real = Instant.now();
    now = real.minus(Duration.ofMinutes(41));
    resolve(Need.START);
    now = real;
    resolve(Need.START);
    resolve(Need.START);
    assertEquals(1, renewals);
    now = real.plusSeconds(40);
    resolve(Need.START);
    assertEquals(2, renewals);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anOutageLeavesASessionInUseToItsEndAndIsRememberedForSomeSeconds(boolean lasting)
      throws AsroleException {
    Need need = new Need(lasting, Duration.ZERO);
    resolve(need);
    now = NOON.plus(Duration.ofMinutes(59)).plusSeconds(50);
    failure = Optional.of(down);
    assertEquals("key1", resolve(need));
    assertEquals(2, opened);
    now = now.plusSeconds(4);
    assertEquals("key1", resolve(need));
    assertEquals(2, opened);
    now = now.plusSeconds(1);
    assertEquals("key1", resolve(need));
    assertEquals(3, opened);
    now = NOON.plus(HOUR);
    assertEquals(down.sentence(), refusalOf(need));
    assertEquals(4, opened);
  }

  @Test
  void aSessionThatEndsWhileAwsDoesNotAnswerIsNotUsed() throws AsroleException {
    resolve(Need.START);
    now = NOON.plus(HOUR).minusSeconds(10);
    failure = Optional.of(down);
    opening = Duration.ofSeconds(15);
    assertEquals(down.sentence(), refusalOf(Need.START));
  }

  @Test
  void aRefusalEndsTheUseOfASessionThatHadToBeRenewed() throws AsroleException {
    resolve(Need.START);
    now = NOON.plus(Duration.ofMinutes(50));
    failure = Optional.of(denied);
    assertEquals(denied.sentence(), refusalOf(Need.START));
  }

  @Test
  void aRefusalIsRememberedForSomeSeconds() {
    failure = Optional.of(denied);
    assertEquals(denied.sentence(), refusalOf(Need.START));
    now = NOON.plusMillis(4999);
    assertEquals(denied.sentence(), refusalOf(Need.START));
    assertEquals(1, opened);
    now = NOON.plusSeconds(5);
    failure = Optional.of(down);
    assertEquals(down.sentence(), refusalOf(Need.START));
    assertEquals(2, opened);
    now = now.plusMillis(1);
    assertEquals(down.sentence(), refusalOf(Need.START));
    assertEquals(3, opened, "an outage is not remembered for those without a session");
  }

  @ParameterizedTest
  @EnumSource(
      value = FailureCause.class,
      names = {"NONE", "OPTION", "NO_REGION", "NO_SOURCE_CREDENTIALS", "SUDO_REFUSED"})
  void aRefusalThatIsNotAnAnswerOfAwsIsNotRemembered(FailureCause cause) throws AsroleException {
    failure = Optional.of(AsroleException.refused("no").withFailureCause(cause));
    assertEquals("no", refusalOf(Need.START));
    failure = Optional.empty();
    assertEquals("key2", resolve(Need.START));
  }

  @Test
  void aNewSessionThatIsTooShortForOneStartServesTheOthers() throws AsroleException {
    Need twoHours = new Need(false, Duration.ofHours(2));
    assertTrue(refusalOf(twoHours).startsWith("the new session of "));
    assertEquals("key1", resolve(Need.START));
    assertEquals("key1", resolve(Need.LASTING));
    now = NOON.plusSeconds(1);
    assertTrue(refusalOf(twoHours).startsWith("the new session of "));
    assertEquals(2, opened, "it may be longer now");
  }

  @Test
  void aClockSetBackMakesAMiss() throws AsroleException {
    resolve(Need.START);
    now = NOON.minus(Duration.ofMinutes(2));
    assertEquals("key2", resolve(Need.START));
  }

  @Test
  void aDefectOfTheOpenerIsAFailureLikeOthers() {
    String sentence =
        assertThrows(
                AsroleException.class,
                () ->
                    store.resolve(
                        KEY,
                        Need.START,
                        previous -> {
                          throw new IllegalStateException("defect");
                        },
                        () -> {}))
            .sentence();
    assertEquals(
        "unexpected failure while opening the role session:"
            + " java.lang.IllegalStateException: defect",
        sentence);
  }

  private String resolve(Need need) throws AsroleException {
    return store
        .resolve(KEY, need, previous -> openOne(), () -> renewals++)
        .credentials()
        .accessKeyId();
  }

  private String refusalOf(Need need) {
    return assertThrows(AsroleException.class, () -> resolve(need)).sentence();
  }

  private Session openOne() throws AsroleException {
    opened++;
    now = now.plus(opening);
    if (failure.isPresent()) {
      throw failure.get();
    }
    return Examples.session(now, HOUR, "key" + opened);
  }
}

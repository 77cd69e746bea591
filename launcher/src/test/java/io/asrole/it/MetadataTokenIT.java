// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefusesWithMore;
import static io.asrole.it.Refusals.assertStarts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.imds.ImdsMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata token, and the requests without one: only where AWS's SDKs make them too. */
@Tag("one-jdk")
class MetadataTokenIT {
  private static final String READ = "cannot read instance metadata: ";
  private static final Duration SOON = Duration.ofSeconds(12);

  @AutoClose final Sandbox v2 = Sandbox.start();

  @AutoClose
  final Sandbox optional = Sandbox.start(SandboxOptions.defaults().withImds(ImdsMode.OPTIONAL));

  @TempDir Path home;

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 405})
  void goesOnWithoutTokenWhereThereIsNone(int status) {
    optional.queue(Fault.status("imds.token", status).always());
    assertStarts(patient(optional));
  }

  @Test
  void goesOnWithoutTokenWhenTheRequestIsNotAnswered() {
    optional.queue(Fault.hang("imds.token").always());
    assertTimeout(SOON, () -> assertStarts(AsRole.in(optional, home)));
    assertEquals(2, optional.counters().calls("imds.token"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void doesNotGoOnWithoutTokenAfterAnother(int status) {
    optional.queue(Fault.status("imds.token", status).always());
    assertRefusesWithMore(READ + "PUT /latest/api/token: HTTP " + status, patient(optional));
    assertEquals(0, optional.counters().calls("imds.get"));
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void doesNotGoOnWithoutTokenWhenThrottled(int status) {
    optional.queue(Fault.status("imds.token", status).always());
    assertRefusesWithMore(
        READ + "PUT /latest/api/token: HTTP " + status + " on every attempt: throttled",
        patient(optional));
    assertEquals(0, optional.counters().calls("imds.get"));
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 404, 405})
  void saysThatOnlyTheTokenIsForbidden(int status) {
    v2.queue(Fault.status("imds.token", status).always());
    assertRefusesWithMore(
        READ
            + "the token request got HTTP "
            + status
            + ", and requests without a token get HTTP 401 Unauthorized: something between this"
            + " process and the instance blocks PUT /latest/api/token",
        patient(v2));
  }

  @Test
  void explainsTheHopLimit() {
    v2.queue(Fault.hang("imds.token").always());
    assertTimeout(
        SOON,
        () ->
            assertRefusesWithMore(
                READ
                    + "the token request was not answered although plain requests are: the hop"
                    + " limit is too low for this container",
                AsRole.in(v2, home)));
  }

  @Test
  void givesUpWhenNothingIsAnswered() {
    v2.queue(Fault.hang("imds").always());
    assertTimeout(
        SOON,
        () ->
            assertRefusesWithMore(
                READ
                    + "no answer from "
                    + Metadata.of(v2).base()
                    + "/latest/meta-data/placement/region within 1.0 s",
                AsRole.in(v2, home)));
  }

  @Test
  void takesNoPageForAToken() {
    v2.queue(Fault.garbled("imds.token").always());
    assertRefusesWithMore(
        READ
            + "PUT /latest/api/token returned something else: <!DOCTYPE html>"
            + " <html><head><title>Log in to the network</title></head></html>",
        patient(v2));
    assertEquals(0, v2.counters().calls("imds.get"));
  }

  @Test
  void takesNothingForNoToken() {
    v2.queue(Fault.body("imds.token", 200, "text/plain", "").always());
    assertRefusesWithMore(
        READ + "PUT /latest/api/token returned something else: not a token", patient(v2));
  }

  @Test
  void takesNoHalfAToken() {
    v2.queue(Fault.truncated("imds.token").always());
    assertRefusesWithMore(READ + "PUT /latest/api/token: the answer ended early", patient(v2));
  }

  @Test
  void keepsToTokensWhereTheUserSaysSo() {
    AsRole strict = patient(optional).with("AWS_EC2_METADATA_V1_DISABLED", "True");
    assertStarts(strict);
    optional.queue(Fault.status("imds.token", 403).always());
    assertRefusesWithMore(
        READ
            + "the token request got HTTP 403, and AWS_EC2_METADATA_V1_DISABLED=true forbids"
            + " requests without a token",
        strict,
        List.of("--role-session-name", "another", "ExampleAssumedRole"));
  }

  @Test
  void saysThatMetadataIsOff() {
    try (Sandbox off = Sandbox.start(SandboxOptions.defaults().withImds(ImdsMode.OFF))) {
      assertRefusesWithMore(
          READ
              + "GET /latest/meta-data/placement/region: HTTP 403 Forbidden: instance metadata is"
              + " turned off, or something on this host blocks it",
          patient(off));
    }
  }

  /** So that a slow machine is not taken for silent metadata. */
  private AsRole patient(Sandbox aws) {
    return AsRole.in(aws, home).with("AWS_METADATA_SERVICE_TIMEOUT", "5");
  }
}

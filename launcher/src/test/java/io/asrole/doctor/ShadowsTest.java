// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShadowsTest {
  private static final String FINE = "nothing wins over the role's keys";

  @Test
  void saysWhatAsroleTakesAwayAndWhatLoses() {
    Shadows shadows =
        new Shadows(Map.of("AWS_ACCESS_KEY_ID", "AKIA"), List.of("AWS_PROFILE"), true, List.of());
    assertEquals(
        FINE
            + "; those in the environment are replaced; taken away: AWS_PROFILE; the files' default"
            + " keys lose to them in every SDK, but a command that names a profile takes the"
            + " profile's",
        only(shadows));
    assertEquals(FINE, only(Map.of()));
  }

  @Test
  void warnsOfWhatWins() {
    assertEquals(
        "JAVA_TOOL_OPTIONS sets aws.accessKeyId, which the SDK for Java v2 takes before the role's"
            + " keys",
        only(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -Daws.accessKeyId=AKIA")));
    assertEquals(
        "AWS_REGION is us-east-1, and AWS_DEFAULT_REGION is eu-west-1",
        only(Map.of("AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "eu-west-1")));
    assertEquals(
        "http_proxy is set, and no_proxy does not spare 169.254.169.254",
        only(Map.of("http_proxy", "http://p", "no_proxy", "localhost")));
  }

  @Test
  void warnsOfWhatLeadsNowhere() {
    Map<String, String> environment =
        Map.of("AWS_PROFILE", "nono", "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");
    List<String> nowhere = List.of("AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE");
    assertEquals(
        "AWS_SHARED_CREDENTIALS_FILE is /nonexistent, and there is no such file|"
            + "AWS_PROFILE is nono, and there is no such profile",
        only(new Shadows(environment, List.of(), false, nowhere)));
    assertEquals(
        FINE + "; AWS_EC2_METADATA_DISABLED=true: nobody asks instance metadata",
        only(Map.of("AWS_EC2_METADATA_DISABLED", "true")));
  }

  @Test
  void isQuietWhereTheProxySparesMetadata() {
    assertEquals(FINE, only(Map.of("http_proxy", "http://p", "NO_PROXY", "x,169.254.169.254")));
    assertEquals(FINE, only(Map.of("HTTP_PROXY", "http://p", "no_proxy", "*")));
  }

  @Test
  void comparesTheAccountThatSdksAreTold() {
    Shadows shadows = new Shadows(Map.of("AWS_ACCOUNT_ID", "1"), List.of(), false, List.of());
    assertEquals(
        List.of("AWS_ACCOUNT_ID is 1, and the role is in 2"),
        shadows.ofAccount("2").stream().map(Finding::says).toList());
    assertEquals(List.of(), shadows.ofAccount("1"));
  }

  private static String only(Map<String, String> environment) {
    return only(new Shadows(environment, List.of(), false, List.of()));
  }

  private static String only(Shadows shadows) {
    return String.join("|", shadows.findings().stream().map(Finding::says).toList());
  }
}

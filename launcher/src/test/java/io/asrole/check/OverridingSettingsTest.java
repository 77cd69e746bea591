// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridingSettingsTest {
  private static final String FINE = "no conflicting variables";

  @Test
  void saysWhatAsroleTakesAwayAndWhatLoses() {
    OverridingSettings shadows =
        new OverridingSettings(
            Map.of("AWS_ACCESS_KEY_ID", "AKIA"), List.of("AWS_PROFILE"), true, List.of());
    assertEquals(
        FINE
            + "; the keys in the environment will be replaced; AWS_PROFILE will be unset; the role's"
            + " keys override those of the default profile, unless the command names a profile",
        only(shadows));
    assertEquals(FINE, only(Map.of()));
  }

  @Test
  void warnsOfWhatWins() {
    assertEquals(
        "JAVA_TOOL_OPTIONS sets aws.accessKeyId, which the AWS SDK for Java v2 uses instead of the"
            + " role's keys",
        only(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -Daws.accessKeyId=AKIA")));
    assertEquals(
        "AWS_REGION is us-east-1, and AWS_DEFAULT_REGION is eu-west-1",
        only(Map.of("AWS_REGION", "us-east-1", "AWS_DEFAULT_REGION", "eu-west-1")));
    assertEquals(
        "http_proxy is set, and no_proxy does not list 169.254.169.254",
        only(Map.of("http_proxy", "http://p", "no_proxy", "localhost")));
  }

  @Test
  void warnsOfWhatLeadsNowhere() {
    Map<String, String> environment =
        Map.of("AWS_PROFILE", "nono", "AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");
    List<String> nowhere = List.of("AWS_SHARED_CREDENTIALS_FILE", "AWS_PROFILE");
    assertEquals(
        "AWS_SHARED_CREDENTIALS_FILE is /nonexistent, and this file does not exist|"
            + "AWS_PROFILE is nono, and this profile does not exist",
        only(new OverridingSettings(environment, List.of(), false, nowhere)));
    assertEquals(
        FINE + "; AWS_EC2_METADATA_DISABLED=true disables instance metadata",
        only(Map.of("AWS_EC2_METADATA_DISABLED", "true")));
  }

  @Test
  void isQuietWhereTheProxySparesMetadata() {
    assertEquals(FINE, only(Map.of("http_proxy", "http://p", "NO_PROXY", "x,169.254.169.254")));
    assertEquals(FINE, only(Map.of("HTTP_PROXY", "http://p", "no_proxy", "*")));
  }

  @Test
  void comparesTheAccountThatSdksAreTold() {
    OverridingSettings shadows =
        new OverridingSettings(Map.of("AWS_ACCOUNT_ID", "1"), List.of(), false, List.of());
    assertEquals(
        List.of("AWS_ACCOUNT_ID is 1, and the role is in 2"),
        shadows.ofAccount("2").stream().map(Finding::says).toList());
    assertEquals(List.of(), shadows.ofAccount("1"));
  }

  private static String only(Map<String, String> environment) {
    return only(new OverridingSettings(environment, List.of(), false, List.of()));
  }

  private static String only(OverridingSettings shadows) {
    return String.join("|", shadows.findings().stream().map(Finding::says).toList());
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of the first availability zone of a region: {@code use1-az1} of {@code us-east-1}, {@code
 * apse2-az1} of {@code ap-southeast-2}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html">AWS
 *     Availability Zones</a>
 */
final class AvailabilityZoneId {
  private static final Pattern REGION = Pattern.compile("([a-z]+)-(.+)-(\\d+)");

  private AvailabilityZoneId() {}

  static String create(String region) {
    Matcher parts = REGION.matcher(region);
    if (!parts.matches()) {
      return region + "-az1";
    }
    StringBuilder id = new StringBuilder(parts.group(1));
    for (String word : parts.group(2).split("-", -1)) {
      id.append(abbreviation(word));
    }
    return id.append(parts.group(3)).append("-az1").toString();
  }

  /** Two letters of {@code northeast} and {@code isob}, one letter of {@code north}. */
  private static String abbreviation(String word) {
    String letters = word.replaceFirst("^(north|south)(east|west)$", "$1-$2");
    int dash = letters.indexOf('-');
    if (dash > 0) {
      return letters.substring(0, 1) + letters.charAt(dash + 1);
    }
    return word.matches("iso[a-z]") ? "i" + word.charAt(3) : word.substring(0, 1);
  }
}

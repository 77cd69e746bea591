// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The top of instance metadata: the versions, and the categories of a version.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">Access
 *     instance metadata</a>
 */
final class MetadataVersions {
  private static final String LIST =
      """
      1.0
      2007-01-19
      2007-03-01
      2007-08-29
      2007-10-10
      2007-12-15
      2008-02-01
      2008-09-01
      2009-04-04
      2011-01-01
      2011-05-01
      2012-01-12
      2014-02-25
      2014-11-05
      2015-10-20
      2016-04-19
      2016-06-30
      2016-09-02
      latest""";
  private static final Pattern VERSIONED =
      Pattern.compile("/(?:latest|1\\.0|\\d{4}-\\d\\d-\\d\\d)(?:/(.*))?");

  private MetadataVersions() {}

  /** The listing at {@code /} or at a version; empty for any other path. */
  static Optional<String> listing(String path) {
    if (path.isEmpty() || path.equals("/")) {
      return Optional.of(LIST);
    }
    return item(path).filter(String::isEmpty).map(top -> "dynamic\nmeta-data\nuser-data");
  }

  /**
   * The path behind the version: {@code meta-data/mac}; empty text for a version alone; empty if
   * the path has no version.
   */
  static Optional<String> item(String path) {
    Matcher versioned = VERSIONED.matcher(path);
    return versioned.matches()
        ? Optional.of(Optional.ofNullable(versioned.group(1)).orElse(""))
        : Optional.empty();
  }
}

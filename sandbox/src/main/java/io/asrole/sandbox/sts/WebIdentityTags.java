// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.oidc.WebIdentityToken;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The session tags that a web identity token brings, in its claim {@code
 * https://aws.amazon.com/tags}: {@code {"principal_tags": {"team": ["blue"]},
 * "transitive_tag_keys": ["team"]}}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html#id_session-tags_adding-assume-role-idp">Passing
 *     session tags with AssumeRoleWithWebIdentity</a>
 */
record WebIdentityTags(Map<String, String> tags, Set<String> transitiveKeys) {
  private static final String CLAIM = "https://aws.amazon.com/tags";

  static WebIdentityTags parse(WebIdentityToken token) throws StsException {
    Map<String, String> tags = new LinkedHashMap<>();
    Set<String> transitive = new TreeSet<>();
    try {
      token
          .claim(CLAIM)
          .ifPresent(
              claim -> {
                claim
                    .optional("principal_tags")
                    .ifPresent(
                        all ->
                            all.members().forEach((key, values) -> tags.put(key, value(values))));
                claim
                    .optional("transitive_tag_keys")
                    .map(JsonPlace::oneOrMore)
                    .orElse(List.of())
                    .forEach(key -> transitive.add(key.text()));
              });
    } catch (JsonException e) {
      throw StsException.invalidIdentityToken(
          "The claim " + CLAIM + " is invalid: " + e.getMessage());
    }
    return new WebIdentityTags(tags, transitive);
  }

  private static String value(JsonPlace values) {
    List<JsonPlace> all = values.oneOrMore();
    if (all.size() != 1) {
      throw values.error("expected one value");
    }
    return all.get(0).text();
  }
}

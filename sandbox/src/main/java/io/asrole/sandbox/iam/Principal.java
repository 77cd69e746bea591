// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A principal of a statement in a trust policy.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
sealed interface Principal {
  Pattern ACCOUNT =
      Pattern.compile("(?:arn:aws[a-z0-9-]*:iam::(?=\\d{12}:root))?(\\d{12})(?::root)?");
  Pattern SESSION =
      Pattern.compile("arn:aws[a-z0-9-]*:sts::\\d{12}:assumed-role/[\\w+=,.@-]+/[\\w+=,.@-]+");
  Pattern GONE = Pattern.compile("AROA[A-Z0-9]{17}");
  Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*\\.amazonaws\\.com(\\.cn)?");

  /** Everyone: {@code *}. */
  record Anyone() implements Principal {}

  /** An account, written as {@code 123456789012} or {@code arn:aws:iam::123456789012:root}. */
  record Account(String id) implements Principal {}

  /** A role. */
  record Role(RoleArn arn) implements Principal {}

  /** One session of a role. */
  record Session(String arn) implements Principal {}

  /** A deleted role: AWS replaces its ARN by its id {@code AROA...}, which matches no caller. */
  record Gone(String id) implements Principal {}

  /** An AWS service such as {@code ec2.amazonaws.com}. */
  record Service(String name) implements Principal {}

  static List<Principal> parse(JsonPlace element) {
    if (element.isText()) {
      if (element.text().equals("*")) {
        return List.of(new Anyone());
      }
      throw element.error("a principal written as a string can only be *");
    }
    List<Principal> principals = new ArrayList<>();
    Map<String, JsonPlace> kinds = element.members(Set.of("AWS", "Service"));
    kinds.forEach(
        (kind, values) ->
            values
                .oneOrMore()
                .forEach(
                    value -> principals.add(kind.equals("AWS") ? aws(value) : service(value))));
    if (principals.isEmpty()) {
      throw element.error("no principal");
    }
    return List.copyOf(principals);
  }

  private static Principal aws(JsonPlace value) {
    String text = value.text();
    if (text.equals("*")) {
      return new Anyone();
    }
    Matcher account = ACCOUNT.matcher(text);
    if (account.matches() && text.endsWith(":root") == text.startsWith("arn:")) {
      return new Account(account.group(1));
    }
    if (SESSION.matcher(text).matches()) {
      return new Session(text);
    }
    if (GONE.matcher(text).matches()) {
      return new Gone(text);
    }
    return RoleArn.parse(text)
        .<Principal>map(Role::new)
        .orElseThrow(
            () ->
                value.error(
                    "the sandbox does not know this form of principal: "
                        + text
                        + " (it knows a role, an assumed-role session, an account and *)"));
  }

  private static Principal service(JsonPlace value) {
    if (SERVICE.matcher(value.text()).matches()) {
      return new Service(value.text());
    }
    throw value.error("not a service principal: " + value.text());
  }

  default TrustMatch match(Caller.Session caller) {
    if (this instanceof Anyone) {
      return TrustMatch.DIRECT;
    }
    if (this instanceof Role role && role.arn().equals(caller.role())) {
      return TrustMatch.DIRECT;
    }
    if (this instanceof Session session && session.arn().equals(caller.sessionArn())) {
      return TrustMatch.SESSION;
    }
    if (this instanceof Account account && account.id().equals(caller.role().account())) {
      return TrustMatch.ACCOUNT;
    }
    return TrustMatch.NONE;
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.arn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArnsTest {
  private static final Map<String, Function<String, Optional<?>>> KINDS =
      Map.of(
          "account", AccountArn::parse,
          "provider", ProviderArn::parse,
          "role", RoleArn::parse,
          "session", SessionArn::parse,
          "user", UserArn::parse);

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::123456789012:root,                                  account",
    "arn:aws:iam::123456789012:role/Deploy,                           role",
    "arn:aws-us-gov:iam::123456789012:role/team/x/Deploy,             role",
    "arn:aws-cn:iam::123456789012:user/alice,                         user",
    "arn:aws:iam::123456789012:user/team/a.b+c=@-_,                   user",
    "arn:aws:sts::123456789012:assumed-role/Deploy/alice@example.com, session",
    "arn:aws:iam::123456789012:oidc-provider/idp.example.com/a/b,     provider",
    "arn:aws:iam::123456789012:saml-provider/Corp,                    provider",
  })
  void areParsedAsOneKindAndPrintedUnchanged(String arn, String kind) {
    TreeSet<String> kinds = new TreeSet<>();
    KINDS.forEach(
        (name, parser) ->
            parser
                .apply(arn)
                .ifPresent(
                    parsed -> {
                      kinds.add(name);
                      assertEquals(arn, parsed.toString());
                    }));
    assertEquals(kind, String.join(" ", kinds));
  }

  @ParameterizedTest
  @CsvSource({
    "123456789012",
    "123456789012:root",
    "arn:aws:iam::12345678901:root",
    "arn:aws:iam::123456789012:root/x",
    "arn:aws:iam:us-east-1:123456789012:role/Deploy",
    "arn:azure:iam::123456789012:role/Deploy",
    "arn:aws:sts::123456789012:role/Deploy",
    "arn:aws:iam::123456789012:role/",
    "arn:aws:iam::123456789012:role//",
    "arn:aws:iam::123456789012:role/a b/Deploy",
    "arn:aws:iam::123456789012:role/Dep*",
    "arn:aws:iam::123456789012:group/admins",
    "arn:aws:iam::123456789012:assumed-role/Deploy/alice",
    "arn:aws:sts::123456789012:assumed-role/Deploy",
    "arn:aws:sts::123456789012:assumed-role/team/Deploy/alice",
    "arn:aws:sts::123456789012:federated-user/alice",
    "arn:aws:iam::123456789012:oidc-provider/",
    "arn:aws:iam::123456789012:radius-provider/x",
  })
  void otherTextsAreNotParsed(String text) {
    KINDS.forEach((name, parser) -> assertEquals(Optional.empty(), parser.apply(text), name));
  }

  @Test
  void haveTheirParts() {
    assertEquals(
        Optional.of(new RoleArn("aws", "123456789012", "/team/x/", "Deploy")),
        RoleArn.parse("arn:aws:iam::123456789012:role/team/x/Deploy"));
    assertEquals(
        Optional.of(new UserArn("aws", "123456789012", "/", "alice")),
        UserArn.parse("arn:aws:iam::123456789012:user/alice"));
    assertEquals(
        new SessionArn("aws", "123456789012", "Deploy", "alice"),
        new RoleArn("aws", "123456789012", "/team/x/", "Deploy").session("alice"));
    assertEquals(
        ProviderArn.parse("arn:aws:iam::123456789012:oidc-provider/idp.example.com/a"),
        Optional.of(ProviderArn.oidc("aws", "123456789012", "https://idp.example.com/a")));
    assertEquals(
        "arn:aws-cn:ec2:cn-north-1:123456789012:instance/i-1",
        Arns.create("aws-cn", "ec2", "cn-north-1", "123456789012", "instance/i-1"));
  }
}

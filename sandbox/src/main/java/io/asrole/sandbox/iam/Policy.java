// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.iam;

import io.asrole.sandbox.json.JsonPlace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parsed policy.
 *
 * @param name the name in sentences, such as {@code identity-based policy 2 of arn:...}
 * @param unknownContent the ARN of a managed policy if the sandbox does not have its content;
 *     otherwise null
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">Grammar
 *     of the IAM JSON policy language</a>
 */
public record Policy(String name, List<Statement> statements, @Nullable String unknownContent) {
  public Policy {
    statements = List.copyOf(statements);
  }

  public static Policy trust(JsonPlace document) {
    return new PolicyReader(PolicyKind.TRUST, "the trust policy").read(document);
  }

  public static Policy identity(JsonPlace document) {
    return new PolicyReader(PolicyKind.IDENTITY, "an identity-based policy").read(document);
  }

  public static Policy session(JsonPlace document) {
    return new PolicyReader(PolicyKind.SESSION, "the session policy").read(document);
  }

  /** The same policy with another name in sentences. */
  public Policy named(String newName) {
    return new Policy(newName, statements, unknownContent);
  }

  /** A policy that allows nothing. */
  public static Policy empty() {
    return new Policy("the empty policy", List.of(), null);
  }

  /** Whether the sandbox knows what this managed policy says about assuming roles. */
  public static boolean isKnown(String arn) {
    return ManagedPolicies.isKnown(arn);
  }

  /** A managed policy. The sandbox knows the content of a few policies of AWS only. */
  public static Policy managed(String arn) {
    return ManagedPolicies.policy(arn);
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.control;

import io.asrole.sandbox.services.StsActions;
import java.util.List;
import java.util.Set;

/** Checks the target of a fault: a target that no request has would never be played. */
final class FaultTarget {
  private static final String PATH = "imds:";
  private static final String ACTION = "sts.";
  private static final Set<String> NAMES =
      Set.of("imds", "imds.token", "imds.get", "imds.head", "sts");

  private FaultTarget() {}

  /**
   * Throws an IllegalArgumentException that lists the known targets, unless the target is one of
   * them.
   */
  static void check(String target) {
    List<String> actions = StsActions.all();
    boolean path = target.startsWith(PATH) && target.length() > PATH.length();
    boolean action =
        target.startsWith(ACTION) && actions.contains(target.substring(ACTION.length()));
    if (!NAMES.contains(target) && !path && !action) {
      throw new IllegalArgumentException(
          "no request has the target \"%s\": a fault's target is imds, imds.token, imds.get, imds.head, imds:END_OF_PATH, sts, or sts.ACTION with one of the actions %s"
              .formatted(target, String.join(", ", actions)));
    }
  }
}

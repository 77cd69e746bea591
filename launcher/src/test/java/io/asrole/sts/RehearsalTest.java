// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class RehearsalTest {
  @Test
  void goesToItsEnd() {
    assertDoesNotThrow(new Rehearsal()::run);
  }
}

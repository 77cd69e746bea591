// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlainCallTest {
  @Test
  void isACommandOrNothing() {
    assertEquals(Optional.of(List.of()), PlainCall.parse());
    assertEquals(Optional.of(List.of()), PlainCall.parse("--"));
    assertEquals(Optional.of(List.of("aws", "--tls")), PlainCall.parse("aws", "--tls"));
    assertEquals(Optional.of(List.of("world")), PlainCall.parse("--", "world"));
  }

  @Test
  void isNoOptionAndNoSubcommand() {
    assertEquals(Optional.empty(), PlainCall.parse("--tls", "aws"));
    assertEquals(Optional.empty(), PlainCall.parse("-h"));
    assertEquals(Optional.empty(), PlainCall.parse("world"));
  }

  @Test
  void knowsEverySubcommand() {
    assertEquals(PlainCall.SUBCOMMANDS, SandboxCommand.model().subcommands().keySet());
  }
}

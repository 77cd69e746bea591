// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table is as nft 1.0.6 prints it. */
class TableCheckTest {
  private static final String TABLE =
      """
      table inet asrole {
      	set allowed {
      		type uid
      		elements = { 0, 996,
      			     1004 }
      	}

      	chain output {
      		type filter hook output priority filter; policy accept;
      		ip daddr 169.254.169.254 jump own
      		ip6 daddr fd00:ec2::254 jump own
      	}

      	chain own {
      		meta skuid @allowed accept
      		meta skuid != @allowed jump closed
      		tcp flags & (fin | syn | rst | ack) != syn accept
      		jump closed
      	}

      	chain forward {
      		type filter hook forward priority filter; policy accept;
      		ip daddr 169.254.169.254 jump closed
      		ip6 daddr fd00:ec2::254 jump closed
      	}
      }
      """;

  @Test
  void comparesTheUsersThatPassWithTheGuardFile() {
    // Root always passes, and need not be in the file.
    assertEquals(
        Finding.ok("table", "inet asrole lets the uids 0 1004 996 through"),
        TableCheck.check(TABLE, Set.of(996L, 1004L)));
    assertEquals(
        "inet asrole lets the uids 0 1004 996 through, and /etc/asrole/guard names 0 996",
        TableCheck.check(TABLE, Set.of(0L, 996L)).says());
    assertEquals(
        "inet asrole lets the uids 0 1004 996 through, and /etc/asrole/guard names 0 1004 33 996",
        TableCheck.check(TABLE, Set.of(33L, 996L, 1004L)).says());
  }

  @Test
  void namesARuleAboutUsersThatAnotherProgramHasChanged() {
    assertEquals(
        "the table inet asrole has no rule with meta skuid != @allowed jump closed",
        TableCheck.check(TABLE.replace("!= @allowed jump closed", "33"), Set.of(996L, 1004L))
            .says());
  }

  @Test
  void namesAHookOrAnAddressThatIsMissing() {
    assertEquals(
        "the table inet asrole has no rule with fd00:ec2::254, hook forward",
        TableCheck.check(
                TABLE
                    .replace("fd00:ec2::254", "fd00:ec2::23")
                    .replace("hook forward", "hook input"),
                Set.of(996L, 1004L))
            .says());
  }
}

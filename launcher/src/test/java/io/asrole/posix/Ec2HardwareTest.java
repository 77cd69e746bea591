// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Ec2HardwareTest {
  @TempDir Path folder;

  /** The DMI values of instances and of other hosts. */
  @ParameterizedTest
  @CsvSource({
    "Amazon EC2, 1.0, i-0abcdef1234567890, true, i-0abcdef1234567890", // Nitro
    "Amazon EC2, 1.0, i-0abc, true, i-0abc",
    "Xen, 4.11.amazon, '', true, ''", // a t2 instance
    "Xen, 4.17.3, '', false, ''",
    "Amazon EC2 Compatible, 1.0, '', false, ''",
    "QEMU, 1.16.3-debian, Not Specified, false, ''",
    "Dell Inc., 2.19.0, web-01, false, ''",
  })
  void knowsAnInstanceByItsHardware(
      String vendor, String bios, String tag, boolean ec2, String instanceId) throws IOException {
    write("sys_vendor", vendor);
    write("bios_version", bios);
    write("board_asset_tag", tag);
    assertIs(ec2, instanceId);
  }

  @Test
  void isNoInstanceWhereTheKernelHasNoSuchFiles() {
    assertIs(false, "");
  }

  private void write(String file, String value) throws IOException {
    Files.writeString(folder.resolve(file), value + "\n");
  }

  private void assertIs(boolean ec2, String instanceId) {
    assertEquals(new Ec2Hardware(ec2, instanceId), Ec2Hardware.read(folder));
  }
}

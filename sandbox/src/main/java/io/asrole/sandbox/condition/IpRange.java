// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.condition;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IP addresses in CIDR notation, {@code 203.0.113.0/24} or {@code 2001:db8::/32}, or one
 * address.
 */
final class IpRange {
  private static final int MOST_CHARACTERS = 64;
  private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,3}");

  /** 4 or 16 bytes. */
  private final byte[] address;

  /** How many bits of the address are fixed. */
  private final int bits;

  private IpRange(byte[] address, int bits) {
    this.address = address;
    this.bits = bits;
  }

  static Optional<IpRange> parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    String host = slash < 0 ? text : text.substring(0, slash);
    byte[] address = host.indexOf(':') < 0 ? ipv4(host) : ipv6(host);
    int most = address.length * 8;
    int bits = slash < 0 ? most : decimal(text.substring(slash + 1), most);
    return address.length == 0 || bits < 0
        ? Optional.empty()
        : Optional.of(new IpRange(address, bits));
  }

  boolean contains(IpRange other) {
    if (address.length != other.address.length || other.bits < bits) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % 8;
      if (((address[bit / 8] ^ other.address[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Four bytes; none if the text is not an address. */
  private static byte[] ipv4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] address = new byte[4];
    if (parts.length != 4) {
      return new byte[0];
    }
    for (int i = 0; i < 4; i++) {
      int part = decimal(parts[i], 255);
      if (part < 0) {
        return new byte[0];
      }
      address[i] = (byte) part;
    }
    return address;
  }

  /** Sixteen bytes; none if the text is not an address. */
  private static byte[] ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all.length == 16 ? all : new byte[0];
    }
    String before = text.substring(0, gap);
    String after = text.substring(gap + 2);
    byte[] head = groups(before);
    byte[] tail = groups(after);
    boolean valid =
        head.length + tail.length <= 14
            && (head.length > 0 || before.isEmpty())
            && (tail.length > 0 || after.isEmpty());
    if (!valid) {
      return new byte[0];
    }
    byte[] address = Arrays.copyOf(head, 16);
    System.arraycopy(tail, 0, address, 16 - tail.length, tail.length);
    return address;
  }

  /** Two bytes for each group, four for an IPv4 address at the end; none if one is invalid. */
  private static byte[] groups(String text) {
    String[] groups = text.split(":", -1);
    byte[] bytes = new byte[groups.length * 2 + 2];
    int used = 0;
    for (int i = 0; i < groups.length; i++) {
      if (i == groups.length - 1 && groups[i].indexOf('.') >= 0) {
        byte[] last = ipv4(groups[i]);
        System.arraycopy(last, 0, bytes, used, last.length);
        return last.length == 0 ? last : Arrays.copyOf(bytes, used + 4);
      }
      if (!GROUP.matcher(groups[i]).matches()) {
        return new byte[0];
      }
      int group = Integer.parseInt(groups[i], 16);
      bytes[used++] = (byte) (group >> 8);
      bytes[used++] = (byte) group;
    }
    return Arrays.copyOf(bytes, used);
  }

  /** The number; -1 if the text is not a number or if the number is greater. */
  private static int decimal(String text, int most) {
    if (!DECIMAL.matcher(text).matches()) {
      return -1;
    }
    int number = Integer.parseInt(text);
    return number > most ? -1 : number;
  }
}

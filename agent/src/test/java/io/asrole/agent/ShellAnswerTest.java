// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class ShellAnswerTest {
  @Test
  void readsAnAnswerThatComesByteByByte() throws IOException {
    ShellAnswer answer =
        new ShellAnswer(
            byteByByte("asrole-begin 1f.2\nh\u00e4\nb\n\nasrole-end 1f.2 137\n"), "1f.2");
    while (answer.drain() > 0) {
      assertFalse(answer.isComplete() && answer.text().isEmpty());
    }
    assertTrue(answer.isComplete());
    assertEquals(137, answer.status());
    assertEquals("h\u00e4\nb\n", answer.text());
  }

  @Test
  void skipsWhatOtherCommandsPrint() throws IOException {
    String earlier = "late\n\nasrole-end 1 0\nmore\nasrole-begin 1\n";
    ShellAnswer answer = readAll(earlier + "asrole-begin 2\nown\nasrole-end 2 0\nlater", "2");
    assertTrue(answer.isComplete());
    assertEquals("own", answer.text());
  }

  @Test
  void readsAnEmptyAnswer() throws IOException {
    ShellAnswer answer = readAll("asrole-begin 2\n\nasrole-end 2 3\n", "2");
    assertTrue(answer.isComplete());
    assertEquals(3, answer.status());
    assertEquals("", answer.text());
  }

  @Test
  void isNotCompleteBeforeTheEnd() throws IOException {
    assertFalse(readAll("asrole-begin 2\nown\nasrole-end 2 13", "2").isComplete());
    assertFalse(readAll("own\nasrole-end 2 0\n", "2").isComplete());
  }

  @Test
  void keepsTheBeginningOfALongAnswer() throws IOException {
    String text = "ab".repeat(200_000);
    ShellAnswer answer = readAll("asrole-begin 2\n" + text + "\nasrole-end 2 0\n", "2");
    assertTrue(answer.isComplete());
    assertEquals(text.substring(0, 1 << 16), answer.text());
  }

  private static ShellAnswer readAll(String stream, String id) throws IOException {
    ShellAnswer answer = new ShellAnswer(new ByteArrayInputStream(stream.getBytes(UTF_8)), id);
    while (answer.drain() > 0) {}
    return answer;
  }

  /** A stream that never has more than one byte available. */
  private static InputStream byteByByte(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8)) {
      @Override
      public synchronized int available() {
        return Math.min(super.available(), 1);
      }
    };
  }
}

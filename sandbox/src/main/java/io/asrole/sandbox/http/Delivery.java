// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** How a response reaches the client. */
public sealed interface Delivery {
  /** At once and in full. */
  record Whole() implements Delivery {}

  /** The headers promise the whole body, the connection ends in its middle. */
  record Truncated() implements Delivery {}

  /** The body comes byte by byte. */
  record Drip(Duration pause, CountDownLatch until) implements Delivery {}

  /** Nothing is sent; the connection closes when the latch opens. */
  record Never(CountDownLatch until) implements Delivery {}
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** How a response is sent to the client. */
public sealed interface Delivery {
  /** The whole response is sent at once. */
  record Whole() implements Delivery {}

  /** Content-Length is that of the whole body, and the connection closes in the middle of it. */
  record Truncated() implements Delivery {}

  /** The body is sent byte by byte; the latch ends the pauses between the bytes. */
  record Drip(Duration pause, CountDownLatch until) implements Delivery {}

  /** Nothing is sent; the connection closes when the latch opens. */
  record Never(CountDownLatch until) implements Delivery {}
}

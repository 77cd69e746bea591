// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses answers that the SDK is not made for: longer than any of STS's, which it would keep in
 * memory, and session credentials that are not UTF-8, at which Java's parser writes to standard
 * error.
 */
final class AnswerCheck implements ExecutionInterceptor {
  private static final int LARGEST_ANSWER = 256 << 10;

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> body = context.responseBody();
    if (body.isEmpty()) {
      return body;
    }
    byte[] bytes;
    try (InputStream in = body.get()) {
      bytes = in.readNBytes(LARGEST_ANSWER + 1);
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (bytes.length > LARGEST_ANSWER) {
      throw unreadable(new IllegalStateException("it is longer than " + LARGEST_ANSWER + " bytes"));
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    byte[] valid = text.getBytes(StandardCharsets.UTF_8);
    if (context.httpResponse().isSuccessful() && !Arrays.equals(bytes, valid)) {
      throw unreadable(new IllegalStateException("it is not UTF-8"));
    }
    // Of an error the words are shown, such as those of a proxy: what is not UTF-8 is replaced.
    return Optional.of(new ByteArrayInputStream(valid));
  }

  private static SdkClientException unreadable(Exception why) {
    return SdkClientException.create("cannot read the answer", why);
  }
}

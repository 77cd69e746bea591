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
 * Rejects answers that the SDK cannot handle: answers longer than any of STS's, which it would keep
 * in memory, and successful answers that are not UTF-8, for which Java's parser prints to standard
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
    // The text of an error is shown to the user, with invalid bytes replaced.
    return Optional.of(new ByteArrayInputStream(valid));
  }

  private static SdkClientException unreadable(Exception why) {
    return SdkClientException.create("cannot read the answer", why);
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Refuses an answer that is longer than any of STS's: the SDK would keep all of it in memory. */
final class AnswerLimit implements ExecutionInterceptor {
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
      throw SdkClientException.create("cannot read the answer", e);
    }
    if (bytes.length > LARGEST_ANSWER) {
      throw SdkClientException.create(
          "cannot read the answer",
          new IllegalStateException("it is longer than " + LARGEST_ANSWER + " bytes"));
    }
    return Optional.of(new ByteArrayInputStream(bytes));
  }
}

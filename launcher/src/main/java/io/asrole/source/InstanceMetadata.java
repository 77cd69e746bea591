// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.AsroleException;
import io.asrole.source.MetadataHttp.Answer;
import io.asrole.text.Progress;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads instance metadata with IMDSv2. Requests without a token are made only if AWS's SDKs would
 * make them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">EC2:
 *     access instance metadata</a>
 */
final class InstanceMetadata {
  private static final Pattern TOKEN = Pattern.compile("[!-~&&[^<]]+");
  static final String NO_ANSWER = "no answer";

  private final MetadataEndpoint endpoint;
  private final MetadataHttp http;
  private final MetadataRetries retries;
  private final Progress progress;
  private @Nullable String token;
  private boolean tokenAsked;
  private @Nullable AsroleException tokenFailure;
  private boolean answered;
  private String tokenAnswer = "";

  InstanceMetadata(MetadataEndpoint endpoint, Progress progress) {
    this.endpoint = endpoint;
    this.http = new MetadataHttp(endpoint);
    this.retries = new MetadataRetries(endpoint.timeout());
    this.progress = progress;
  }

  /** The text at a path below the endpoint; empty if there is no such item (HTTP 404). */
  Optional<String> get(String path) throws AsroleException {
    if (endpoint.disabled()) {
      throw MetadataFailure.disabledByVariable();
    }
    progress.waitingFor("instance metadata at " + endpoint.base());
    if (tokenFailure != null) {
      throw tokenFailure; // without a token, no other item is requested
    }
    if (!tokenAsked) {
      mintToken();
    }
    Answer answer = getPatiently(path);
    if (answer.status() == 401 && (token != null || tokenAnswer.equals(NO_ANSWER))) {
      // Either the token is no longer accepted, or only the answer to the token request was lost.
      progress.step("instance metadata: HTTP 401, requesting a new token");
      mintToken();
      answer = token == null ? answer : getPatiently(path);
    }
    return switch (answer.status()) {
      case 200 -> Optional.of(answer.body());
      case 404 -> Optional.empty();
      case 401 ->
          throw token == null
              ? MetadataFailure.tokenNeeded(tokenAnswer)
              : MetadataFailure.unauthorized(path);
      case 403 -> throw MetadataFailure.forbidden(path);
      case 429, 503 -> throw MetadataFailure.throttled("GET " + path, answer.status());
      default -> throw MetadataFailure.unexpected(path, answer.status());
    };
  }

  /** Whether any request got an answer so far, even an error. */
  boolean isAnswering() {
    return answered;
  }

  String base() {
    return endpoint.base();
  }

  /** The failure of the token request, such as {@code HTTP 403}; empty if it got a token. */
  String tokenAnswer() {
    return tokenAnswer;
  }

  /** The HTTP status of a request without a token, as old tools send it; 0 without an answer. */
  int statusWithoutToken(String path) {
    try {
      return http.get(path, null).status();
    } catch (IOException e) {
      return 0;
    }
  }

  private void mintToken() throws AsroleException {
    try {
      requestToken();
    } catch (AsroleException e) {
      tokenFailure = e;
      throw e;
    }
  }

  private void requestToken() throws AsroleException {
    // After a first failure one more try is enough: requests without a token get answers.
    int unansweredTries = tokenAnswer.equals(NO_ANSWER) ? 1 : MetadataRetries.UNANSWERED_TRIES;
    tokenAsked = true;
    token = null;
    tokenAnswer = "";
    Answer answer;
    try {
      answer = retries.run(http::putToken, unansweredTries);
      answered = true;
    } catch (SocketTimeoutException e) {
      if (!String.valueOf(e.getMessage()).startsWith("Read")) {
        throw MetadataFailure.notReached(endpoint.base(), "connect timed out");
      }
      withoutToken(NO_ANSWER);
      return;
    } catch (ConnectException | NoRouteToHostException | UnknownHostException e) {
      throw MetadataFailure.notReached(endpoint.base(), reason(e));
    } catch (IOException e) {
      throw MetadataFailure.broken(MetadataFailure.PUT_TOKEN, reason(e));
    }
    switch (answer.status()) {
      case 200 -> {
        String minted = answer.body().strip();
        if (!TOKEN.matcher(minted).matches()) {
          throw MetadataFailure.garbled(MetadataFailure.PUT_TOKEN, minted, "not a token");
        }
        token = minted;
        progress.step("instance metadata: IMDSv2 at " + endpoint.base());
      }
      case 403, 404, 405 -> withoutToken("HTTP " + answer.status());
      case 429, 503 -> throw MetadataFailure.throttled(MetadataFailure.PUT_TOKEN, answer.status());
      default -> throw MetadataFailure.tokenRefused(answer.status());
    }
  }

  private void withoutToken(String answer) throws AsroleException {
    tokenAnswer = answer;
    if (!endpoint.v1()) {
      throw MetadataFailure.v1NotAllowed(answer);
    }
    progress.step("instance metadata: token request got " + answer + ", trying without a token");
  }

  private Answer getPatiently(String path) throws AsroleException {
    try {
      // If no request got an answer so far, there may be no instance metadata here.
      int unansweredTries = answered ? MetadataRetries.UNANSWERED_TRIES : 1;
      Answer answer = retries.run(() -> http.get(path, token), unansweredTries);
      answered = true;
      return answer;
    } catch (SocketTimeoutException e) {
      throw MetadataFailure.silent(
          endpoint.base() + path, String.valueOf(endpoint.timeout().toMillis() / 1000.0));
    } catch (IOException e) {
      throw MetadataFailure.broken("GET " + path, reason(e));
    }
  }

  private static String reason(IOException e) {
    if (e instanceof UnknownHostException) {
      return "unknown host";
    }
    if (e instanceof EOFException || "Premature EOF".equals(e.getMessage())) {
      return "the answer ended early";
    }
    return e.getMessage() == null ? "the connection broke" : e.getMessage();
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import io.asrole.sandbox.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A sandbox's instance metadata as curl would read it. */
record Metadata(String base) {

  static Metadata of(Sandbox aws) {
    String endpoint = String.valueOf(aws.environment().get("AWS_EC2_METADATA_SERVICE_ENDPOINT"));
    return new Metadata(endpoint.replaceFirst("/$", ""));
  }

  /** The text at that path. */
  String get(String path) {
    String token =
        send(
            request("/latest/api/token")
                .PUT(BodyPublishers.noBody())
                .header("X-aws-ec2-metadata-token-ttl-seconds", "60"));
    return send(request(path).header("X-aws-ec2-metadata-token", token));
  }

  /** The credentials of that instance role, as JSON. */
  String credentials(String role) {
    return get("/latest/meta-data/iam/security-credentials/" + role);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(30));
  }

  private static String send(HttpRequest.Builder request) {
    try {
      return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import io.asrole.sandbox.json.JsonException;
import io.asrole.sandbox.json.JsonPlace;
import io.asrole.sandbox.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The subcommand {@code token}. It asks the running sandbox, which has the key that signs tokens.
 */
@Command(
    name = "token",
    description = "Print a web identity token that the running sandbox signs.",
    footer = {
      "",
      "The sandbox is the one that ASROLE_SANDBOX_CONTROL names. Its world file has the OIDC"
          + " providers.",
      "Write the token to a file, and set AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN."
    })
final class TokenCommand implements Callable<Integer> {
  private static final String CONTROL = "ASROLE_SANDBOX_CONTROL";
  private static final int MILLISECONDS = 10_000;

  private final Map<String, String> environment;

  @Spec CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = "--sub",
      required = true,
      paramLabel = "SUBJECT",
      description =
          "Set the claim sub: repo:ORG/REPO:ref:refs/heads/main,"
              + " system:serviceaccount:NAMESPACE:NAME.")
  String subject = "";

  @Option(
      names = "--aud",
      paramLabel = "AUDIENCE",
      description = "Set the claim aud (default: the first client id of the provider).")
  @Nullable String audience;

  @Option(
      names = "--issuer",
      paramLabel = "URL",
      description = "Set the claim iss (default: the only OIDC provider of the world).")
  @Nullable String issuer;

  @Option(
      names = "--lifetime",
      paramLabel = "DURATION",
      converter = OptionConverters.Offset.class,
      description = "Let the token expire after this time; -1m: it has expired (default: 1h).")
  @Nullable Duration lifetime;

  @Option(
      names = "--claim",
      paramLabel = "NAME=VALUE",
      description =
          "Add a claim; a VALUE that begins with { or [ is JSON. Can be given several times.")
  Map<String, String> claims = new LinkedHashMap<>();

  TokenCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    String control = environment.getOrDefault(CONTROL, "");
    if (control.isEmpty()) {
      throw failure(
          "no sandbox to ask: run this command in a sandbox, or set " + CONTROL + " to its URL");
    }
    spec.commandLine().getOut().println(ask(control));
    spec.commandLine().getOut().flush();
    return 0;
  }

  /** The request to the control endpoint. */
  Map<String, Object> request() {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("sub", subject);
    if (audience != null) {
      request.put("aud", audience);
    }
    if (issuer != null) {
      request.put("issuer", issuer);
    }
    if (lifetime != null) {
      request.put("lifetime", lifetime.toSeconds());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    claims.forEach((name, value) -> values.put(name, claim(name, value)));
    request.put("claims", values);
    return request;
  }

  private Object claim(String name, String value) {
    try {
      return value.matches("(?s)[{\\[].*") ? JsonPlace.parse(value).value() : value;
    } catch (JsonException e) {
      throw failure("invalid value for option '--claim': " + name + ": " + e.getMessage());
    }
  }

  private String ask(String control) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(control).resolve("/token").toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(MILLISECONDS);
      connection.setReadTimeout(MILLISECONDS);
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(JsonText.line(request()).getBytes(StandardCharsets.UTF_8));
      }
      if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
        return read(connection.getInputStream());
      }
      throw failure(error(read(connection.getErrorStream())));
    } catch (IOException | IllegalArgumentException e) {
      throw failure("no sandbox answers at " + CONTROL + "=" + control + ": " + e.getMessage());
    }
  }

  private static String error(String answer) {
    try {
      return JsonPlace.parse(answer).required("error").text();
    } catch (JsonException e) {
      return "the sandbox answered: " + answer.lines().findFirst().orElse("nothing");
    }
  }

  private static String read(@Nullable InputStream in) throws IOException {
    return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private ParameterException failure(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}

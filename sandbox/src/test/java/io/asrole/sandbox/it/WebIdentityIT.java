// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.world.World;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsWebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.StsException;

/** GitHub Actions' and EKS's way to a role, with the AWS CLI and the SDK for Java. */
@Timeout(120)
class WebIdentityIT {
  private static final String GITHUB = "https://token.actions.githubusercontent.com";
  private static final String EKS = "https://oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE";
  private static final String DEPLOY = "arn:aws:iam::123456789012:role/Deploy";
  private static final String POD = "arn:aws:iam::123456789012:role/Pod";
  private static final String MAIN = "repo:example/app:ref:refs/heads/main";
  private static final String CART = "system:serviceaccount:shop:cart";

  @TempDir Path folder;

  @AutoClose
  final Sandbox aws = Sandbox.start(SandboxOptions.defaults().withWorld(World.parse(world())));

  @Test
  void awsCliIsTheRoleByItsTwoVariables() throws Exception {
    needs("aws");
    assertEquals(
        "arn:aws:sts::123456789012:assumed-role/Deploy/ci",
        cli(token(GITHUB, MAIN), "sts", "get-caller-identity", "--query", "Arn"));
    assertEquals(1, aws.counters().calls("sts.AssumeRoleWithWebIdentity"));
  }

  @Test
  void awsCliReadsWhyATokenIsRefused() throws Exception {
    needs("aws");
    String answer =
        cli(token(GITHUB, "repo:example/app:pull_request"), "sts", "get-caller-identity");
    assertTrue(
        answer.contains(
            "(AccessDenied) when calling the AssumeRoleWithWebIdentity operation: Not authorized to"
                + " perform sts:AssumeRoleWithWebIdentity"),
        answer);
    DecisionRecord refusal = aws.refusals().get(0);
    assertEquals(DEPLOY, refusal.role());
    assertTrue(refusal.decision().because().contains("MainBranch"), refusal.decision()::because);
  }

  @Test
  void awsCliReadsThatAnotherServiceIsNotThere() throws Exception {
    needs("aws");
    for (String[] call :
        new String[][] {
          {"s3api", "list-buckets"},
          {"dynamodb", "list-tables"},
          {"ec2", "describe-regions"},
          {"iam", "list-users"},
          {"lambda", "list-functions"},
          {"sns", "list-topics"},
          {"cloudwatch", "list-metrics"},
          {"route53", "list-hosted-zones"}
        }) {
      String answer = cli(token(GITHUB, MAIN), call);
      assertTrue(
          answer.contains("NotImplemented") && answer.contains("asrole-sandbox does not simulate"),
          answer);
    }
  }

  @Test
  void javaReadsTheTokenFileOfAPod() throws Exception {
    Path file = Files.writeString(folder.resolve("token"), token(EKS, CART));
    try (StsClient anonymous =
            client().credentialsProvider(AnonymousCredentialsProvider.create()).build();
        StsWebIdentityTokenFileCredentialsProvider provider =
            StsWebIdentityTokenFileCredentialsProvider.builder()
                .stsClient(anonymous)
                .roleArn(POD)
                .roleSessionName("pod")
                .webIdentityTokenFile(file)
                .build();
        StsClient pod = client().credentialsProvider(provider).build()) {
      assertEquals("arn:aws:sts::123456789012:assumed-role/Pod/pod", pod.getCallerIdentity().arn());
    }
  }

  @Test
  void javaReadsTheAnswerAndTheErrors() throws Exception {
    try (StsClient sts =
        client().credentialsProvider(AnonymousCredentialsProvider.create()).build()) {
      String token = token(EKS, CART);
      AssumeRoleWithWebIdentityResponse answer =
          sts.assumeRoleWithWebIdentity(
              request -> request.roleArn(POD).roleSessionName("pod").webIdentityToken(token));
      assertEquals(CART, answer.subjectFromWebIdentityToken());
      assertEquals("sts.amazonaws.com", answer.audience());
      assertEquals(
          "arn:aws:iam::123456789012:oidc-provider/" + EKS.substring("https://".length()),
          answer.provider());
      assertThrows(
          InvalidIdentityTokenException.class,
          () ->
              sts.assumeRoleWithWebIdentity(
                  request -> request.roleArn(POD).roleSessionName("pod").webIdentityToken("none")));
      StsException denied =
          assertThrows(
              StsException.class,
              () ->
                  sts.assumeRoleWithWebIdentity(
                      request ->
                          request.roleArn(DEPLOY).roleSessionName("pod").webIdentityToken(token)));
      assertEquals(403, denied.statusCode());
    }
  }

  private software.amazon.awssdk.services.sts.StsClientBuilder client() {
    return StsClient.builder()
        .endpointOverride(URI.create(variable("AWS_ENDPOINT_URL_STS")))
        .region(Region.EU_WEST_1);
  }

  private String token(String issuer, String subject) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(variable("ASROLE_SANDBOX_CONTROL") + "/token"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"issuer\": \"" + issuer + "\", \"sub\": \"" + subject + "\"}"))
                .build(),
            BodyHandlers.ofString())
        .body()
        .strip();
  }

  /** What the AWS CLI prints, as the role Deploy by a web identity token. */
  private String cli(String token, String... arguments) throws Exception {
    Path file = Files.writeString(folder.resolve("token"), token);
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of("aws", "--output", "text"), Stream.of(arguments)).toList())
            .redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().putAll(aws.environment());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                folder.toString(), // the CLI caches credentials there
                "AWS_ROLE_ARN",
                DEPLOY,
                "AWS_ROLE_SESSION_NAME",
                "ci",
                "AWS_WEB_IDENTITY_TOKEN_FILE",
                file.toString()));
    Process process = builder.start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private String variable(String name) {
    return Objects.requireNonNull(aws.environment().get(name));
  }

  private static String world() {
    try (InputStream in = WebIdentityIT.class.getResourceAsStream("web-identity-world.json")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void needs(String tool) {
    assumeTrue(
        List.of(System.getenv("PATH").split(File.pathSeparator, -1)).stream()
            .anyMatch(place -> Files.isExecutable(Path.of(place, tool))),
        "SKIPPED: " + tool + " is not installed");
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Calls once a second, and prints {@code arn ARN} or {@code failed REASON}, until killed. */
final class Loop {
  private static final StsClient STS =
      StsClient.builder()
          .region(Region.US_EAST_1)
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .build();

  private Loop() {}

  /**
   * Loops for ever.
   *
   * @param library a class of the library under test; the name of its jar has the version
   * @param call returns the ARN that AWS sees
   */
  static void run(Class<?> library, Callable<String> call) throws Exception {
    Path jar = Path.of(library.getProtectionDomain().getCodeSource().getLocation().toURI());
    System.out.println(
        "version " + jar.getFileName().toString().replaceAll("^.*?-([0-9].*)\\.jar$", "$1"));
    while (true) {
      try {
        System.out.println("arn " + call.call());
      } catch (Exception | LinkageError e) {
        String cause = e.getCause() == null ? "" : "; cause: " + e.getCause();
        System.out.println(("failed " + e + cause).replace('\n', ' '));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  /** The ARN of these keys, from STS. */
  static String identity(String accessKeyId, String secretAccessKey, String sessionToken) {
    AwsSessionCredentials keys =
        AwsSessionCredentials.create(accessKeyId, secretAccessKey, sessionToken);
    return STS
        .getCallerIdentity(
            request ->
                request.overrideConfiguration(
                    change -> change.credentialsProvider(StaticCredentialsProvider.create(keys))))
        .arn();
  }

  /** The ARN of the key that signed this, from the object store of the test. */
  static String identityOfSigned(String signed) throws Exception {
    Matcher key = Pattern.compile("Credential=[A-Z0-9]+").matcher(signed);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv("REACH_OBJECT_STORE")))
            .header("Authorization", key.find() ? key.group() : "none")
            .build();
    String answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    Matcher arn = Pattern.compile("<Key>(.*)</Key>").matcher(answer);
    return arn.find() ? arn.group(1).replace('|', '/') : answer;
  }
}

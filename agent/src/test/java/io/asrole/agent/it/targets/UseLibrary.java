// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URLDecoder;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prints the access key id that a library uses without settings, again and again, and once the one
 * that it uses if code has chosen a key. The library is found by name: many versions are tested.
 */
public final class UseLibrary {
  static final String CHOSEN = "AKIACHOSENINCODE0000";

  private static final Pattern SIGNER = Pattern.compile("Credential=(\\w+)/");
  private static final String HAZELCAST = "com.hazelcast.aws.";
  private static final String GOOGLE = "com.google.auth.oauth2.";

  private UseLibrary() {}

  public static void main(String[] arguments) throws Exception {
    String library = arguments[0];
    Callable<String> byItself;
    Callable<String> chosen;
    if (library.startsWith("mongodb")) {
      byItself = mongodb(null, null);
      chosen = mongodb(CHOSEN, "secret".toCharArray());
    } else if (library.startsWith("minio")) {
      byItself = minio("IamAwsProvider", null, null);
      chosen = minio("StaticProvider", CHOSEN, "secret", null);
    } else if (library.startsWith("hazelcast")) {
      byItself = hazelcast(null, null);
      chosen = hazelcast(CHOSEN, "secret");
    } else if (library.equals("kotlin")) {
      byItself = UseKotlin.providers();
      chosen = UseKotlin.chosen();
    } else if (library.startsWith("kotlin")) {
      byItself = UseKotlin.client(arguments[1], null);
      chosen =
          UseKotlin.client(
              arguments[1], UseKotlin.staticProvider(arguments[2], arguments[3], arguments[4]));
    } else {
      byItself = google();
      chosen = googleWithSupplier();
    }
    System.out.println("chosen=" + chosen.call());
    InputLine end = InputLine.expect();
    do {
      System.out.println("used=" + byItself.call());
    } while (!end.comesWithin(50));
    System.exit(0); // HTTP clients leave threads behind.
  }

  /** The driver creates such a client for each connection. */
  private static Callable<String> mongodb(@Nullable String user, char @Nullable [] password)
      throws Exception {
    Class<?> type = Class.forName("com.mongodb.MongoCredential");
    Object credential =
        type.getMethod("createAwsCredential", String.class, char[].class)
            .invoke(null, user, password);
    Class<?> client =
        Class.forName("com.mongodb.internal.connection.AwsAuthenticator$AwsSaslClient");
    Constructor<?> constructor = client.getDeclaredConstructor(type);
    constructor.setAccessible(true);
    Method create = client.getDeclaredMethod("createAwsCredential");
    create.setAccessible(true);
    return () -> get(create.invoke(constructor.newInstance(credential)), "getAccessKeyId");
  }

  /** A chain keeps credentials until they expire. */
  private static Callable<String> minio(String provider, @Nullable Object... arguments)
      throws Exception {
    Class<?> type = Class.forName("io.minio.credentials.Provider");
    Object providers = Array.newInstance(type, 1);
    Array.set(
        providers,
        0,
        Class.forName("io.minio.credentials." + provider)
            .getConstructors()[0]
            .newInstance(arguments));
    Object chain =
        Class.forName("io.minio.credentials.ChainedProvider")
            .getConstructors()[0]
            .newInstance(providers);
    return () -> get(type.getMethod("fetch").invoke(chain), "accessKey");
  }

  /** The discovery of members gets credentials for each request. */
  private static Callable<String> hazelcast(@Nullable String key, @Nullable String secret)
      throws Exception {
    Object builder = callPrivate(Class.forName(HAZELCAST + "AwsConfig"), null, "builder");
    setPrivate(builder, "setAccessKey", key);
    setPrivate(builder, "setSecretKey", secret);
    Object config = callPrivate(builder.getClass(), builder, "build");
    String endpoint = System.getenv("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    String token = endpoint + "/latest/api/token";
    Object metadata =
        create("AwsMetadataApi", endpoint + "/latest/meta-data", "", "", token, config);
    Object provider = create("AwsCredentialsProvider", config, metadata, create("Environment"));
    return () -> {
      Object credentials = callPrivate(provider.getClass(), provider, "credentials");
      return (String) callPrivate(credentials.getClass(), credentials, "getAccessKey");
    };
  }

  private static Object create(String type, Object... arguments) throws Exception {
    for (Constructor<?> constructor : Class.forName(HAZELCAST + type).getDeclaredConstructors()) {
      if (constructor.getParameterCount() == arguments.length) {
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
      }
    }
    throw new NoSuchMethodException(type);
  }

  private static void setPrivate(Object builder, String method, @Nullable String value)
      throws Exception {
    Method setter = builder.getClass().getDeclaredMethod(method, String.class);
    setter.setAccessible(true);
    setter.invoke(builder, value);
  }

  private static Object callPrivate(Class<?> type, @Nullable Object object, String name)
      throws Exception {
    Method method = type.getDeclaredMethod(name);
    method.setAccessible(true);
    return method.invoke(object);
  }

  /** The token for Google is a signed request to AWS. */
  private static Callable<String> google() throws Exception {
    String json =
        """
        {"type": "external_account",
         "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/aws",
         "subject_token_type": "urn:ietf:params:aws:token-type:aws4_request",
         "token_url": "https://sts.googleapis.com/v1/token",
         "credential_source": {
           "environment_id": "aws1",
           "region_url": "http://169.254.169.254/latest/meta-data/placement/availability-zone",
           "url": "http://169.254.169.254/latest/meta-data/iam/security-credentials",
           "regional_cred_verification_url":
               "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}}
        """;
    Object credentials =
        Class.forName(GOOGLE + "GoogleCredentials")
            .getMethod("fromStream", InputStream.class)
            .invoke(null, new ByteArrayInputStream(json.getBytes(UTF_8)));
    return () -> signer(credentials);
  }

  private static Callable<String> googleWithSupplier() throws Exception {
    Class<?> supplier = Class.forName(GOOGLE + "AwsSecurityCredentialsSupplier");
    Object key =
        Class.forName(GOOGLE + "AwsSecurityCredentials")
            .getConstructor(String.class, String.class, String.class)
            .newInstance(CHOSEN, "secret", null);
    Object chosen =
        Proxy.newProxyInstance(
            supplier.getClassLoader(),
            new Class<?>[] {supplier},
            (proxy, method, arguments) -> method.getName().equals("getRegion") ? "us-east-1" : key);
    Class<?> type = Class.forName(GOOGLE + "AwsCredentials");
    Object builder = type.getMethod("newBuilder").invoke(null);
    Class<?> builderType = builder.getClass();
    builderType.getMethod("setAwsSecurityCredentialsSupplier", supplier).invoke(builder, chosen);
    builderType.getMethod("setAudience", String.class).invoke(builder, "audience");
    builderType.getMethod("setSubjectTokenType", String.class).invoke(builder, "type");
    builderType
        .getMethod("setTokenUrl", String.class)
        .invoke(builder, "https://sts.googleapis.com/v1/token");
    Object credentials = builderType.getMethod("build").invoke(builder);
    return () -> signer(credentials);
  }

  private static String signer(Object credentials) throws Exception {
    Matcher signer =
        SIGNER.matcher(URLDecoder.decode(get(credentials, "retrieveSubjectToken"), UTF_8));
    return signer.find() ? signer.group(1) : "none";
  }

  private static String get(Object object, String method) throws Exception {
    return (String) object.getClass().getMethod(method).invoke(object);
  }
}

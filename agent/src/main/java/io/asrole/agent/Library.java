// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

/** A library with classes that find AWS credentials, and the method by which they return them. */
enum Library {
  SDK_V1("/auth/", "getCredentials", "/auth/AWSCredentials"),
  SDK_V2("/auth/credentials/", "resolveCredentials", "/auth/credentials/AwsCredentials"),
  /** A suspend function, which may return the value at once. */
  SDK_KOTLIN(
      "/runtime/auth/credentials/",
      "resolve",
      "/Object",
      "/collections/Attributes",
      "/coroutines/Continuation"),
  SMITHY_JAVA(
      "/aws/credentials/chain/", "resolveIdentity", "/identity/IdentityResult", "/context/Context"),
  MONGODB("/internal/authentication/", "get", "/AwsCredential"),
  /** Before 4.8 the driver has only this static method. */
  MONGODB_HELPER("/internal/authentication/", "obtainFromEnvironment", "/AwsCredential"),
  GOOGLE_AUTH(
      "/oauth2/",
      "getCredentials",
      "/oauth2/AwsSecurityCredentials",
      "/oauth2/ExternalAccountSupplierContext"),
  MINIO("/credentials/", "fetch", "/credentials/Credentials"),
  /** One method for EC2 and one for ECS. Neither is called if an access key is configured. */
  HAZELCAST("/hazelcast/aws/", "fetchCredentialsFromEc*", "/aws/AwsCredentials");

  /** The end of the package of the classes, as an internal name between slashes. */
  final String packageSuffix;

  /** The name of the hooked method, such as {@code resolveCredentials}; {@code a*} is a prefix. */
  final String method;

  /** The end of the internal name of the method's return type. */
  final String returnSuffix;

  @SuppressWarnings("ImmutableEnumChecker")
  private final String[] parameterSuffixes;

  Library(String packageSuffix, String method, String returnSuffix, String... parameterSuffixes) {
    this.packageSuffix = packageSuffix;
    this.method = method;
    this.returnSuffix = returnSuffix;
    this.parameterSuffixes = parameterSuffixes;
  }

  /** Whether the hooked method is static. */
  boolean isStatic() {
    return this == MONGODB_HELPER;
  }

  /**
   * Whether the return type leads to the class of the credentials. If not, the class of the
   * provider does.
   */
  boolean returnsOwnType() {
    return this != SDK_KOTLIN && this != SMITHY_JAVA;
  }

  /** Whether it is one of the SDKs for Java, which other clouds have copied. */
  boolean isSdkForJava() {
    return this == SDK_V1 || this == SDK_V2;
  }

  /** The name of a copy in the log, such as {@code the AWS SDK software.amazon.awssdk}. */
  String describeCopy(String packageName) {
    return isSdkForJava() || this == SDK_KOTLIN
        ? "the AWS SDK " + packageName
        : this == HAZELCAST ? packageName + ".hazelcast" : packageName;
  }

  /** Whether a method with that descriptor, such as {@code ()La/b/C;}, is the hooked one. */
  boolean isHookedMethod(String name, String descriptor) {
    int prefix = method.length() - 1;
    if (method.endsWith("*")
        ? !name.startsWith(method.substring(0, prefix))
        : !name.equals(method)) {
      return false;
    }
    int at = 1;
    for (String suffix : parameterSuffixes) {
      int end = descriptor.indexOf(';', at);
      if (end < 0 || !isObject(descriptor, at, end, suffix)) {
        return false;
      }
      at = end + 1;
    }
    return descriptor.charAt(at) == ')'
        && isObject(descriptor, at + 1, descriptor.length() - 1, returnSuffix);
  }

  private static boolean isObject(String descriptor, int from, int end, String suffix) {
    return descriptor.charAt(from) == 'L'
        && end - suffix.length() > from
        && descriptor.startsWith(suffix, end - suffix.length());
  }
}

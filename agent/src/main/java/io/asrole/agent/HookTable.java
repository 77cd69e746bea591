// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes that are hooked, and the scope that each belongs to. A class is found by the end of
 * its name, because programs contain libraries that are relocated to other packages.
 */
final class HookTable {
  /** A class of a library. */
  static final class Row {
    /**
     * The end of the internal name of the class, such as {@code
     * /auth/credentials/DefaultCredentialsProvider}.
     */
    final String nameSuffix;

    final Library library;
    final Scope scope;

    /** Whether objects of the class and of its subclasses are answered by this row. */
    boolean isProvider = true;

    /** Whether the class reads the keys in the environment, which asrole may have set. */
    boolean readsEnvironment;

    /**
     * Whether the hook looks at the result of the method. Needed if the class reads the environment
     * and other places: only the result shows where the credentials come from.
     */
    boolean filtersResult;

    /** The private field that shows what an object was created for; null if there is none. */
    @Nullable String purposeField;

    Row(Library library, String nameSuffix, Scope scope) {
      this.library = library;
      this.nameSuffix = nameSuffix;
      this.scope = scope;
    }

    /** The class is hooked only because classes with their own row inherit the method from it. */
    Row asBaseClass() {
      isProvider = false;
      return this;
    }

    /** The class reads the keys in the environment. */
    Row withEnvironment() {
      readsEnvironment = true;
      return this;
    }

    /** The class reads the environment and other places. */
    Row withEnvironmentAndMore() {
      filtersResult = true;
      return withEnvironment();
    }

    /** Such as {@code profileName}, which has the profile that code has chosen. */
    Row withPurposeField(String name) {
      purposeField = name;
      return this;
    }

    /**
     * Whether the class is hooked with that scope.
     *
     * @param ownKeys whether the scope {@code ambient} includes the environment's keys
     */
    boolean isInScope(Scope hooked, boolean ownKeys) {
      return scope.compareTo(hooked) <= 0
          || (readsEnvironment && ownKeys && hooked == Scope.AMBIENT);
    }
  }

  private static final Map<String, Row> ROWS = new HashMap<>();

  /** The most parts of a name that a row compares. */
  private static final int PARTS = 4;

  static {
    Library v2 = Library.SDK_V2;
    add(v2, "DefaultCredentialsProvider", Scope.DEFAULT_CHAIN).withPurposeField("profileName");
    add(v2, "InstanceProfileCredentialsProvider", Scope.AMBIENT);
    add(v2, "ContainerCredentialsProvider", Scope.AMBIENT);
    // Before 2.17 the two classes above inherit resolveCredentials from one of these.
    add(v2, "HttpCredentialsProvider", Scope.AMBIENT).asBaseClass();
    add(v2, "internal/HttpCredentialsProvider", Scope.AMBIENT).asBaseClass();
    add(v2, "EnvironmentVariableCredentialsProvider", Scope.ALL).withEnvironment();
    add(v2, "SystemPropertyCredentialsProvider", Scope.ALL);
    // Both inherit resolveCredentials from this class.
    add(v2, "internal/SystemSettingsCredentialsProvider", Scope.ALL)
        .asBaseClass()
        .withEnvironment();
    add(v2, "ProfileCredentialsProvider", Scope.ALL);
    // Of Micronaut.
    add(v2, "/sdk/v2/EnvironmentAwsCredentialsProvider", Scope.ALL).withEnvironmentAndMore();

    Library v1 = Library.SDK_V1;
    add(v1, "DefaultAWSCredentialsProviderChain", Scope.DEFAULT_CHAIN);
    // The class above inherits getCredentials from this class, and so do chains built in code.
    add(v1, "AWSCredentialsProviderChain", Scope.DEFAULT_CHAIN).asBaseClass();
    add(v1, "InstanceProfileCredentialsProvider", Scope.AMBIENT);
    add(v1, "EC2ContainerCredentialsProviderWrapper", Scope.AMBIENT);
    add(v1, "ContainerCredentialsProvider", Scope.AMBIENT);
    add(v1, "EnvironmentVariableCredentialsProvider", Scope.ALL).withEnvironment();
    add(v1, "SystemPropertiesCredentialsProvider", Scope.ALL);
    add(v1, "profile/ProfileCredentialsProvider", Scope.ALL);

    Library kotlin = Library.SDK_KOTLIN;
    add(kotlin, "DefaultChainCredentialsProvider", Scope.DEFAULT_CHAIN)
        .withPurposeField("profileName");
    add(kotlin, "EcsCredentialsProvider", Scope.AMBIENT);
    add(kotlin, "ImdsCredentialsProvider", Scope.AMBIENT);
    add(kotlin, "EnvironmentCredentialsProvider", Scope.ALL).withEnvironment();
    add(kotlin, "SystemPropertyCredentialsProvider", Scope.ALL);
    add(kotlin, "ProfileCredentialsProvider", Scope.ALL);

    add(Library.SMITHY_JAVA, "IdentityChain", Scope.DEFAULT_CHAIN).withPurposeField("identityType");
    add(Library.MONGODB, "BuiltInAwsCredentialSupplier", Scope.DEFAULT_CHAIN);
    add(Library.MONGODB_HELPER, "AwsCredentialHelper", Scope.DEFAULT_CHAIN);
    add(Library.GOOGLE_AUTH, "InternalAwsSecurityCredentialsSupplier", Scope.DEFAULT_CHAIN);
    add(Library.MINIO, "IamAwsProvider", Scope.AMBIENT);
    add(Library.HAZELCAST, "AwsCredentialsProvider", Scope.DEFAULT_CHAIN);
  }

  private HookTable() {}

  /**
   * Adds a row and returns it.
   *
   * @param name the name in the library's package; with a slash first, the end of the whole name
   */
  private static Row add(Library library, String name, Scope scope) {
    String suffix = name.startsWith("/") ? name : library.packageSuffix + name;
    Row row = new Row(library, suffix, scope);
    ROWS.put(suffix, row);
    return row;
  }

  /** The row of a class by its internal name, such as {@code a/b/C}; null if it has none. */
  static @Nullable Row findRow(String name) {
    // IBM's fork of SDK v1 signs requests to IBM Cloud.
    if (!mayHaveRow(name) || name.startsWith("com/ibm/cloud/")) {
      return null;
    }
    int slash = name.length();
    for (int parts = 0; parts < PARTS && slash > 0; parts++) {
      slash = name.lastIndexOf('/', slash - 1);
    }
    // The longest suffix first: the SDK for Kotlin has classes with the names of SDK v2.
    for (slash = Math.max(slash, 0); slash >= 0; slash = name.indexOf('/', slash + 1)) {
      Row row = ROWS.get(name.substring(slash));
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  /** A cheap check of the last letters, because this runs for every class that is loaded. */
  private static boolean mayHaveRow(String name) {
    return name.endsWith("Provider")
        || name.endsWith("ProviderChain")
        || name.endsWith("ProviderWrapper")
        || name.endsWith("CredentialSupplier")
        || name.endsWith("CredentialsSupplier")
        || name.endsWith("CredentialHelper")
        || name.endsWith("IdentityChain");
  }

  /** The row of a loaded class; null if it has none. */
  static @Nullable Row findRow(Class<?> loaded) {
    String name = loaded.getName();
    return mayHaveRow(name) ? findRow(name.replace('.', '/')) : null;
  }

  /**
   * The row that decides for a provider object of that class: the row of the class or of its
   * nearest superclass that is a provider of the table. Null if the hook leaves such objects alone.
   */
  static @Nullable Row findProviderRow(Class<?> provider) {
    for (Class<?> c = provider; c != null; c = c.getSuperclass()) {
      Row row = findRow(c);
      if (row != null && row.isProvider) {
        return row;
      }
    }
    return null;
  }
}

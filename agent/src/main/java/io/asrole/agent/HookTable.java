// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The classes of the AWS SDKs that are hooked, and the scope that each belongs to. A class is found
 * by the end of its name, because programs contain SDKs that are relocated to other packages.
 */
final class HookTable {
  /** A class of an SDK, with the method of it that is hooked. */
  static final class Row {
    /**
     * The end of the internal name of the class, such as {@code
     * /auth/credentials/DefaultCredentialsProvider}.
     */
    final String nameSuffix;

    /** The name of the hooked method, such as {@code resolveCredentials}. */
    final String method;

    /** The end of the internal name of the method's return type. */
    final String returnSuffix;

    final Scope scope;

    /**
     * Whether objects of the class and of its subclasses are answered by this row. False for a base
     * class that is hooked only because classes with their own row inherit the method from it.
     */
    final boolean isProvider;

    /** Whether the class reads the keys in the environment, which asrole may have set. */
    final boolean readsEnvironment;

    /**
     * Whether the hook looks at the result of the method. Needed if the class reads the environment
     * and other places: only the result shows where the credentials come from.
     */
    final boolean filtersResult;

    Row(
        String nameSuffix,
        String method,
        String returnSuffix,
        Scope scope,
        boolean isProvider,
        boolean readsEnvironment,
        boolean filtersResult) {
      this.nameSuffix = nameSuffix;
      this.method = method;
      this.returnSuffix = returnSuffix;
      this.scope = scope;
      this.isProvider = isProvider;
      this.readsEnvironment = readsEnvironment;
      this.filtersResult = filtersResult;
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
  private static final String V1 = "/auth/";
  private static final String V2 = "/auth/credentials/";

  static {
    v2("DefaultCredentialsProvider", Scope.DEFAULT_CHAIN, true);
    v2("InstanceProfileCredentialsProvider", Scope.AMBIENT, true);
    v2("ContainerCredentialsProvider", Scope.AMBIENT, true);
    // Before 2.17 the two classes above inherit resolveCredentials from one of these.
    v2("HttpCredentialsProvider", Scope.AMBIENT, false);
    v2("internal/HttpCredentialsProvider", Scope.AMBIENT, false);
    v2Environment("EnvironmentVariableCredentialsProvider", true);
    v2("SystemPropertyCredentialsProvider", Scope.ALL, true);
    // Both inherit resolveCredentials from this class.
    v2Environment("internal/SystemSettingsCredentialsProvider", false);
    v2("ProfileCredentialsProvider", Scope.ALL, true);
    add(
        new Row(
            "/sdk/v2/EnvironmentAwsCredentialsProvider", // of Micronaut
            "resolveCredentials",
            V2 + "AwsCredentials",
            Scope.ALL,
            true,
            true,
            true));
    v1("DefaultAWSCredentialsProviderChain", Scope.DEFAULT_CHAIN, true);
    // The class above inherits getCredentials from this class, and so do chains built in code.
    v1("AWSCredentialsProviderChain", Scope.DEFAULT_CHAIN, false);
    v1("InstanceProfileCredentialsProvider", Scope.AMBIENT, true);
    v1("EC2ContainerCredentialsProviderWrapper", Scope.AMBIENT, true);
    v1("ContainerCredentialsProvider", Scope.AMBIENT, true);
    v1Environment("EnvironmentVariableCredentialsProvider");
    v1("SystemPropertiesCredentialsProvider", Scope.ALL, true);
    v1("profile/ProfileCredentialsProvider", Scope.ALL, true);
  }

  private HookTable() {}

  private static void v1(String name, Scope scope, boolean isProvider) {
    add(
        new Row(
            V1 + name, "getCredentials", V1 + "AWSCredentials", scope, isProvider, false, false));
  }

  private static void v1Environment(String name) {
    add(new Row(V1 + name, "getCredentials", V1 + "AWSCredentials", Scope.ALL, true, true, false));
  }

  private static void v2(String name, Scope scope, boolean isProvider) {
    add(
        new Row(
            V2 + name,
            "resolveCredentials",
            V2 + "AwsCredentials",
            scope,
            isProvider,
            false,
            false));
  }

  private static void v2Environment(String name, boolean isProvider) {
    add(
        new Row(
            V2 + name,
            "resolveCredentials",
            V2 + "AwsCredentials",
            Scope.ALL,
            isProvider,
            true,
            false));
  }

  private static void add(Row row) {
    ROWS.put(row.nameSuffix, row);
  }

  /** The row of a class by its internal name, such as {@code a/b/C}; null if it has none. */
  static @Nullable Row findRow(String name) {
    // IBM's fork of SDK v1 signs requests to IBM Cloud.
    if (!mayHaveRow(name) || name.startsWith("com/ibm/cloud/")) {
      return null;
    }
    int slash = name.length();
    for (int parts = 0; parts < 4 && slash > 0; parts++) {
      slash = name.lastIndexOf('/', slash - 1);
      Row row = slash < 0 ? null : ROWS.get(name.substring(slash));
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
        || name.endsWith("ProviderWrapper");
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

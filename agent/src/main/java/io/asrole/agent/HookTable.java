// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which classes of the SDKs resolve credentials that nobody chose, known by the end of their names,
 * for many a program brings an SDK with another package in front.
 */
final class HookTable {
  /** A class of an SDK, one of whose methods is hooked. */
  static final class Row {
    /** The end of the class's internal name. */
    final String suffix;

    final String method;

    /** The end of the internal name of what the method returns. */
    final String returns;

    final Scope scope;

    /**
     * Whether objects of it are hooked for being that, not for being of a subclass in the table.
     */
    final boolean itself;

    /** Whether it reads the environment's keys, which asrole itself may have put there. */
    final boolean environment;

    /** Whether it reads other places, too, so that only its answer tells whose keys these are. */
    final boolean byAnswer;

    Row(
        String suffix,
        String method,
        String returns,
        Scope scope,
        boolean itself,
        boolean environment,
        boolean byAnswer) {
      this.suffix = suffix;
      this.method = method;
      this.returns = returns;
      this.scope = scope;
      this.itself = itself;
      this.environment = environment;
      this.byAnswer = byAnswer;
    }

    /**
     * Whether that scope has it.
     *
     * @param ownKeys whether the environment's keys count as ambient
     */
    boolean isIn(Scope hooked, boolean ownKeys) {
      return scope.compareTo(hooked) <= 0 || (environment && ownKeys && hooked == Scope.AMBIENT);
    }
  }

  private static final Map<String, Row> ROWS = new HashMap<>();
  private static final String V1 = "/auth/";
  private static final String V2 = "/auth/credentials/";

  static {
    v2("DefaultCredentialsProvider", Scope.DEFAULT_CHAIN, true);
    v2("InstanceProfileCredentialsProvider", Scope.AMBIENT, true);
    v2("ContainerCredentialsProvider", Scope.AMBIENT, true);
    // What those two inherited resolveCredentials from, before 2.17.
    v2("HttpCredentialsProvider", Scope.AMBIENT, false);
    v2("internal/HttpCredentialsProvider", Scope.AMBIENT, false);
    v2Environment("EnvironmentVariableCredentialsProvider", true);
    v2("SystemPropertyCredentialsProvider", Scope.ALL, true);
    // What both inherit resolveCredentials from.
    v2Environment("internal/SystemSettingsCredentialsProvider", false);
    v2("ProfileCredentialsProvider", Scope.ALL, true);
    add(
        new Row(
            "/sdk/v2/EnvironmentAwsCredentialsProvider", // Micronaut's
            "resolveCredentials",
            V2 + "AwsCredentials",
            Scope.ALL,
            true,
            true,
            true));
    v1("DefaultAWSCredentialsProviderChain", Scope.DEFAULT_CHAIN, true);
    // What that one inherits getCredentials from, and so do chains that somebody chose.
    v1("AWSCredentialsProviderChain", Scope.DEFAULT_CHAIN, false);
    v1("InstanceProfileCredentialsProvider", Scope.AMBIENT, true);
    v1("EC2ContainerCredentialsProviderWrapper", Scope.AMBIENT, true);
    v1("ContainerCredentialsProvider", Scope.AMBIENT, true);
    v1Environment("EnvironmentVariableCredentialsProvider");
    v1("SystemPropertiesCredentialsProvider", Scope.ALL, true);
    v1("profile/ProfileCredentialsProvider", Scope.ALL, true);
  }

  private HookTable() {}

  private static void v1(String name, Scope scope, boolean itself) {
    add(new Row(V1 + name, "getCredentials", V1 + "AWSCredentials", scope, itself, false, false));
  }

  private static void v1Environment(String name) {
    add(new Row(V1 + name, "getCredentials", V1 + "AWSCredentials", Scope.ALL, true, true, false));
  }

  private static void v2(String name, Scope scope, boolean itself) {
    add(
        new Row(
            V2 + name, "resolveCredentials", V2 + "AwsCredentials", scope, itself, false, false));
  }

  private static void v2Environment(String name, boolean itself) {
    add(
        new Row(
            V2 + name,
            "resolveCredentials",
            V2 + "AwsCredentials",
            Scope.ALL,
            itself,
            true,
            false));
  }

  private static void add(Row row) {
    ROWS.put(row.suffix, row);
  }

  /** The row of the class of that internal name. */
  static @Nullable Row row(String name) {
    // IBM's fork of SDK v1 signs for another cloud.
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

  /** Asked of every class of the application: most are told by their last letters. */
  private static boolean mayHaveRow(String name) {
    return name.endsWith("Provider")
        || name.endsWith("ProviderChain")
        || name.endsWith("ProviderWrapper");
  }

  /** The row of a class that is loaded. */
  static @Nullable Row row(Class<?> loaded) {
    String name = loaded.getName();
    return mayHaveRow(name) ? row(name.replace('.', '/')) : null;
  }

  /**
   * The row by which a provider of that class gets the role's credentials where a hooked method
   * runs; null where it never does.
   */
  static @Nullable Row rowOfProvider(Class<?> provider) {
    for (Class<?> c = provider; c != null; c = c.getSuperclass()) {
      Row row = row(c);
      if (row != null && row.itself) {
        return row;
      }
    }
    return null;
  }
}

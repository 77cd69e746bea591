// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Classes of libraries that find AWS credentials in native code, which the agent does not reach.
 * Their names are fixed, because native methods have the name of their class.
 */
final class NativeClients {
  private static final Map<String, String> CLIENTS = new HashMap<>();
  private static final String CRT = "software/amazon/awssdk/crt/auth/credentials/";

  static {
    // Clients of SDK v2 that use the CRT hand it a provider in Java, which is hooked.
    add(CRT + "DefaultChainCredentialsProvider", "the default chain of the AWS CRT");
    add(CRT + "EcsCredentialsProvider", "the container provider of the AWS CRT");
    add("org/apache/comet/NativeBase", "Apache DataFusion Comet");
    // Without IAM authentication it needs no credentials of AWS, and this class is not loaded.
    add(
        "glide/api/models/configuration/IamAuthConfig$IamAuthConfigBuilder",
        "Valkey GLIDE with IAM authentication");
    add("org/duckdb/DuckDBNative", "DuckDB");
    add("org/apache/opendal/NativeLibrary", "Apache OpenDAL");
    add("org/lance/JniLoader", "Lance");
    add("com/lancedb/lance/JniLoader", "Lance"); // its older package
  }

  private NativeClients() {}

  private static void add(String className, String client) {
    CLIENTS.put(className, client);
  }

  /** The client that a class belongs to, by its internal name; null if it is of none. */
  static @Nullable String find(String className) {
    return CLIENTS.get(className);
  }

  /** What is to do about the client. */
  static String describe(String client) {
    return client
        + " finds AWS credentials in native code, which the agent does not reach; if it uses AWS,"
        + " start the program with: asrole --refresh ROLE -- COMMAND";
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.bench;

import com.amazonaws.auth.AWSCredentials;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;

/**
 * Measures how long a credentials provider takes to return credentials that it already has. An SDK
 * makes this call before each request.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class Resolve {
  private final InstanceProfileCredentialsProvider v2 = InstanceProfileCredentialsProvider.create();
  private final DefaultCredentialsProvider v2Default = DefaultCredentialsProvider.builder().build();
  private final com.amazonaws.auth.InstanceProfileCredentialsProvider v1 =
      com.amazonaws.auth.InstanceProfileCredentialsProvider.getInstance();
  private final com.amazonaws.auth.DefaultAWSCredentialsProviderChain v1Default =
      new com.amazonaws.auth.DefaultAWSCredentialsProviderChain();

  @Benchmark
  public AwsCredentials v2Instance() {
    return v2.resolveCredentials();
  }

  @Benchmark
  public AwsCredentials v2Default() {
    return v2Default.resolveCredentials();
  }

  @Benchmark
  public AWSCredentials v1Instance() {
    return v1.getCredentials();
  }

  @Benchmark
  public AWSCredentials v1Default() {
    return v1Default.getCredentials();
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.AwsVariables;
import io.asrole.child.ChildEnvironment;
import io.asrole.child.ContainerVariables;
import io.asrole.sandbox.Sandbox;
import io.asrole.session.Need;
import io.asrole.session.Session;
import io.asrole.session.WaitBudget;
import io.asrole.text.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkSystemSetting;
import uk.org.webcompere.systemstubs.environment.EnvironmentVariables;
import uk.org.webcompere.systemstubs.jupiter.SystemStub;
import uk.org.webcompere.systemstubs.jupiter.SystemStubsExtension;

/**
 * A variable that decides which session a plain call gets, and that the warm start does not
 * compare, would have the script serve another session unseen.
 */
@ExtendWith(SystemStubsExtension.class)
class VariablesReadTest {
  /** What may differ from one warm start to the next, and why. */
  private static final Map<String, String> HARMLESS =
      Map.ofEntries(
          Map.entry("XDG_STATE_HOME", "where the files of --refresh are"),
          Map.entry("ASROLE_REFRESH_FILES", "which files of --refresh are in use"),
          Map.entry("XDG_CACHE_HOME", "says where the warm start is looked for"),
          Map.entry("AWS_ACCESS_KEY_ID", "a source only where no warm start is kept"),
          Map.entry("AWS_SECRET_ACCESS_KEY", "a source only where no warm start is kept"),
          Map.entry("AWS_SESSION_TOKEN", "a source only where no warm start is kept"),
          Map.entry("AWS_ACCOUNT_ID", "replaced by the role's"),
          Map.entry("AWS_ROLE_ARN", "web identity is no source; removed"),
          Map.entry("AWS_ROLE_SESSION_NAME", "web identity is no source; removed"),
          Map.entry("AWS_WEB_IDENTITY_TOKEN_FILE", "web identity is no source; removed"),
          Map.entry("AWS_CONTAINER_SERVICE_ENDPOINT", "removed; the SDK documents it for tests"),
          Map.entry("AWS_METADATA_SERVICE_TIMEOUT", "how long to wait"),
          Map.entry("AWS_METADATA_SERVICE_NUM_ATTEMPTS", "how often to try"),
          Map.entry("AWS_MAX_ATTEMPTS", "how often to try"),
          Map.entry("AWS_RETRY_MODE", "how often to try"),
          Map.entry("AWS_NEW_RETRIES_2026", "how often to try"),
          Map.entry("AWS_DEFAULTS_MODE", "how long to wait"),
          Map.entry("AWS_ENABLE_DEFAULT_SOCKET_TIMEOUT_2026", "how long to wait"),
          Map.entry("AWS_EXECUTION_ENV", "a word of the user agent"),
          Map.entry("AWS_SDK_UA_APP_ID", "a word of the user agent"),
          Map.entry("AWS_ACCOUNT_ID_ENDPOINT_MODE", "STS has no endpoints by account"),
          Map.entry("AWS_AUTH_SCHEME_PREFERENCE", "how a request is signed"),
          Map.entry("AWS_SIGV4A_SIGNING_REGION_SET", "how a request is signed"),
          Map.entry("AWS_PARTITIONS_FILE", "not public; a host that the user does not name"),
          Map.entry("AWS_ENDPOINT_DISCOVERY_ENABLED", "not for STS"),
          Map.entry("AWS_DISABLE_REQUEST_COMPRESSION", "not for STS"),
          Map.entry("AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES", "not for STS"),
          Map.entry("AWS_REQUEST_CHECKSUM_CALCULATION", "not for STS"),
          Map.entry("AWS_RESPONSE_CHECKSUM_VALIDATION", "not for STS"),
          Map.entry("AWS_S3_DISABLE_EXPRESS_SESSION_AUTH", "not for STS"),
          Map.entry("AWS_S3_US_EAST_1_REGIONAL_ENDPOINT", "not for STS"),
          Map.entry(
              "HTTPS_PROXY", "how STS is reached, not who answers: its certificate says that"),
          Map.entry("HTTP_PROXY", "how STS is reached"),
          Map.entry("ALL_PROXY", "how STS is reached"),
          Map.entry("NO_PROXY", "how STS is reached"),
          Map.entry("https_proxy", "how STS is reached"),
          Map.entry("http_proxy", "how STS is reached"),
          Map.entry("all_proxy", "how STS is reached"),
          Map.entry("no_proxy", "how STS is reached"),
          Map.entry("SYNC_HTTP_SERVICE_IMPL", "which of the SDK's HTTP clients; asrole has one"),
          Map.entry("ASYNC_HTTP_SERVICE_IMPL", "which of the SDK's HTTP clients; asrole has none"),
          Map.entry("CBOR_ENABLED", "not for STS"),
          Map.entry("BINARY_ION_ENABLED", "not for STS"),
          Map.entry("REQUEST_METHOD", "a CGI program takes no proxy from HTTP_PROXY"),
          Map.entry("TERM", "what is printed while waiting"),
          Map.entry("SUDO_UID", "a field of the audit line"),
          Map.entry("LANG", "how file names are read, which a warm start has in ASCII only"));

  @AutoClose final Sandbox aws = Sandbox.start();
  @SystemStub private final EnvironmentVariables process = new EnvironmentVariables();
  @TempDir Path home;

  @Test
  void eachVariableThatAPlainCallReadsIsComparedOrHarmless() throws Exception {
    String roleArn = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
    Path config = home.resolve("config");
    Files.writeString(
        config,
        "[profile p]\nrole_arn = " + roleArn + "\ncredential_source = Ec2InstanceMetadata\n");
    Map<String, String> files = Map.of("AWS_CONFIG_FILE", config.toString());
    Set<String> read = new TreeSet<>();
    for (String role : List.of("ExampleAssumedRole", roleArn)) {
      read.addAll(readBy(role, Map.of()));
    }
    read.addAll(readBy("p", files));
    assertTrue(read.contains("AWS_REGION") && read.contains("HOME"), read::toString);
    assertEquals(Set.of(), unknown(read));
  }

  @Test
  void eachVariableThatTheSdkReadsIsComparedOrHarmless() {
    Set<String> read = new TreeSet<>();
    for (SdkSystemSetting setting : SdkSystemSetting.values()) {
      if (setting.environmentVariable() != null) {
        read.add(setting.environmentVariable());
      }
    }
    assertTrue(read.contains("AWS_EC2_METADATA_DISABLED"), read::toString);
    assertEquals(Set.of(), unknown(read));
  }

  private static Set<String> unknown(Set<String> read) {
    Set<String> unknown = new TreeSet<>(read);
    unknown.removeAll(AwsVariables.DECISIVE);
    unknown.removeAll(HARMLESS.keySet());
    return unknown;
  }

  private Set<String> readBy(String role, Map<String, String> more) throws Exception {
    Map<String, String> environment = new LinkedHashMap<>(aws.environment());
    environment.put("HOME", home.toString());
    environment.putAll(more);
    environment.forEach(process::set);
    Set<String> read = new TreeSet<>();
    Map<String, String> recording = new Recording(environment, read);
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Invocation invocation =
        new Invocation(
            "io.asrole.Main",
            List.of(role, "--", "true"),
            recording,
            recording,
            home.toString(),
            InstantSource.system(),
            nowhere,
            nowhere,
            null,
            new WaitBudget(Duration.ZERO));
    Progress progress = new Progress(nowhere, false, recording);
    AwsContext aws = AwsContext.read(invocation, progress, role);
    Session session =
        RoleSessionOpener.create(invocation, progress, aws, "true")
            .open(RoleCall.plain(role), Need.START, () -> {});
    assertTrue(session.role().value().endsWith("/ExampleAssumedRole"), session.given());
    ChildEnvironment.hasRegion(ContainerVariables.restore(recording));
    return read;
  }

  /** An environment that records by which names it is asked. */
  private static final class Recording extends AbstractMap<String, String> {
    private final Map<String, String> environment;
    private final Set<String> read;

    Recording(Map<String, String> environment, Set<String> read) {
      this.environment = environment;
      this.read = read;
    }

    @Override
    public @Nullable String get(Object name) {
      read.add(String.valueOf(name));
      return environment.get(name);
    }

    @Override
    public String getOrDefault(Object name, String otherwise) {
      read.add(String.valueOf(name));
      return environment.containsKey(name) ? String.valueOf(environment.get(name)) : otherwise;
    }

    @Override
    public boolean containsKey(Object name) {
      read.add(String.valueOf(name));
      return environment.containsKey(name);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
      throw new UnsupportedOperationException("a variable is read by its name, or goes unrecorded");
    }
  }
}

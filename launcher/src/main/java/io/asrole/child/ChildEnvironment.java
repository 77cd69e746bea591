// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.child;

import io.asrole.AwsVariables;
import io.asrole.SessionCredentials;
import io.asrole.role.RoleArn;
import io.asrole.text.EnvironmentVariables;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the child's environment gains and loses; the rest stays as it is.
 *
 * @param set variables and their values; they replace what is there
 * @param unset variables that are there and must go
 * @param appended words that stand behind a space at the end of what a variable has
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/environment-variables.html">AWS
 *     SDKs: environment variables</a>
 */
public record ChildEnvironment(
    Map<String, String> set, List<String> unset, Map<String, String> appended) {
  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";

  /** Changes without appended text. */
  public ChildEnvironment(Map<String, String> set, List<String> unset) {
    this(set, unset, Map.of());
  }

  /**
   * The changes that give a process the credentials of a role session.
   *
   * @param regionAsked whether the user chose the region, so that it replaces a region that is set
   */
  public static ChildEnvironment create(
      Map<String, String> current,
      RoleArn role,
      SessionCredentials credentials,
      String region,
      boolean regionAsked) {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    set.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    set.put("AWS_SESSION_TOKEN", credentials.sessionToken());
    set.put("AWS_CREDENTIAL_EXPIRATION", credentials.expiration().toString());
    List<String> unset = removedFrom(current);
    if (role.account().isEmpty()) {
      unset.add("AWS_ACCOUNT_ID"); // it names the caller's account
    } else {
      set.put("AWS_ACCOUNT_ID", role.account());
    }
    ContainerVariables.moveToOwnNames(current, set, unset);
    if (regionAsked || !hasRegion(current)) {
      set.put("AWS_REGION", region);
      set.put("AWS_DEFAULT_REGION", region);
    }
    set.put("ASROLE_ROLE", role.value());
    // The agent of a JVM replaces the environment's keys if this variable says they are asrole's.
    set.put("ASROLE_ACCESS_KEY_ID", credentials.accessKeyId());
    return new ChildEnvironment(set, unset);
  }

  /**
   * The changes that give a process a profile, from which its AWS SDKs get the credentials of a
   * role session again and again.
   *
   * @param regionAsked whether the user chose the region, so that it replaces a region that is set
   */
  public static ChildEnvironment createForRefresh(
      Map<String, String> current,
      RoleArn role,
      RefreshProfile profile,
      String region,
      boolean regionAsked) {
    Map<String, String> set = new LinkedHashMap<>();
    List<String> unset = removedFrom(current);
    for (String name : AwsVariables.SET) {
      if (current.containsKey(name) && !name.endsWith("REGION")) {
        unset.add(name);
      }
    }
    ContainerVariables.moveToOwnNames(current, set, unset);
    if (regionAsked || !hasRegion(current)) {
      set.put("AWS_REGION", region);
      set.put("AWS_DEFAULT_REGION", region);
    }
    set.put("ASROLE_ROLE", role.value());
    set.putAll(profile.variables());
    unset.removeAll(set.keySet());
    return new ChildEnvironment(set, unset);
  }

  /**
   * The same result for a process that has the variables {@code actual}, where these changes were
   * made for the variables {@code assumed}.
   */
  public ChildEnvironment startingFrom(Map<String, String> actual, Map<String, String> assumed) {
    Map<String, String> all = new LinkedHashMap<>();
    assumed.forEach(
        (name, value) -> {
          if (!value.equals(actual.get(name)) && !unset.contains(name)) {
            all.put(name, value);
          }
        });
    all.putAll(set);
    List<String> gone = new ArrayList<>(unset);
    for (String name : actual.keySet()) {
      if (!assumed.containsKey(name) && !set.containsKey(name)) {
        gone.add(name);
      }
    }
    return new ChildEnvironment(all, gone, appended);
  }

  /** The variables of {@code current} that must be unset. */
  public static List<String> removedFrom(Map<String, String> current) {
    List<String> removed = new ArrayList<>();
    for (String name : current.keySet()) {
      if (AwsVariables.REMOVED.contains(name)) {
        removed.add(name);
      }
    }
    return removed;
  }

  /** A copy that also gives JVMs this option, which loads the agent that renews the credentials. */
  public ChildEnvironment withAgent(String option) {
    Map<String, String> more = new LinkedHashMap<>(set);
    more.put(AwsVariables.AGENT, option);
    return new ChildEnvironment(more, unset, Map.of(OPTIONS, option));
  }

  /** A copy that also sets these variables. */
  public ChildEnvironment withVariables(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(set);
    all.putAll(more);
    return new ChildEnvironment(all, unset, appended);
  }

  /** Whether the environment names a region, under either name. */
  public static boolean hasRegion(Map<String, String> environment) {
    return EnvironmentVariables.firstOf(environment, "AWS_REGION", "AWS_DEFAULT_REGION")
        .isPresent();
  }

  /** Applies the changes to entries {@code NAME=VALUE}; no variable appears twice in the result. */
  public List<byte[]> applyTo(List<byte[]> environment) {
    List<byte[]> changed = new ArrayList<>();
    Map<String, String> missing = new LinkedHashMap<>(appended);
    for (byte[] entry : withoutAgent(environment)) {
      String text = new String(entry, StandardCharsets.ISO_8859_1); // every byte a character
      int equals = text.indexOf('=');
      String name = equals < 0 ? text : text.substring(0, equals);
      String more = missing.remove(name);
      if (more != null && !text.endsWith("=")) {
        changed.add(concat(entry, " " + more));
      } else if (more != null) {
        changed.add(concat(entry, more));
      } else if (!set.containsKey(name) && !unset.contains(name)) {
        changed.add(entry);
      }
    }
    missing.forEach((name, value) -> changed.add(concat(new byte[0], name + "=" + value)));
    set.forEach(
        (name, value) -> changed.add((name + "=" + value).getBytes(StandardCharsets.UTF_8)));
    return changed;
  }

  /** Removes the agent option of an outer asrole, which is for another role. */
  private static List<byte[]> withoutAgent(List<byte[]> environment) {
    String agent = "";
    for (byte[] entry : environment) {
      String text = new String(entry, StandardCharsets.ISO_8859_1);
      agent =
          text.startsWith(AwsVariables.AGENT + "=")
              ? text.substring(AwsVariables.AGENT.length() + 1)
              : agent;
    }
    if (agent.isEmpty()) {
      return environment;
    }
    List<byte[]> without = new ArrayList<>();
    for (byte[] entry : environment) {
      String text = new String(entry, StandardCharsets.ISO_8859_1);
      if (text.startsWith(OPTIONS + "=")) {
        text = text.replace(agent, "");
      }
      if (!text.equals(OPTIONS + "=")) {
        without.add(text.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    return without;
  }

  private static byte[] concat(byte[] beginning, String end) {
    byte[] more = end.getBytes(StandardCharsets.UTF_8);
    byte[] whole = Arrays.copyOf(beginning, beginning.length + more.length);
    System.arraycopy(more, 0, whole, beginning.length, more.length);
    return whole;
  }

  /** Shows the names of the variables without their values. */
  @Override
  public String toString() {
    return "ChildEnvironment(set=" + set.keySet() + ", unset=" + unset + ")";
  }
}

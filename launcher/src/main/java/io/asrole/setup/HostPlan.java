// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.AsroleException;
import io.asrole.posix.SudoersRule;
import io.asrole.text.ShellQuoting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may have which role on a guarded host, and which users keep instance metadata; printed as a
 * shell script for root of that host.
 */
public final class HostPlan {
  private static final String GRANT = "/usr/bin/asrole-grant";

  private final List<HostRule> rules;
  private final List<String> also;
  private final String call;

  private HostPlan(List<HostRule> rules, List<String> also, String call) {
    this.rules = rules;
    this.also = also;
    this.call = call;
  }

  /** Parses the values of {@code --allow} and {@code --also}. */
  public static HostPlan parse(List<String> allow, List<String> also) throws AsroleException {
    List<HostRule> rules = new ArrayList<>();
    for (String rule : allow) {
      rules.add(HostRule.parse(rule));
    }
    for (String user : also) {
      String problem = HostRule.problemOfUser(user);
      if (!problem.isEmpty()) {
        throw AsroleException.refused("malformed --also: '" + user + "' " + problem);
      }
    }
    String call =
        "asrole setup --host --allow "
            + words(allow.stream())
            + also.stream()
                .map(user -> " --also " + ShellQuoting.quoteIfNeeded(user))
                .collect(Collectors.joining());
    return new HostPlan(rules, List.copyOf(also), call);
  }

  /** The script. */
  public String print() {
    return template()
        .replace("@WHO@", words(rules.stream().flatMap(rule -> rule.who().stream()).distinct()))
        .replace("@ALSO@", words(also.stream()))
        .replace("@CALL@", call)
        .replace("@RULES@", sudoers());
  }

  private static String words(Stream<String> names) {
    return names.map(ShellQuoting::quoteIfNeeded).collect(Collectors.joining(" "));
  }

  /** One line for each user or group and each role. */
  private String sudoers() {
    Set<String> lines = new LinkedHashSet<>();
    for (HostRule rule : rules) {
      for (String who : rule.who()) {
        for (String role : rule.roles()) {
          lines.add(SudoersRule.write(who, GRANT, role));
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String template() {
    try (InputStream in = HostPlan.class.getResourceAsStream("guard-host.sh")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

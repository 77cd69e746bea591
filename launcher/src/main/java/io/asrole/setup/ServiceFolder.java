// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.setup;

import io.asrole.systemd.UnitSettings;
import io.asrole.systemd.UnitWords;
import io.asrole.text.ShellQuoting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of a service's role sessions, below a cache folder of systemd. That folder is writable
 * under each setting, and belongs to the service's user.
 */
final class ServiceFolder {
  private static final String ROOT = "/var/cache/";
  private static final Pattern SPECIFIER = Pattern.compile("%(.?)");
  private static final Set<String> HIDES_HOMES =
      Set.of("1", "yes", "y", "true", "t", "on", "tmpfs");

  private final ServiceUnit unit;
  private final UnitSettings settings;
  private final ServiceAccount account;

  ServiceFolder(ServiceUnit unit, ServiceAccount account) {
    this.unit = unit;
    this.settings = unit.settings();
    this.account = account;
  }

  /** The lines of the drop-in. HOME changes only if the service has no HOME that it can read. */
  List<String> lines() {
    List<String> variables = variables();
    if (variables.isEmpty()) {
      return List.of("# XDG_CACHE_HOME and XDG_STATE_HOME of the unit: asrole writes there.");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        variables.contains("HOME")
            ? "# The service has no home folder that it can read. Its sessions are in this folder:"
            : "# The sessions of the service are in this folder. HOME stays as it is:");
    String folder = path();
    boolean isOwn = ofUnit().isEmpty();
    if (isOwn) {
      lines.add("CacheDirectory=" + folder);
    }
    for (String variable : variables) {
      lines.add("Environment=" + quote(variable + "=%C/" + folder));
    }
    if (isOwn) {
      lines.add("# CacheDirectory= also sets a variable, which the service did not have before:");
      lines.add("UnsetEnvironment=CACHE_DIRECTORY=%C/" + folder);
    }
    return lines;
  }

  /**
   * The command that removes the folder, or a sentence if only systemd knows the path; empty if the
   * drop-in has no folder.
   */
  Optional<String> removal() {
    if (variables().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = expand(path());
    if (name.isEmpty()) {
      return Optional.of("Then remove the folder asrole in the first folder of CacheDirectory=.");
    }
    String command = "    rm -rf " + quoteForShell(ROOT + name.get());
    return Optional.of(
        account.isDynamic() && ofUnit().isEmpty()
            ? command + " " + quoteForShell(ROOT + "private/" + name.get())
            : command);
  }

  /** The folder below that of %C. */
  private String path() {
    return ofUnit().map(folder -> folder + "/asrole").orElse("asrole-" + unit.folderName());
  }

  /**
   * The first writable folder of the unit's own {@code CacheDirectory=}. A second folder in that
   * setting would change the value of CACHE_DIRECTORY.
   */
  private Optional<String> ofUnit() {
    return settings.words("CacheDirectory").stream()
        .filter(word -> !word.endsWith(":ro"))
        .map(word -> word.replaceFirst(":.*", "").replaceFirst("/+$", ""))
        .findFirst();
  }

  private List<String> variables() {
    return hasReadableHome()
        ? Stream.of("XDG_CACHE_HOME", "XDG_STATE_HOME")
            .filter(variable -> settings.assignment(variable).isEmpty())
            .toList()
        : List.of("HOME");
  }

  private boolean hasReadableHome() {
    String home =
        settings
            .assignment("HOME")
            .map(word -> UnitWords.unquote(word).substring("HOME=".length()))
            .or(() -> Optional.ofNullable(account.home()))
            .orElse("");
    boolean isSet = settings.assignment("HOME").isPresent() || account.hasHome();
    boolean hidesHomes =
        settings
            .last("ProtectHome")
            .filter(value -> HIDES_HOMES.contains(value.toLowerCase(Locale.ROOT)))
            .isPresent();
    return isSet
        && !(hidesHomes
            && (home.isEmpty() || home.matches("/(home|root|run/user)(/.*)?|.*%[hu].*")));
  }

  /** The word of a setting; specifiers stay. */
  private static String quote(String word) {
    return word.matches("[^\\s\"'\\\\]*")
        ? word
        : "\"" + word.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }

  /** The text with its specifiers expanded, and a star for each instance; empty if unknown. */
  private Optional<String> expand(String text) {
    String full = unit.isTemplate() ? unit.name().replace("@", "@*") : unit.name();
    String plain = full.substring(0, full.lastIndexOf('.'));
    int at = plain.indexOf('@');
    StringBuilder expanded = new StringBuilder();
    Matcher specifier = SPECIFIER.matcher(text);
    while (specifier.find()) {
      String value =
          switch (specifier.group(1)) {
            case "%" -> "%";
            case "n" -> full;
            case "N" -> plain;
            case "p" -> at < 0 ? plain : plain.substring(0, at);
            case "i" -> at < 0 ? "" : plain.substring(at + 1);
            default -> "";
          };
      if (value.isEmpty()) {
        return Optional.empty();
      }
      specifier.appendReplacement(expanded, Matcher.quoteReplacement(value));
    }
    return Optional.of(specifier.appendTail(expanded).toString());
  }

  private static String quoteForShell(String path) {
    StringBuilder word = new StringBuilder();
    for (String part : path.split("(?=\\*)|(?<=\\*)", -1)) {
      word.append(part.isEmpty() || part.equals("*") ? part : ShellQuoting.quoteIfNeeded(part));
    }
    return word.toString();
  }
}

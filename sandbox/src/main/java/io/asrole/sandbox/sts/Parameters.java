// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parameters of a query request, from the query string of a GET or the form of a POST.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/programming.html">Calling the API
 *     with HTTP query requests</a>
 */
final class Parameters {
  private static final Set<String> SECRET = Set.of("TokenCode", "WebIdentityToken");

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  static Parameters parse(Request request) {
    Map<String, String> values = new LinkedHashMap<>(decode(request.query()));
    boolean form =
        request
            .header("content-type")
            .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
            .isPresent();
    if (form) {
      values.putAll(decode(request.body()));
    }
    return new Parameters(values);
  }

  /** The parameters with these names and values. */
  static Parameters of(Map<String, String> values) {
    return new Parameters(values);
  }

  private static Map<String, String> decode(String text) {
    Map<String, String> decoded = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        decoded.put(decodePart(name), equals < 0 ? "" : decodePart(pair.substring(equals + 1)));
      }
    }
    return decoded;
  }

  private static String decodePart(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A percent sign without two hex digits is kept as it is.
      return text;
    }
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * One member of each item of a list: {@code list("Tags", "Key")} reads {@code Tags.member.1.Key}.
   * An item without this member gives an empty Optional.
   */
  List<Optional<String>> list(String name, String member) {
    String prefix = name + ".member.";
    Set<String> numbers = new HashSet<>();
    for (String key : values.keySet()) {
      if (key.startsWith(prefix)) {
        numbers.add(key.substring(prefix.length()).replaceFirst("\\..*", ""));
      }
    }
    List<Optional<String>> items = new ArrayList<>();
    for (int i = 1; numbers.contains(String.valueOf(i)); i++) {
      items.add(get(prefix + i + member));
    }
    return items;
  }

  /** The parameters without secrets: signature, MFA code and web identity token are left out. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>(values);
    shown.keySet().removeIf(name -> name.startsWith("X-Amz-") || SECRET.contains(name));
    return shown;
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of a query request, from the query string of a GET or the form of a POST.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/programming.html">Calling the API
 *     with HTTP query requests</a>
 */
final class Parameters {
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
      // A percent sign that starts no escape stands for itself.
      return text;
    }
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * The items of a list such as {@code Tags.member.1.Key}: for each, the given member or nothing.
   */
  List<Optional<String>> list(String name, String member) {
    List<Optional<String>> items = new ArrayList<>();
    String prefix = name + ".member.";
    for (int i = 1; has(prefix + i); i++) {
      items.add(get(prefix + i + member));
    }
    return items;
  }

  private boolean has(String item) {
    return values.keySet().stream().anyMatch(k -> k.equals(item) || k.startsWith(item + "."));
  }

  /** What was asked, for people to read: neither the signature's parts nor a one-time code. */
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>(values);
    shown.keySet().removeIf(name -> name.startsWith("X-Amz-") || name.equals("TokenCode"));
    return shown;
  }
}

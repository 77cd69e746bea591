// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import java.util.Map;

/**
 * The answers of STS as XML.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Examples">AssumeRole,
 *     examples</a>
 */
final class Xml {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private Xml() {}

  static String result(StsResult result, String requestId) {
    return """
        <%1$sResponse xmlns="%2$s">
          <%1$sResult>
        %3$s  </%1$sResult>
          <ResponseMetadata>
            <RequestId>%4$s</RequestId>
          </ResponseMetadata>
        </%1$sResponse>
        """
        .formatted(result.action(), NAMESPACE, members(4, result.members()), requestId);
  }

  static String error(StsException error, String requestId) {
    return "<ErrorResponse xmlns=\""
        + NAMESPACE
        + "\">\n  <Error>\n"
        + members(4, error.members())
        + "  </Error>\n"
        + element(2, "RequestId", requestId)
        + "</ErrorResponse>\n";
  }

  private static String members(int indent, Map<?, ?> members) {
    StringBuilder text = new StringBuilder();
    members.forEach((name, value) -> text.append(element(indent, String.valueOf(name), value)));
    return text.toString();
  }

  private static String element(int indent, String name, Object value) {
    String margin = " ".repeat(indent);
    String content =
        value instanceof Map<?, ?> map
            ? "\n" + members(indent + 2, map) + margin
            : escape(String.valueOf(value));
    return margin + "<" + name + ">" + content + "</" + name + ">\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
  }
}

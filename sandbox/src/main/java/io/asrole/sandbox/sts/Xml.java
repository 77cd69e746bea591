// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.sts;

import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.world.Credentials;
import io.asrole.sandbox.world.RoleSession;
import java.util.UUID;

/**
 * The XML around the answers of STS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Examples">AssumeRole,
 *     examples</a>
 */
final class Xml {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

  private Xml() {}

  static Response assumeRole(AssumeRole.Opened opened) {
    RoleSession session = opened.session();
    Credentials credentials = session.credentials();
    String identity = session.sourceIdentity();
    String result =
        (identity == null ? "" : element(4, "SourceIdentity", identity))
            + "    <AssumedRoleUser>\n"
            + element(6, "AssumedRoleId", session.userId())
            + element(6, "Arn", session.arn())
            + "    </AssumedRoleUser>\n"
            + "    <Credentials>\n"
            + element(6, "AccessKeyId", credentials.accessKeyId())
            + element(6, "SecretAccessKey", credentials.secretAccessKey())
            + element(6, "SessionToken", credentials.sessionToken())
            + element(6, "Expiration", credentials.expiration().toString())
            + "    </Credentials>\n"
            + opened
                .packedPolicySize()
                .map(percent -> element(4, "PackedPolicySize", String.valueOf(percent)))
                .orElse("");
    return result("AssumeRole", result);
  }

  static Response callerIdentity(RoleSession caller) {
    return result(
        "GetCallerIdentity",
        element(4, "Arn", caller.arn())
            + element(4, "UserId", caller.userId())
            + element(4, "Account", caller.role().arn().account()));
  }

  static Response accessKeyInfo(String account) {
    return result("GetAccessKeyInfo", element(4, "Account", account));
  }

  static Response error(StsException error) {
    String id = UUID.randomUUID().toString();
    String body =
        "<ErrorResponse xmlns=\""
            + NAMESPACE
            + "\">\n  <Error>\n"
            + element(4, "Type", error.status() < 500 ? "Sender" : "Receiver")
            + element(4, "Code", error.code())
            + element(4, "Message", error.sentence())
            + "  </Error>\n"
            + element(2, "RequestId", id)
            + "</ErrorResponse>\n";
    return response(error.status(), id, body);
  }

  private static Response result(String action, String content) {
    String id = UUID.randomUUID().toString();
    String body =
        """
        <%1$sResponse xmlns="%2$s">
          <%1$sResult>
        %3$s  </%1$sResult>
          <ResponseMetadata>
            <RequestId>%4$s</RequestId>
          </ResponseMetadata>
        </%1$sResponse>
        """
            .formatted(action, NAMESPACE, content, id);
    return response(200, id, body);
  }

  private static Response response(int status, String id, String body) {
    return Response.create(status, "text/xml", body).with("x-amzn-RequestId", id);
  }

  private static String element(int indent, String name, String text) {
    return " ".repeat(indent) + "<" + name + ">" + escape(text) + "</" + name + ">\n";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.source;

import io.asrole.AsroleException;
import io.asrole.Credentials;
import io.asrole.CredentialsProvider;
import io.asrole.SourceCredentials;
import io.asrole.role.Arn;
import io.asrole.text.Alphabet;
import io.asrole.text.Progress;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The instance profile: the role's credentials, and what the instance knows of itself.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html">EC2:
 *     security credentials in instance metadata</a>
 */
public final class InstanceProfile implements CredentialsProvider {
  private static final String IAM = "/latest/meta-data/iam/";
  private static final String ROLES = IAM + "security-credentials/";
  private static final String IDENTITY = "/latest/dynamic/instance-identity/document";

  private final InstanceMetadata metadata;
  private final Progress progress;

  /** Asks at that endpoint; nothing is asked before a method needs it. */
  public InstanceProfile(MetadataEndpoint endpoint, Progress progress) {
    this.metadata = new InstanceMetadata(endpoint, progress);
    this.progress = progress;
  }

  /**
   * How instance metadata is asked here.
   *
   * @param endpoint where
   * @param tokenAnswer what the token request got; empty where it got a token
   * @param statusWithoutToken of a request such as tools older than IMDSv2 make
   */
  public record Access(String endpoint, String tokenAnswer, int statusWithoutToken) {}

  /** A partition and an account of it. */
  public record Account(String partition, String id) {}

  @Override
  public Credentials resolveCredentials() throws AsroleException {
    Optional<String> role = line(ROLES);
    if (role.isEmpty()) {
      throw whyNoRole();
    }
    return credentials(role.get());
  }

  private Credentials credentials(String role) throws AsroleException {
    String path = ROLES + role;
    JsonNode answer = json(path).orElseThrow(() -> MetadataFailure.noCredentials(path));
    String code = text(answer, "Code");
    if (code != null && !code.equals("Success")) {
      throw MetadataFailure.code(role, code, String.valueOf(text(answer, "Message")));
    }
    String accessKeyId = text(answer, "AccessKeyId");
    String secretAccessKey = text(answer, "SecretAccessKey");
    if (accessKeyId == null || secretAccessKey == null) {
      throw MetadataFailure.noCredentials(path);
    }
    progress.step("source credentials: instance profile, role " + role + ", key " + accessKeyId);
    return new SourceCredentials(
        accessKeyId, secretAccessKey, text(answer, "Token"), instant(text(answer, "Expiration")));
  }

  /**
   * The instance's account, from iam/info, else from the identity document; empty where neither can
   * be read: GetCallerIdentity knows it too.
   */
  public Optional<Account> account() {
    String arn = unlessWithheld(() -> member(IAM + "info", "InstanceProfileArn")).orElse("");
    Arn profile = Arn.parse(arn);
    if (!profile.partition().isEmpty() && !profile.account().isEmpty()) {
      return Optional.of(new Account(profile.partition(), profile.account()));
    }
    return unlessWithheld(() -> member(IDENTITY, "accountId"))
        .flatMap(
            id ->
                unlessWithheld(() -> line("/latest/meta-data/services/partition"))
                    .map(partition -> new Account(partition, id)));
  }

  /**
   * The region the instance runs in; throws where neither of the items that hold it is readable.
   */
  public Optional<String> region() throws AsroleException {
    try {
      Optional<String> region = line("/latest/meta-data/placement/region");
      return region.isPresent() ? region : member(IDENTITY, "region");
    } catch (AsroleException e) {
      if (!metadata.isAnswering()) {
        throw e;
      }
      Optional<String> other = unlessWithheld(() -> member(IDENTITY, "region"));
      if (other.isEmpty()) {
        throw e;
      }
      return other;
    }
  }

  /** The instance's id; empty where it cannot be read. */
  public Optional<String> instanceId() {
    return unlessWithheld(() -> line("/latest/meta-data/instance-id"));
  }

  /** The name of the instance's role. */
  public Optional<String> role() throws AsroleException {
    return line(ROLES);
  }

  /** The name of the instance profile. */
  public Optional<String> name() throws AsroleException {
    return member(IAM + "info", "InstanceProfileArn")
        .map(arn -> arn.substring(arn.lastIndexOf('/') + 1));
  }

  /** Asks for one item both ways. */
  public Access access() throws AsroleException {
    String path = "/latest/meta-data/instance-id";
    metadata.get(path);
    return new Access(metadata.base(), metadata.tokenAnswer(), metadata.statusWithoutToken(path));
  }

  private AsroleException whyNoRole() throws AsroleException {
    Optional<JsonNode> info = json(IAM + "info");
    if (info.isEmpty()) {
      return metadata.get(ROLES).isPresent()
          ? MetadataFailure.emptyRoleList()
          : MetadataFailure.noInstanceProfile();
    }
    String code = String.valueOf(text(info.get(), "Code"));
    return code.equals("Success")
        ? MetadataFailure.noRole()
        : MetadataFailure.code(
            "the instance profile",
            code,
            Optional.ofNullable(text(info.get(), "Message")).orElse(""));
  }

  private interface Item {
    Optional<String> read() throws AsroleException;
  }

  /** An item that a start can do without: hosts, proxies and containers withhold some. */
  private Optional<String> unlessWithheld(Item item) {
    try {
      return item.read();
    } catch (AsroleException e) {
      progress.step("going on without: " + e.sentence());
      return Optional.empty();
    }
  }

  private Optional<String> member(String path, String member) throws AsroleException {
    return json(path).map(document -> text(document, member));
  }

  private Optional<JsonNode> json(String path) throws AsroleException {
    Optional<String> body = metadata.get(path);
    if (body.isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode node = JsonNode.parser().parse(body.get());
      if (node.isObject()) {
        return Optional.of(node);
      }
    } catch (RuntimeException e) {
      // The parser's own words quote the text, which may hold a key.
    }
    throw MetadataFailure.garbled("GET " + path, body.get(), "not a JSON object");
  }

  private static @Nullable String text(JsonNode object, String member) {
    return object
        .field(member)
        .filter(JsonNode::isString)
        .map(JsonNode::asString)
        .filter(value -> !value.isEmpty())
        .orElse(null);
  }

  private static @Nullable Instant instant(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text.replace("+0000", "Z"));
    } catch (DateTimeException e) {
      return null; // STS decides whether they still hold
    }
  }

  /** The first line of an item that is a name; empty where there is none. */
  private Optional<String> line(String path) throws AsroleException {
    String body = metadata.get(path).orElse("").strip();
    String line = body.lines().findFirst().orElse("").strip();
    if (!Alphabet.IAM_NAME.hasAllOf(line)) {
      throw MetadataFailure.garbled("GET " + path, body, "not a name");
    }
    return Optional.of(line).filter(name -> !name.isEmpty());
  }
}

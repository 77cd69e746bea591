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
 * Reads the instance profile's credentials, and facts about the instance, from instance metadata.
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

  /** Reads from that endpoint; requests are made only when a method needs them. */
  public InstanceProfile(MetadataEndpoint endpoint, Progress progress) {
    this.metadata = new InstanceMetadata(endpoint, progress);
    this.progress = progress;
  }

  /**
   * How instance metadata can be reached.
   *
   * @param endpoint the base URL
   * @param tokenAnswer the failure of the token request; empty if it got a token
   * @param statusWithoutToken the HTTP status of a request without a token, as old tools send it
   */
  public record Access(String endpoint, String tokenAnswer, int statusWithoutToken) {}

  /** An account and its partition. */
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
   * The instance's account, from iam/info, else from the identity document; empty if neither can be
   * read. GetCallerIdentity reports the account, too.
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

  /** The instance's region; throws if neither of the two items with the region can be read. */
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

  /** The instance's id; empty if it cannot be read. */
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

  /** Requests one item with a token and without. */
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

  /** Reads an optional item: some hosts, proxies and containers withhold items. */
  private Optional<String> unlessWithheld(Item item) {
    try {
      return item.read();
    } catch (AsroleException e) {
      progress.step("continuing without this item: " + e.sentence());
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
      // The parser's message quotes the text, which may contain a key.
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
      return null; // STS decides whether the credentials are still valid
    }
  }

  /** The first line of an item that is a name; empty if there is none. */
  private Optional<String> line(String path) throws AsroleException {
    String body = metadata.get(path).orElse("").strip();
    String line = body.lines().findFirst().orElse("").strip();
    if (!Alphabet.IAM_NAME.hasAllOf(line)) {
      throw MetadataFailure.garbled("GET " + path, body, "not a name");
    }
    return Optional.of(line).filter(name -> !name.isEmpty());
  }
}

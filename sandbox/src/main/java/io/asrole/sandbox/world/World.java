// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.arn.RoleArn;
import io.asrole.sandbox.arn.UserArn;
import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The simulated AWS resources: one account, one instance, the roles and the users.
 *
 * @param scps the service control policies; empty if there are none
 * @param organization the organization of the account; null if it has none
 * @param context condition keys and their values that requests have unless they set them themselves
 * @param metadata texts of instance metadata by path, such as {@code local-ipv4}
 */
public record World(
    String account,
    Partition partition,
    String region,
    Instance instance,
    List<Role> roles,
    List<User> users,
    List<OidcProvider> oidcProviders,
    List<Policy> scps,
    @Nullable Organization organization,
    Map<String, List<String>> context,
    Map<String, String> metadata) {
  /** A world of 10,000 roles has about 5 MB. */
  private static final int MOST_BYTES = 16 * 1024 * 1024;

  public World {
    roles = List.copyOf(roles);
    users = List.copyOf(users);
    oidcProviders = List.copyOf(oidcProviders);
    scps = List.copyOf(scps);
    context = Map.copyOf(context);
    metadata = Map.copyOf(metadata);
  }

  /**
   * Parses the text of a world file, for tests of applications. It cannot name other files. A trust
   * policy may name roles of the account that the world does not have.
   */
  public static World parse(String json) {
    return new WorldReader(Complaints.STRICT, null, false).read(JsonPlace.parse(json));
  }

  /**
   * Reads a world file, or a pipe. Names of policy files in it are relative to its folder.
   *
   * @throws IOException if the file cannot be read, is not UTF-8, or is larger than 16 MiB
   */
  public static World read(Path file, Complaints complaints) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    return parse(JsonPlace.parse(text(file), file.toString()), folder, complaints);
  }

  /** A device such as /dev/zero has no size and no end. */
  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it is larger than 16 MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
  }

  /**
   * Parses a world in a JSON document. As in IAM, a trust policy must not name roles of the account
   * that do not exist.
   *
   * @param folder the folder that names of policy files are relative to; null: there are none
   * @param complaints receives what is not understood
   */
  public static World parse(JsonPlace document, @Nullable Path folder, Complaints complaints) {
    return new WorldReader(complaints, folder, true).read(document);
  }

  /**
   * Begins a world with what the built-in world has: the instance has ExampleRole, which may assume
   * ExampleAssumedRole. Add to it: {@code World.seed().role("Deploy").trusts("ExampleRole")}.
   */
  public static WorldBuilder seed() {
    return WorldBuilder.seed();
  }

  /** The built-in world. */
  public static World builtIn() {
    return parse(seedJson());
  }

  public static String seedJson() {
    try (InputStream in = World.class.getResourceAsStream("seed-world.json")) {
      if (in == null) {
        throw new IllegalStateException("seed-world.json is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the organization of the world has the account, as a member or as its owner. */
  public boolean isMember(String memberAccount) {
    return memberAccount.equals(account)
        || (organization != null
            && (organization.accounts().contains(memberAccount)
                || organization.isManagement(memberAccount)));
  }

  public Optional<User> user(String arn) {
    return UserArn.parse(arn)
        .flatMap(parsed -> users.stream().filter(user -> user.arn().equals(parsed)).findFirst());
  }

  public Optional<Role> role(String arn) {
    return RoleArn.parse(arn)
        .flatMap(parsed -> roles.stream().filter(role -> role.arn().equals(parsed)).findFirst());
  }
}

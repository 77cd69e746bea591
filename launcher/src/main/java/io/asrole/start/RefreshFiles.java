// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.start;

import io.asrole.AsroleException;
import io.asrole.AwsVariables;
import io.asrole.FailureCause;
import io.asrole.child.RefreshProfile;
import io.asrole.posix.FileErrors;
import io.asrole.posix.InstallationFolder;
import io.asrole.role.RoleRequest;
import io.asrole.role.SourceChoice;
import io.asrole.session.StateFolder;
import io.asrole.session.UserFolder;
import io.asrole.text.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files that {@code asrole --refresh} generates for a call. A start with {@code --refresh}
 * writes them. Any other start finds them, so that its warm file serves the next {@code --refresh}.
 */
final class RefreshFiles {
  private static final List<String> PROXIES =
      List.of("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy");

  private final Invocation invocation;
  private final AwsContext aws;
  private final Progress progress;
  private final @Nullable List<String> options;
  private @Nullable RefreshProfile created;

  /**
   * Creates nothing yet.
   *
   * @param options the role options for the credential process; null for a start without {@code
   *     --refresh}
   */
  RefreshFiles(
      Invocation invocation, AwsContext aws, Progress progress, @Nullable List<String> options) {
    this.invocation = invocation;
    this.aws = aws;
    this.progress = progress;
    this.options = options;
  }

  /**
   * Throws if a later credential process could not get the same source credentials, because they
   * need a secret of this start's environment.
   */
  void requireRenewable(RoleRequest request) throws AsroleException {
    if (options == null) {
      return;
    }
    if (request.source().isGone()) {
      throw needsSecret("keys in the environment cannot be renewed");
    }
    if (usesContainer(request.source())
        && aws.environment().containsKey("AWS_CONTAINER_AUTHORIZATION_TOKEN")) {
      throw needsSecret(
          "asrole does not save AWS_CONTAINER_AUTHORIZATION_TOKEN; use"
              + " AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    }
    for (String proxy : PROXIES) {
      if (aws.environment().getOrDefault(proxy, "").matches(".*:.*:.*@.*")) {
        throw needsSecret("asrole does not save the password in " + proxy);
      }
    }
  }

  private static AsroleException needsSecret(String why) {
    return AsroleException.refused(
            "--refresh needs source credentials that can be had again without a secret of the"
                + " environment: "
                + why)
        .withFailureCause(FailureCause.OPTION);
  }

  private static boolean usesContainer(SourceChoice source) {
    return source == SourceChoice.Ambient.CONTAINER
        || (source instanceof SourceChoice.Chained chained
            && usesContainer(chained.request().source()));
  }

  /** The profile of the call; with {@code --refresh}, writes the files that are missing. */
  Optional<RefreshProfile> profile(String role) throws AsroleException {
    if (options == null) {
      return find(role);
    }
    if (created == null) {
      created = create(role, options);
    }
    return Optional.of(created);
  }

  private RefreshProfile create(String role, List<String> given) throws AsroleException {
    Path path = folder();
    RefreshProfile profile = profile(path, role, given);
    StateFolder folder = StateFolder.open(path);
    for (Map.Entry<Path, byte[]> file : profile.contents().entrySet()) {
      if (!folder.has(file.getKey(), file.getValue())) {
        folder.keep(file.getKey(), file.getValue());
      }
      touch(file.getKey());
    }
    folder.sweep(invocation.clock().instant());
    progress.step("credential_process of profile " + profile.name() + " by " + profile.process());
    return profile;
  }

  /** The profile of an earlier start with {@code --refresh} and the same settings. */
  private Optional<RefreshProfile> find(String role) {
    try {
      Path path = folder();
      if (!Files.isDirectory(path)) {
        return Optional.empty();
      }
      RefreshProfile profile = profile(path, role, List.of());
      StateFolder folder = StateFolder.open(path);
      return profile.contents().entrySet().stream()
              .allMatch(file -> folder.has(file.getKey(), file.getValue()))
          ? Optional.of(profile)
          : Optional.empty();
    } catch (AsroleException e) {
      return Optional.empty(); // a start with --refresh reports it
    }
  }

  /** Records that the files are in use, if this is their credential process. */
  void touchOwn() {
    String own = invocation.environment().getOrDefault(AwsVariables.REFRESH_FILES, "");
    if (!own.isEmpty()) {
      RefreshProfile.ENDINGS.forEach(ending -> touch(Path.of(own + ending)));
    }
  }

  private void touch(Path file) {
    try {
      StateFolder.touch(file, invocation.clock().instant());
    } catch (IOException e) {
      progress.step("state folder: " + FileErrors.reason(e));
    }
  }

  private Path folder() throws AsroleException {
    return UserFolder.STATE.location(invocation.environment(), invocation.userHome());
  }

  private RefreshProfile profile(Path folder, String role, List<String> given)
      throws AsroleException {
    List<String> call = new ArrayList<>();
    call.add(InstallationFolder.program().toString());
    call.addAll(List.of("credentials", "--format", "process"));
    call.addAll(given);
    call.add(role);
    return RefreshProfile.create(folder, role, call, invocation.environment(), aws.profiles());
  }
}

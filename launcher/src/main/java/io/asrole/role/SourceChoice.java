// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import io.asrole.AsroleException;
import io.asrole.FailureCause;

/** A source of credentials for AssumeRole, as the user chose it. */
public sealed interface SourceChoice {

  /**
   * Whether the command cannot use this source again: asrole replaces the keys in the environment
   * by the role's keys.
   */
  default boolean isGone() {
    return this == Ambient.ENVIRONMENT
        || (this instanceof Chained chained && chained.request().source().isGone());
  }

  /**
   * Whether the variables and files that a warm start compares fully decide which credentials this
   * source gives. Keys in the environment are not among them, and a process may print any keys.
   */
  default boolean isDecidedByFiles() {
    if (this instanceof Chained chained) {
      return chained.request().source().isDecidedByFiles();
    }
    return this != Ambient.ENVIRONMENT && !(this instanceof ProfileKeys keys && keys.isProcess());
  }

  /** The value of {@code --source} for this source, such as {@code profile:deploy}. */
  default String optionValue() {
    if (this instanceof Chained chained) {
      return "profile:" + chained.request().given();
    }
    if (this instanceof ProfileKeys keys) {
      return "profile:" + keys.profile().name();
    }
    return switch ((Ambient) this) {
      case INSTANCE -> "instance";
      case CONTAINER -> "container";
      case ENVIRONMENT -> "environment";
      case GRANT -> "grant";
    };
  }

  /** The sources that need no profile. */
  enum Ambient implements SourceChoice {
    /** The instance profile, through instance metadata. */
    INSTANCE,
    /** The container endpoint. */
    CONTAINER,
    /** The three variables AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN. */
    ENVIRONMENT,
    /** On a guarded host: asrole-grant, which opens the whole session if sudo lets the user. */
    GRANT
  }

  /** The keys of a profile: static keys, or those that its credential_process prints. */
  record ProfileKeys(ConfigProfile profile) implements SourceChoice {

    /** Whether the keys come from the credential_process: the profile has no static keys. */
    public boolean isProcess() {
      return profile.get("credential_process") != null && profile.get("aws_access_key_id") == null;
    }
  }

  /** Another role session: role chaining through profiles. */
  record Chained(RoleRequest request) implements SourceChoice {}

  /** Parses the value of {@code --source}. */
  static SourceChoice parse(String text, RoleRequest.Reader reader) throws AsroleException {
    return switch (text) {
      case "auto" -> reader.auto();
      case "instance" -> Ambient.INSTANCE;
      case "container" -> Ambient.CONTAINER;
      case "environment" -> Ambient.ENVIRONMENT;
      case "grant" -> Ambient.GRANT;
      default -> {
        if (!text.startsWith("profile:")) {
          throw AsroleException.refused(
                  "unknown source '"
                      + text
                      + "': give auto, instance, container, environment, grant or profile:NAME")
              .withFailureCause(FailureCause.OPTION);
        }
        yield reader.source(text.substring("profile:".length()), "--source");
      }
    };
  }
}

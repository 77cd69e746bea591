// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.authorization;

import io.asrole.sandbox.arn.Arns;
import io.asrole.sandbox.arn.SessionArn;
import io.asrole.sandbox.condition.Context;
import io.asrole.sandbox.iam.Caller;
import io.asrole.sandbox.world.Organization;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.User;
import io.asrole.sandbox.world.World;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Creates the condition keys of AssumeRole requests, from the request, the caller, the instance and
 * the world.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">Global
 *     condition context keys</a>
 */
public final class AssumeRoleContext {
  private final World world;
  private final InstantSource clock;
  private final RoleIndex roles;

  /**
   * The parameters of AssumeRole that condition keys show.
   *
   * @param sessionName null if it is not known
   * @param externalId null if the request has none
   * @param sourceIdentity null if the request has none
   */
  public record Parameters(
      @Nullable String sessionName,
      @Nullable String externalId,
      @Nullable String sourceIdentity,
      Map<String, String> tags,
      Collection<String> transitiveTagKeys) {}

  public AssumeRoleContext(World world, InstantSource clock) {
    this.world = world;
    this.clock = clock;
    this.roles = new RoleIndex(world.roles());
  }

  /** The roles of the world. */
  public RoleIndex roles() {
    return roles;
  }

  /** The condition keys that are the same for every caller. The world's own keys come first. */
  public Context create(String roleArn, Parameters parameters) {
    Instant now = clock.instant();
    Context context = new Context().withAll(world.context());
    String publicAddress = world.metadata().get("public-ipv4");
    if (publicAddress != null && !context.has("aws:SourceIp")) {
      context = context.with("aws:SourceIp", publicAddress);
    }
    Optional<Role> target = roles.find(roleArn);
    String account = target.map(role -> role.arn().account()).orElse(null);
    Map<String, String> resourceTags = target.map(Role::tags).orElse(Map.of());
    return context
        .with("aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString())
        .with("aws:EpochTime", String.valueOf(now.getEpochSecond()))
        .with("aws:SecureTransport", "true")
        .with("aws:ViaAWSService", "false")
        .with("aws:RequestedRegion", world.region())
        .with("aws:ResourceAccount", account)
        .with("aws:ResourceOrgID", organizationOf(account))
        .withTags("aws:ResourceTag/", resourceTags)
        .withTags("iam:ResourceTag/", resourceTags)
        .with("sts:ExternalId", parameters.externalId())
        .with("sts:RoleSessionName", parameters.sessionName())
        .with("sts:SourceIdentity", parameters.sourceIdentity())
        .withTags("aws:RequestTag/", parameters.tags())
        .with("aws:TagKeys", parameters.tags().keySet())
        .with("sts:TransitiveTagKeys", parameters.transitiveTagKeys());
  }

  /**
   * Adds the keys of a role session.
   *
   * @param roleId the unique id {@code AROA...}
   * @param tags the tags of the role, overridden by the session tags
   * @param sourceIdentity the source identity of the session; null if it has none
   * @param opened when the session was opened
   */
  public Context withSession(
      Context context,
      Caller.Session caller,
      String roleId,
      Map<String, String> tags,
      @Nullable String sourceIdentity,
      Instant opened) {
    String sessionName = SessionArn.parse(caller.sessionArn()).map(SessionArn::name).orElse("");
    Role instanceRole = world.instance().role();
    boolean ofInstance =
        instanceRole != null
            && instanceRole.arn().equals(caller.role())
            && sessionName.equals(world.instance().id());
    return withPrincipal(context, caller.role().account(), caller.role().toString(), tags)
        .with("aws:PrincipalType", "AssumedRole")
        .with("aws:userid", roleId + ":" + sessionName)
        .with("aws:TokenIssueTime", opened.truncatedTo(ChronoUnit.SECONDS).toString())
        .with("aws:SourceIdentity", sourceIdentity)
        .with("ec2:SourceInstanceARN", ofInstance ? instanceArn() : null);
  }

  /** Adds the keys of a user. */
  public Context withUser(Context context, User user) {
    return withPrincipal(context, user.arn().account(), user.arn().toString(), user.tags())
        .with("aws:PrincipalType", "User")
        .with("aws:userid", user.id())
        .with("aws:username", user.arn().name());
  }

  /** Adds the keys of an AWS service. */
  public Context withService(Context context, Caller.Service service) {
    return context
        .with("aws:PrincipalIsAWSService", "true")
        .with("aws:PrincipalServiceName", service.name());
  }

  private Context withPrincipal(
      Context context, String account, String arn, Map<String, String> tags) {
    return context
        .with("aws:PrincipalArn", arn)
        .with("aws:PrincipalAccount", account)
        .with("aws:PrincipalIsAWSService", "false")
        .with("aws:PrincipalOrgID", organizationOf(account))
        .withTags("aws:PrincipalTag/", tags);
  }

  private @Nullable String organizationOf(@Nullable String account) {
    Organization organization = world.organization();
    return organization != null && account != null && world.isMember(account)
        ? organization.id()
        : null;
  }

  private String instanceArn() {
    return Arns.create(
        world.partition().id(),
        "ec2",
        world.region(),
        world.account(),
        "instance/" + world.instance().id());
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.arn.Arns;
import io.asrole.sandbox.json.JsonText;
import io.asrole.sandbox.session.Credentials;
import io.asrole.sandbox.world.Instance;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.UniqueIds;
import io.asrole.sandbox.world.World;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/**
 * The items under {@code /latest/} and their values.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html">Instance
 *     metadata categories</a>
 */
final class MetadataTree {
  private static final String ROLES = "meta-data/iam/security-credentials/";
  private static final String TROUBLESHOOTING =
      "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_iam-ec2.html"
          + "#troubleshoot_iam-ec2_errors-info-doc";

  private final World world;
  private final InstanceTrust trust;
  private final InstanceCredentials credentials;
  private final Instant launched;
  private final ConcurrentNavigableMap<String, MetadataItem> items = new ConcurrentSkipListMap<>();

  MetadataTree(
      World world, InstanceTrust trust, InstanceCredentials credentials, InstantSource clock) {
    this.world = world;
    this.trust = trust;
    this.credentials = credentials;
    this.launched = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instance instance = world.instance();
    add("meta-data/instance-id", instance::id);
    add("meta-data/placement/region", world::region);
    add("meta-data/placement/availability-zone", () -> world.region() + "a");
    add(
        "meta-data/placement/availability-zone-id",
        () -> AvailabilityZoneId.create(world.region()));
    add("meta-data/services/partition", () -> world.partition().id());
    add("meta-data/services/domain", () -> world.partition().domain());
    add("dynamic/instance-identity/document", this::identityDocument);
    String profile = instance.profile();
    if (profile != null) {
      add("meta-data/iam/info", () -> info(profile));
    }
    Role role = instance.role();
    if (role != null) {
      add(ROLES + role.arn().name(), () -> credentials(role));
    }
    instance.tags().forEach((key, value) -> add("meta-data/tags/instance/" + key, () -> value));
    String userData = instance.userData();
    if (userData != null) {
      put("user-data", new MetadataItem("application/octet-stream", () -> userData));
    }
    world.metadata().forEach((path, text) -> add(path(path), () -> text));
  }

  /**
   * The path of an item that a user names: without {@code /latest/}, and below {@code meta-data/}
   * unless it names another category.
   */
  static String path(String named) {
    String path = named.replaceFirst("^/*(latest/)?", "");
    return path.matches("(meta-data|dynamic|user-data)(/.*)?") ? path : "meta-data/" + path;
  }

  private void add(String path, Supplier<String> text) {
    put(path, MetadataItem.text(text));
  }

  /** Adds an item, or replaces the item at this path. */
  void put(String path, MetadataItem item) {
    items.put(path, item);
  }

  /** Removes the item, if there is one. */
  void remove(String path) {
    items.remove(path);
  }

  /**
   * An item, or the listing of a folder; empty if there is neither. The slash at the end of a
   * folder is optional.
   */
  Optional<MetadataItem> get(String path) {
    MetadataItem item = items.get(path);
    return item != null
        ? Optional.of(item)
        : listing(path).map(names -> MetadataItem.text(() -> names));
  }

  private Optional<String> listing(String path) {
    String folder = path.isEmpty() || path.endsWith("/") ? path : path + "/";
    List<String> names = new ArrayList<>();
    for (String item : items.tailMap(folder).keySet()) {
      if (!item.startsWith(folder)) {
        break;
      }
      String rest = item.substring(folder.length());
      int slash = rest.indexOf('/');
      String name = slash < 0 ? rest : rest.substring(0, slash + 1);
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", names));
  }

  private String info(String profile) {
    Map<String, Object> info = new LinkedHashMap<>();
    String arn = Arns.iam(world.partition().id(), world.account(), "instance-profile/" + profile);
    info.put("Code", "Success");
    if (world.instance().role() == null) {
      info.put(
          "Message",
          "Instance Profile does not contain a role. Please see documentation at "
              + TROUBLESHOOTING
              + ".");
    }
    info.put("LastUpdated", launched.toString());
    info.put("InstanceProfileArn", arn);
    info.put("InstanceProfileId", UniqueIds.create("AIPA", arn));
    return JsonText.document(info);
  }

  private String credentials(Role role) {
    if (!trust.admitsEc2(role)) {
      return unauthorized(role.arn().name(), launched);
    }
    InstanceCredentials.Issued issued = credentials.current(role);
    Credentials keys = issued.session().credentials();
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Code", "Success");
    document.put("LastUpdated", issued.lastUpdated().toString());
    document.put("Type", "AWS-HMAC");
    document.put("AccessKeyId", keys.accessKeyId());
    document.put("SecretAccessKey", keys.secretAccessKey());
    document.put("Token", keys.sessionToken());
    document.put("Expiration", keys.expiration().toString());
    return JsonText.document(document);
  }

  static String unauthorized(String role, Instant lastUpdated) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("Code", "AssumeRoleUnauthorizedAccess");
    document.put(
        "Message",
        "EC2 cannot assume the role %s. Please see documentation at %s."
            .formatted(role, TROUBLESHOOTING));
    document.put("LastUpdated", lastUpdated.toString());
    return JsonText.document(document);
  }

  private String identityDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("accountId", world.account());
    document.put("architecture", "x86_64");
    document.put("availabilityZone", world.region() + "a");
    for (String absent :
        List.of("billingProducts", "devpayProductCodes", "marketplaceProductCodes")) {
      document.put(absent, Optional.empty());
    }
    document.put("imageId", "ami-0123456789abcdef0");
    document.put("instanceId", world.instance().id());
    document.put("instanceType", "t3.micro");
    document.put("kernelId", Optional.empty());
    document.put("pendingTime", launched.toString());
    MetadataItem address = items.get("meta-data/local-ipv4");
    document.put("privateIp", address == null ? "10.0.0.10" : address.text().get());
    document.put("ramdiskId", Optional.empty());
    document.put("region", world.region());
    document.put("version", "2017-09-30");
    return JsonText.document(document);
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.json.JsonPlace;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Changes instance metadata while the sandbox runs: the notices that EC2 gives a Spot Instance, and
 * any other item. The bodies are those of AWS's own mock.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html">Spot
 *     Instance interruption notices</a>
 * @see <a href="https://github.com/aws/amazon-ec2-metadata-mock">amazon-ec2-metadata-mock</a>
 */
public final class Notices {
  private static final String INSTANCE_ACTION = "meta-data/spot/instance-action";
  private static final String TERMINATION_TIME = "meta-data/spot/termination-time";
  private static final String REBALANCE = "meta-data/events/recommendations/rebalance";
  private static final Set<String> ACTIONS = Set.of("terminate", "stop", "hibernate");
  private static final Duration WARNING = Duration.ofMinutes(2);

  private final MetadataTree tree;
  private final InstantSource clock;

  Notices(MetadataTree tree, InstantSource clock) {
    this.tree = tree;
    this.clock = clock;
  }

  /**
   * Announces that EC2 will interrupt the instance.
   *
   * @param action {@code terminate}, {@code stop} or {@code hibernate}
   * @param in the time until the interruption; EC2 gives two minutes
   */
  public void interrupt(String action, Duration in) {
    if (!ACTIONS.contains(action)) {
      throw new IllegalArgumentException(
          "action: expected terminate, stop or hibernate, not " + action);
    }
    String time = now().plus(in).toString();
    cancelInterruption();
    tree.put(
        INSTANCE_ACTION,
        json("{\n\t\"action\": \"" + action + "\",\n\t\"time\": \"" + time + "\"\n}"));
    if (action.equals("terminate")) {
      tree.put(TERMINATION_TIME, MetadataItem.text(() -> time));
    }
  }

  /** Carries out a request such as {@code {"action": "stop", "in": 120}}; the body may be empty. */
  public void interrupt(Request request) {
    Optional<JsonPlace> body =
        request.body().isBlank() ? Optional.empty() : Optional.of(JsonPlace.parse(request.body()));
    body.ifPresent(place -> place.members(Set.of("action", "in")));
    String action =
        body.flatMap(b -> b.optional("action")).map(JsonPlace::text).orElse("terminate");
    interrupt(
        action,
        body.flatMap(b -> b.optional("in"))
            .map(seconds -> Duration.ofSeconds(seconds.integer()))
            .orElse(WARNING));
  }

  /** Removes the notice of an interruption. */
  public void cancelInterruption() {
    tree.remove(INSTANCE_ACTION);
    tree.remove(TERMINATION_TIME);
  }

  /** Recommends that the instance is replaced, because it is likely to be interrupted. */
  public void recommendRebalance() {
    tree.put(REBALANCE, json("{\n\t\"noticeTime\": \"" + now() + "\"\n}"));
  }

  /** Removes the recommendation. */
  public void cancelRebalance() {
    tree.remove(REBALANCE);
  }

  /**
   * Sets an item of instance metadata.
   *
   * @param path {@code local-ipv4}, or with the category: {@code meta-data/local-ipv4}, {@code
   *     dynamic/fws/instance-monitoring}
   */
  public void set(String path, String text) {
    tree.put(MetadataTree.path(path), MetadataItem.text(() -> text));
  }

  /** Removes an item of instance metadata, {@code set} or not. */
  public void remove(String path) {
    tree.remove(MetadataTree.path(path));
  }

  /** Sets the item that the request's path names, {@code /metadata/local-ipv4}, to its body. */
  public void set(Request request) {
    set(itemPath(request), request.body());
  }

  /** Removes the item that the request's path names. */
  public void remove(Request request) {
    remove(itemPath(request));
  }

  private static String itemPath(Request request) {
    String path = request.path().replaceFirst("^/metadata/", "");
    if (path.isEmpty() || path.endsWith("/")) {
      throw new IllegalArgumentException("name an item: /metadata/local-ipv4");
    }
    return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static MetadataItem json(String text) {
    return new MetadataItem("application/json", () -> text);
  }
}

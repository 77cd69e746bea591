// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.http.Request;
import io.asrole.sandbox.http.Response;
import io.asrole.sandbox.http.Service;
import io.asrole.sandbox.iam.DecisionRecord;
import io.asrole.sandbox.session.RoleSessions;
import io.asrole.sandbox.world.Role;
import io.asrole.sandbox.world.World;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The EC2 instance metadata service (IMDS).
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">Access
 *     instance metadata</a>
 */
public final class ImdsService implements Service {
  private static final String TOKEN_PATH = "/latest/api/token";
  private static final String TTL = "x-aws-ec2-metadata-token-ttl-seconds";
  private static final int LONGEST_TTL = 21600;

  private final World world;
  private final ImdsMode mode;
  private final InstantSource clock;
  private final MetadataTokens tokens;
  private final MetadataTree tree;
  private final Notices notices;

  /**
   * Creates the service.
   *
   * @param lifetime how long the instance's credentials are valid
   * @param refusals receives the decision each time when EC2 may not assume the instance's role
   */
  public ImdsService(
      World world,
      RoleSessions sessions,
      ImdsMode mode,
      Duration lifetime,
      InstantSource clock,
      Consumer<DecisionRecord> refusals) {
    this.world = world;
    this.mode = mode;
    this.clock = clock;
    this.tokens = new MetadataTokens(clock);
    this.tree =
        new MetadataTree(
            world,
            new InstanceTrust(world, clock, refusals),
            new InstanceCredentials(world.instance(), sessions, lifetime, clock),
            clock);
    this.notices = new Notices(tree, clock);
  }

  /** Changes the instance metadata that this service returns. */
  public Notices notices() {
    return notices;
  }

  @Override
  public List<String> names(Request request) {
    String kind =
        request.method().equals("PUT") ? "token" : request.method().toLowerCase(Locale.ROOT);
    return List.of("imds", "imds." + kind, "imds:" + path(request));
  }

  @Override
  public Response answer(Request request) {
    return dressed(mode == ImdsMode.OFF ? Pages.forbidden() : route(request));
  }

  @Override
  public Response throttled(Request request) {
    return dressed(Pages.unavailable());
  }

  /** EC2's answer if the role does not trust EC2. The HTTP status is 200 nevertheless. */
  @Override
  public Response denied(Request request) {
    Role role = world.instance().role();
    String name = role == null ? "ExampleRole" : role.arn().name();
    return dressed(
        text(MetadataTree.unauthorized(name, clock.instant().truncatedTo(ChronoUnit.SECONDS))));
  }

  private Response route(Request request) {
    return switch (request.method()) {
      case "PUT" -> put(request);
      case "GET", "HEAD" -> get(request);
      default -> Pages.notAllowed("GET, HEAD, OPTIONS, PUT");
    };
  }

  private Response put(Request request) {
    // IMDS gives no token for a path with a date, or for a request through a proxy.
    if (!path(request).equals(TOKEN_PATH) || request.header("x-forwarded-for").isPresent()) {
      return Pages.forbidden();
    }
    Optional<Integer> seconds =
        request
            .header(TTL)
            .filter(text -> text.matches("\\d{1,5}"))
            .map(Integer::valueOf)
            .filter(ttl -> ttl >= 1 && ttl <= LONGEST_TTL);
    return seconds
        .map(ttl -> text(tokens.mint(Duration.ofSeconds(ttl))).with(TTL, String.valueOf(ttl)))
        .orElseGet(Pages::badRequest);
  }

  private Response get(Request request) {
    if (path(request).equals(TOKEN_PATH)) {
      return Pages.notAllowed("OPTIONS, PUT");
    }
    Optional<String> token = request.header("x-aws-ec2-metadata-token");
    if (token.isEmpty()) {
      return mode == ImdsMode.OPTIONAL ? item(request) : Pages.unauthorized();
    }
    return tokens
        .remaining(token.get())
        .map(left -> item(request).with(TTL, String.valueOf(left.toSeconds())))
        .orElseGet(Pages::unauthorized);
  }

  private Response item(Request request) {
    String path = path(request);
    return MetadataVersions.listing(path)
        .map(ImdsService::text)
        .or(() -> MetadataVersions.item(path).flatMap(tree::get).map(MetadataItem::response))
        .orElseGet(Pages::notFound);
  }

  /**
   * The path with one slash at its beginning. Some clients send two, because they add the path to
   * an endpoint that ends in a slash.
   */
  private static String path(Request request) {
    return request.path().replaceFirst("^/+", "/");
  }

  private static Response text(String body) {
    return Response.create(200, "text/plain", body);
  }

  private static Response dressed(Response response) {
    return response
        .with("Server", "EC2ws")
        .with("Connection", "close")
        .with("Accept-Ranges", "none");
  }
}

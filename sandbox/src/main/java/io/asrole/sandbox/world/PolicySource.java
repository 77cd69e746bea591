// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.world;

import io.asrole.sandbox.iam.Policy;
import io.asrole.sandbox.iam.PolicyKind;
import io.asrole.sandbox.iam.PolicyReader;
import io.asrole.sandbox.json.Complaints;
import io.asrole.sandbox.json.JsonPlace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the policies that a document contains: as JSON, as the name of a file with JSON, or as the
 * ARN of a managed policy.
 */
public final class PolicySource {
  private static final int MOST_BYTES = 1_000_000;
  private static final Pattern CUSTOMER =
      Pattern.compile("arn:aws[a-z-]*:(?:iam::\\d{12}:policy|organizations::\\d{12}:policy)/.+");

  private final @Nullable Path folder;
  private final Complaints plain;
  private final Complaints complaints;
  private final Predicate<String> principalExists;

  /**
   * Creates a source for one document.
   *
   * @param folder the folder that file names are relative to; null: file names are not allowed
   * @param principalExists whether IAM accepts the ARN of a role or user as a principal of a trust
   *     policy
   */
  public PolicySource(
      @Nullable Path folder, Complaints complaints, Predicate<String> principalExists) {
    this.folder = folder;
    this.plain = complaints;
    this.complaints = complaint -> complaints.accept(complaint.marked("MalformedPolicyDocument"));
    this.principalExists = principalExists;
  }

  /**
   * Reads one policy.
   *
   * @param name the name of the policy in sentences
   */
  public Policy read(JsonPlace place, PolicyKind kind, String name) {
    PolicyReader reader = new PolicyReader(kind, name, complaints, principalExists);
    if (!place.isText()) {
      return reader.read(place);
    }
    if (place.text().startsWith("arn:")) {
      if (kind == PolicyKind.TRUST) {
        throw place.error("expected a policy or the name of a file");
      }
      return managed(place, kind);
    }
    return reader.read(file(place));
  }

  /** Reads all policies. Their names have the kind, their number and the owner. */
  public List<Policy> readAll(JsonPlace places, PolicyKind kind, String owner) {
    List<Policy> policies = new ArrayList<>();
    for (JsonPlace place : places.items()) {
      policies.add(read(place, kind, kind.text() + " " + (policies.size() + 1) + owner));
    }
    return policies;
  }

  /** The managed policy with this ARN. Without its content it could deny what others allow. */
  private Policy managed(JsonPlace place, PolicyKind kind) {
    String arn = place.text();
    boolean ofAws = arn.contains("::aws:policy/");
    if (!Policy.isKnown(arn) || (arn.contains(":organizations:") && kind != PolicyKind.SCP)) {
      String what =
          ofAws
              ? "the sandbox does not know the managed policy "
              : CUSTOMER.matcher(arn).matches()
                  ? "the sandbox does not have the customer managed policy "
                  : "not the ARN of a managed policy: ";
      plain.accept(place.error(what + arn + "; give its document or the name of a file with it"));
      return new Policy("the managed policy " + arn, List.of(), arn);
    }
    return Policy.managed(arn);
  }

  private JsonPlace file(JsonPlace place) {
    if (folder == null) {
      throw place.error("expected a policy: only a world file can name other files");
    }
    try {
      Path file = folder.resolve(place.text());
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      if (!attributes.isRegularFile()) {
        throw place.error("cannot read the file " + place.text() + ": not a regular file");
      }
      if (attributes.size() > MOST_BYTES) {
        throw place.error("cannot read the file " + place.text() + ": larger than 1 MB");
      }
      return JsonPlace.parse(text(file), file.toString());
    } catch (CharacterCodingException e) {
      throw place.error("cannot read the file " + place.text() + ": not UTF-8");
    } catch (NoSuchFileException e) {
      throw place.error("cannot read the file " + place.text() + ": no such file");
    } catch (IOException | InvalidPathException e) {
      throw place.error("cannot read the file " + place.text() + ": " + e.getMessage());
    }
  }

  /**
   * The text of the file, or its beginning: files of /proc have more bytes than their size says.
   */
  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(in.readNBytes(MOST_BYTES)))
          .toString();
    }
  }
}

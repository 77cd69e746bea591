// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.AsroleException;
import io.asrole.Botocore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the AWS CLI reads in a config file, asrole reads; what it refuses, asrole refuses. */
class ProfilesBesideTheAwsCliTest {
  private static final List<String> FILES =
      List.of(
          "",
          "[default]\nregion = a\n[profile p]\nregion=b\nrole_arn = arn:aws:iam::1:role/x\n",
          "[profile \"p\"]\nregion = a\n[profile 'my prod']\nregion = b\n[profile \"my dev\"]\n",
          "[profile my prod]\nregion = a\n[profile p\\ q]\nregion = b\n[profile \"p\\\"q\\x\"]\n",
          "[profile \"open]\nregion = a\n[profile open\\]\n",
          "[profile pród]\nregion = a\n[profile 東京]\nregion = b\n",
          "[profile  p]\nregion = a\n[profile q ]\nregion = b\n[profile\tr]\nregion = c\n",
          "[ profile p]\nregion = a\n[Profile q]\nregion = b\n[profiles r]\nregion = c\n",
          "[profile\u00a0p]\nregion = a\n[profile q]\nregion\u00a0=\u00a0b\n",
          "[p]\nregion = a\n[preview]\nregion = b\n[services s]\nsts =\n  endpoint_url = c\n",
          "[default]\nregion = a\noutput = x\n[profile default]\nregion = b\n",
          "[profile default]\nregion = b\n[default]\nregion = a\n",
          "[profile p]\nregion = a\n[profile \"p\"]\noutput = b\n",
          "[DEFAULT]\nregion = a\n[profile p]\n[profile q]\nregion = b\n[DEFAULT]\noutput = c\n",
          "[profile p]\nREGION = a\nRole_Arn: b\nkey:with=both\nother=with:both\n",
          "[profile p]\n    region = a\n    output = b\n",
          "[profile p]\nregion = a\n  output = b\n\n  more = c\n\nlast = d\n",
          "[profile p]\ns3 =\n  region = a\n  deep = b\nregion = c\n",
          "[profile p]\ns3 =\n  region\nregion = c\n",
          "[profile p]\nregion =\n\noutput =   \n",
          "  [profile p]\n  region = a\n  [profile q]\n  region = b\n",
          "[profile p]\nregion = a # b\noutput = c ; d\n# region = e\n; f\n  # output = g\n",
          "[profile p] # comment\nregion = a\n[profile q]x\nregion = b\n[profile r] ]\nregion = c\n",
          "[profile p]\r\nregion = a\r\n[profile q]\rregion = b\r",
          "[profile p]\n\tregion\t=\ta\t\n",
          "[profile p]\nregion = a\n[profile p]\noutput = b\n",
          "[profile p]\nregion = a\nRegion = b\n",
          "[profile p]\nregion = a\n[\n",
          "[profile p]\nregion = a\n[]\n",
          "[profile p\nregion = a\n",
          "region = a\n[profile p]\n",
          "[profile p]\nregion\n",
          "[profile p]\n= a\n",
          "\ufeff[profile p]\nregion = a\n",
          "[sso-session s]\nsso_region = a\n[profile p]\nsso_session = s\n[a b c]\nd = e\n");

  @TempDir Path folder;

  @Test
  void isReadAlike() throws Exception {
    for (int i = 0; i < FILES.size(); i++) {
      Files.writeString(file(i), FILES.get(i));
    }
    Files.write(file(FILES.size()), "[profile pr\u00f3d]\n".getBytes(StandardCharsets.ISO_8859_1));
    List<String> theirs = Botocore.run("profiles.py", folder.toString());
    List<String> ours = new ArrayList<>();
    for (int i = 0; i <= FILES.size(); i++) {
      ours.addAll(ours(file(i)));
    }
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
  }

  private Path file(int number) {
    return folder.resolve("file-%02d".formatted(number));
  }

  private static List<String> ours(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    List<String> lines = new ArrayList<>();
    try {
      Map<String, String> environment =
          Map.of(
              "HOME",
              "/nonexistent",
              "AWS_CONFIG_FILE",
              file.toString(),
              "AWS_SHARED_CREDENTIALS_FILE",
              "/dev/null");
      Profiles profiles = Profiles.load(environment);
      for (String profile : new TreeSet<>(profiles.names())) {
        lines.add(name + "|" + profile);
        ConfigProfile found = profiles.find(profile).orElseThrow();
        new TreeMap<>(found.properties())
            .forEach(
                (key, value) -> {
                  if (!value.startsWith("\n")) {
                    lines.add(String.join("|", name, profile, key, value.replace("\n", "~")));
                  }
                });
      }
    } catch (AsroleException e) {
      return List.of(name + "|refused");
    }
    return lines;
  }
}

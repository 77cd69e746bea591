// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it;

import static io.asrole.it.Refusals.assertRefuses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.it.AsRole.Result;
import io.asrole.it.AsRole.Running;
import io.asrole.it.AsRole.Way;
import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code asrole --refresh}: the command's AWS SDKs get credentials from a profile, again and again.
 */
@Tag("one-jdk")
class RefreshIT {
  private static final String ROLE = "ExampleAssumedRole";
  private static final String ROLE_ARN = "arn:aws:iam::123456789012:role/ExampleAssumedRole";
  private static final String SESSION =
      "arn:aws:sts::123456789012:assumed-role/ExampleAssumedRole/root@i-0123456789abcdef0\n";

  /** Runs the credential process as an SDK with a shell does. */
  private static final String AS_JAVA =
      "sh -c \"$(sed -n 's/^credential_process = //p' \"$AWS_CONFIG_FILE\")\"";

  /** Runs the credential process as botocore does, without a shell. */
  private static final String AS_BOTOCORE =
      "python3 -c 'import os, re, shlex, subprocess, sys;"
          + " text = open(os.environ[\"AWS_CONFIG_FILE\"]).read();"
          + " line = re.search(\"^credential_process = (.*)\", text, re.M).group(1);"
          + " sys.exit(subprocess.run(shlex.split(line)).returncode)'";

  @AutoClose final Sandbox aws = Sandbox.start();
  @TempDir Path home;

  private AsRole asrole() {
    return AsRole.in(aws, home);
  }

  private Result refresh(AsRole asrole, String script) {
    Result result = asrole.run("--refresh", ROLE, "--", "sh", "-c", script);
    assertEquals(0, result.exitCode(), result.err());
    return result;
  }

  private Map<String, String> environment(AsRole asrole) {
    return refresh(asrole, "env | grep -E '^(AWS|ASROLE)_'")
        .out()
        .lines()
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 1),
                (one, other) -> one + " and " + other,
                TreeMap::new));
  }

  private List<Path> files(String ending) throws IOException {
    try (var files = Files.list(home.resolve(".local/state/asrole"))) {
      return files.filter(file -> file.toString().endsWith(ending)).toList();
    }
  }

  @ParameterizedTest
  @EnumSource(Way.class)
  void theCommandHasAProfileInPlaceOfKeys(Way way) throws IOException {
    AsRole asrole =
        asrole()
            .by(way)
            .with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
            .with("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
            .with("AWS_SESSION_TOKEN", "token")
            .with("AWS_DEFAULT_PROFILE", "default")
            .with("AWS_ROLE_ARN", ROLE_ARN);
    Map<String, String> found = environment(asrole);
    Map<String, String> expected = new TreeMap<>(aws.environment());
    expected.put("ASROLE_REFRESH", files(".process").get(0).toString());
    expected.put("ASROLE_ROLE", ROLE_ARN);
    expected.put("AWS_CONFIG_FILE", files(".config").get(0).toString());
    expected.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "none");
    expected.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:0/");
    expected.put("AWS_DEFAULT_REGION", "us-east-1");
    expected.put("AWS_EC2_METADATA_DISABLED", "true");
    expected.put("AWS_METADATA_ENDPOINT", "http://127.0.0.1:0");
    expected.put("AWS_PROFILE", "asrole." + ROLE);
    expected.put("AWS_REGION", "us-east-1");
    expected.put("AWS_SDK_LOAD_CONFIG", "1");
    expected.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    expected.remove("AWS_ENDPOINT_URL");
    assertEquals(expected, found);
  }

  @Test
  void theGeneratedFileIsTheUsersConfigAndAProfileWithTheSettingsOfTheActiveOne()
      throws IOException {
    String config =
        """
        [default]
        region = eu-west-1
        [profile me]
        region = eu-central-1
        output = text
        s3 =
          max_concurrent_requests = 2
        role_arn = arn:aws:iam::123456789012:role/Other
        source_profile = default
        aws_access_key_id = AKIAIOSFODNN7EXAMPLE""";
    Path file = Files.writeString(home.resolve("config"), config);
    AsRole asrole = asrole().with("AWS_CONFIG_FILE", file.toString()).with("AWS_PROFILE", "me");
    refresh(asrole, "true");
    Path generated = files(".config").get(0);
    String process = files(".process").get(0).toString();
    assertEquals(
        config
            + "\n[profile asrole.ExampleAssumedRole]\ncredential_process = /usr/bin/env -i /bin/sh "
            + process
            + "\noutput = text\nregion = eu-central-1\ns3 = \n  max_concurrent_requests = 2\n",
        Files.readString(generated));
    assertEquals(
        "r--------", PosixFilePermissions.toString(Files.getPosixFilePermissions(generated)));
  }

  @ParameterizedTest
  @CsvSource({
    "HOME=/nowhere, /",
    "PATH=/usr/bin:/bin, /tmp",
    "LD_PRELOAD=/nowhere.so, /",
    "XDG_CACHE_HOME=/proc, /",
    "JAVA_HOME=/nowhere, /",
    "AWS_REGION=nowhere-1, /"
  })
  void theProcessIgnoresWhatTheCommandChanges(String change, String folder) {
    for (String asSdk : List.of(AS_JAVA, AS_BOTOCORE)) {
      String out =
          refresh(asrole(), "export " + change + "; cd " + folder + "; " + asSdk + " 2>/dev/null")
              .out();
      assertTrue(out.startsWith("{\"Version\":1,\"AccessKeyId\":\"ASIA"), out);
    }
    assertEquals(1, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void theHomeMayHaveBlanksAndQuotes() throws IOException {
    Path strange = Files.createDirectory(home.resolve("a ho\"me of o'neil $HOME `x`"));
    AsRole asrole = AsRole.in(aws, strange);
    for (String asSdk : List.of(AS_JAVA, AS_BOTOCORE)) {
      String out = refresh(asrole, asSdk).out();
      assertTrue(out.startsWith("{\"Version\":1,\"AccessKeyId\":\"ASIA"), out);
    }
  }

  @Test
  void theProcessWorksInAHomeWithoutExecutablePrograms() {
    String mount = "mount -t tmpfs -o noexec,mode=700 none '" + home + "' && exec \"$@\"";
    AsRole asrole = asrole().under("unshare", "-m", "sh", "-c", mount, "sh");
    for (String asSdk : List.of(AS_JAVA, AS_BOTOCORE)) {
      String out = refresh(asrole, asSdk).out();
      assertTrue(out.startsWith("{\"Version\":1,\"AccessKeyId\":\"ASIA"), out);
    }
  }

  @Test
  void theProcessCallsAsroleByThePathOfTheCallSoThatItSurvivesAnUpgrade() throws IOException {
    Path link = Files.createSymbolicLink(home.resolve("asrole"), AsRole.STAGED);
    Result result =
        asrole()
            .startOther(link.resolve("bin/asrole").toString(), "--refresh", ROLE, "--", "true")
            .result();
    assertEquals(0, result.exitCode(), result.err());
    Path next = Files.createDirectories(home.resolve("next/bin")).resolve("asrole");
    Files.writeString(next, "#!/bin/sh\necho next version: \"$@\"\n");
    Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(link);
    Files.createSymbolicLink(link, home.resolve("next"));
    Result process = asrole().byEnv("/bin/sh", files(".process").get(0).toString());
    assertEquals("next version: credentials --format process ExampleAssumedRole\n", process.out());
  }

  @Test
  void theProcessWorksWithoutAWritableStore() {
    String out = refresh(asrole().with("XDG_CACHE_HOME", "/proc/1/nowhere"), AS_JAVA).out();
    assertTrue(out.startsWith("{\"Version\":1,"), out);
  }

  @Test
  void thePrincipalIsTheSameAfterARenewal() {
    AsRole asrole = asrole();
    String inner = asrole.words().get(0);
    String script = inner + " whoami; " + inner + " forget " + ROLE + " >&2; " + inner + " whoami";
    assertEquals(SESSION + SESSION, refresh(asrole, script).out());
    assertEquals(2, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void aFailingProcessPrintsOneLineAndNoCredentials() throws IOException {
    AsRole asrole = asrole();
    refresh(asrole, "true");
    assertEquals(0, asrole.run("forget", ROLE).exitCode());
    aws.queue(Fault.denied("sts.AssumeRole").always());
    Result process = asrole.byEnv("/bin/sh", files(".process").get(0).toString());
    assertEquals(125, process.exitCode());
    assertEquals("", process.out());
    assertEquals(1, process.err().lines().count(), process.err());
  }

  @Test
  void theProcessRefusesTheFileOfAnotherUser() throws Exception {
    refresh(asrole(), "true");
    Path process = files(".process").get(0);
    OtherUser.owns(process);
    Result result = asrole().byEnv("/bin/sh", process.toString());
    assertEquals(125, result.exitCode());
    assertEquals("asrole: " + process + " belongs to another user\n", result.err());
    assertRefuses(
        "ASROLE_REFRESH: " + process + " belongs to another user; unset the variable",
        asrole()
            .with("ASROLE_REFRESH", process.toString())
            .with("AWS_PROFILE", "asrole.ExampleAssumedRole"));
    Path gone = home.resolve("gone.process");
    assertRefuses(
        "cannot read the settings of the outer asrole --refresh: "
            + gone
            + ": No such file or directory; start the outer command again, or unset ASROLE_REFRESH",
        asrole()
            .with("ASROLE_REFRESH", gone.toString())
            .with("AWS_CONFIG_FILE", home.resolve("gone.config").toString()));
    // Without the generated settings the variable means nothing.
    Refusals.assertStarts(asrole().by(Way.JAR).with("ASROLE_REFRESH", gone.toString()));
  }

  @Test
  void aChangedFileIsReplacedAtTheNextStart() throws IOException {
    refresh(asrole(), "true");
    Path generated = files(".config").get(0);
    String content = Files.readString(generated);
    Files.setPosixFilePermissions(generated, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(generated, "[profile asrole.ExampleAssumedRole]\nregion = x\n");
    refresh(asrole(), "true");
    assertEquals(content, Files.readString(generated));
    assertEquals(1, files(".config").size());
  }

  @Test
  void filesThatWereNotInUseFor30DaysGo() throws IOException {
    refresh(asrole(), "true");
    Path idle = files(".config").get(0);
    Path other = Files.writeString(home.resolve("config"), "[default]\nregion = eu-west-1\n");
    Files.setLastModifiedTime(idle, FileTime.from(Instant.now().minus(Duration.ofDays(29))));
    refresh(asrole().with("AWS_CONFIG_FILE", other.toString()), "true");
    assertTrue(Files.exists(idle));
    Files.setLastModifiedTime(idle, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
    refresh(asrole().with("AWS_CONFIG_FILE", other.toString()), "true");
    assertFalse(Files.exists(idle));
  }

  @Test
  void aRenewalKeepsTheFilesAndForgetLeavesThem() throws IOException {
    AsRole asrole = asrole();
    refresh(asrole, "true");
    Path generated = files(".config").get(0);
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(29)));
    Files.setLastModifiedTime(generated, old);
    assertEquals(0, asrole.run("forget", ROLE).exitCode());
    assertTrue(Files.exists(generated));
    Result process = asrole.byEnv("sh", "-c", "/bin/sh " + files(".process").get(0));
    assertEquals(0, process.exitCode(), process.err());
    assertNotEquals(old, Files.getLastModifiedTime(generated));
  }

  @Test
  void refusesSourcesThatNeedASecretOfTheEnvironment() {
    String needs =
        "--refresh needs source credentials that can be had again without a secret of the"
            + " environment: ";
    assertRefuses(
        needs + "keys in the environment cannot be renewed",
        asrole()
            .with("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
            .with("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        List.of("--refresh", "--source", "environment", ROLE));
    assertRefuses(
        needs
            + "asrole does not save AWS_CONTAINER_AUTHORIZATION_TOKEN; use"
            + " AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
        asrole()
            .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/")
            .with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "secret"),
        List.of("--refresh", ROLE));
    assertRefuses(
        needs + "asrole does not save the password in HTTPS_PROXY",
        asrole().with("HTTPS_PROXY", "http://me:secret@127.0.0.1:1"),
        List.of("--refresh", ROLE));
    assertEquals(0, aws.counters().calls("sts.AssumeRole"));
  }

  @Test
  void refusesProgramsThatWouldBeTheInstance() {
    Result refused = asrole().run("--refresh", ROLE, "--", "s3cmd", "ls");
    assertEquals(125, refused.exitCode());
    assertEquals(
        "asrole: s3cmd knows only keys and instance metadata, so with --refresh it would be the"
            + " instance: leave out --refresh, or say --refresh=always\n",
        refused.err());
    Result forced = asrole().run("--refresh=always", ROLE, "--", "/nowhere/s3cmd", "ls");
    assertEquals(
        new Result(127, "", "asrole: '/nowhere/s3cmd': No such file or directory\n"), forced);
  }

  @Test
  void theAgentAndAProfileGoTogether() {
    Result result =
        asrole().run("--agent", "--refresh", ROLE, "--", "printenv", "AWS_PROFILE", "ASROLE_AGENT");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(
        result.out().matches("asrole\\.ExampleAssumedRole\n-javaagent:.*=ExampleAssumedRole\n"),
        result.out());
  }

  @Test
  void aShellHasTheProfile() {
    AsRole asrole = asrole().with("SHELL", "/bin/sh");
    Running shell = asrole.start("--refresh", "--shell", ROLE);
    shell.type("echo $AWS_PROFILE; exit 7\n");
    assertEquals(7, shell.result().exitCode());
    assertEquals("asrole.ExampleAssumedRole\n", shell.result().out());
  }

  @Test
  void anAsroleInTheCommandUsesTheOuterSettings() throws IOException {
    Path config =
        Files.writeString(
            home.resolve("config"),
            "[profile me]\nregion = eu-west-1\n[profile deploy]\nrole_arn = "
                + ROLE_ARN
                + "\ncredential_source = Ec2InstanceMetadata\n");
    AsRole asrole = asrole().with("AWS_CONFIG_FILE", config.toString()).with("AWS_PROFILE", "me");
    String inner = asrole.words().get(0);
    assertEquals(SESSION, refresh(asrole, inner + " whoami").out());
    assertEquals(SESSION, refresh(asrole, inner + " whoami " + ROLE).out());
    assertEquals(SESSION, refresh(asrole, inner + " whoami deploy").out());
    String names =
        "env | grep -E '^(AWS_(CONFIG|PROFILE|EC2_METADATA_D|METADATA|SDK|CONT)|ASROLE_REF)'";
    assertEquals(
        "AWS_CONFIG_FILE=" + config + "\n",
        refresh(asrole, inner + " " + ROLE + " -- sh -c \"" + names + "\"").out());
    assertEquals(
        SESSION, refresh(asrole, inner + " --refresh " + ROLE + " -- " + inner + " whoami").out());
    Result plainOutside =
        asrole.become(inner, "--refresh", ROLE, "--", inner, ROLE, "--", inner, "whoami");
    assertEquals(SESSION, plainOutside.out(), plainOutside.err());
    // A variable that the command has changed keeps its value: profile "deploy" is asked for here.
    assertEquals(
        SESSION, refresh(asrole, "export AWS_PROFILE=deploy; " + inner + " whoami " + ROLE).out());
  }
}

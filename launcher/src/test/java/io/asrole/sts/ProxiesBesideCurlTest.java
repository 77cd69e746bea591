// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.asrole.AsroleException;
import io.asrole.Botocore;
import io.asrole.RecordingProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy for STS is the one that curl and the AWS CLI take under the same variables. */
class ProxiesBesideCurlTest {
  private static final String STS = "https://sts.corp.invalid/";

  /** Variables with commas between them, PROXY for the proxy's address. */
  private static final List<String> CASES =
      List.of(
          "HTTPS_PROXY=http://PROXY",
          "https_proxy=http://PROXY",
          "https_proxy=http://PROXY;HTTPS_PROXY=http://127.0.0.1:1",
          "HTTP_PROXY=http://PROXY;http_proxy=http://PROXY",
          "HTTPS_PROXY=PROXY",
          "HTTPS_PROXY=http://PROXY/",
          "HTTPS_PROXY=http://user:pass@PROXY",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=*",
          "HTTPS_PROXY=http://PROXY;no_proxy=*",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=corp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=.corp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=.CORP.invalid",
          "HTTPS_PROXY=http://PROXY;no_proxy=localhost, .corp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=sts.corp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=.sts.corp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=other.sts.corp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=orp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=*.corp.invalid",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=,,169.254.169.254",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=corp.invalid;no_proxy=localhost",
          "HTTPS_PROXY=http://PROXY;NO_PROXY=localhost;no_proxy=corp.invalid");

  @AutoClose final RecordingProxy proxy = RecordingProxy.start();
  @TempDir Path folder;

  @Test
  void isTheSame() throws Exception {
    List<String> curl = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      String name = "%02d".formatted(i);
      Map<String, String> variables = variables(CASES.get(i));
      List<String> lines = new ArrayList<>();
      variables.forEach((key, value) -> lines.add(key + "=" + value));
      Files.write(folder.resolve(name), lines);
      curl.add(name + " " + curl(variables));
      ours.add(name + " " + ours(variables));
    }
    assertEquals(String.join("\n", curl), String.join("\n", ours));
    List<String> theirs = Botocore.run("proxies.py", folder.toString(), STS);
    assertEquals(String.join("\n", theirs), String.join("\n", ours));
    assertTrue(ours.contains("00 proxy") && ours.contains("10 direct"), ours::toString);
  }

  /** The AWS CLI itself; it needs half a second a case. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTPS_PROXY=http://user:pass@PROXY",
        "https_proxy=http://PROXY;HTTPS_PROXY=http://127.0.0.1:1",
        "HTTPS_PROXY=http://PROXY;NO_PROXY=.corp.invalid"
      })
  void isTheOneThatTheAwsCliConnectsTo(String words) throws Exception {
    assumeTrue(installed("aws"), "SKIPPED: the AWS CLI is not installed");
    Map<String, String> variables = new LinkedHashMap<>(variables(words));
    String ours = ours(variables);
    variables.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    variables.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    variables.put("AWS_MAX_ATTEMPTS", "1");
    variables.put("AWS_DEFAULT_REGION", "eu-central-1");
    assertEquals(
        ours, proxyOf(variables, "aws", "sts", "get-caller-identity", "--endpoint-url", STS));
  }

  /** What curl and the AWS CLI do not agree on. */
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, https://10.1.2.3/, true",
    "10.0.0.0/8, https://11.1.2.3/, false",
    "fd00::/8, https://[fd00::5]/, true",
    "10.0.0.0/99, https://10.1.2.3/, false",
    "sts.corp.invalid:443, https://sts.corp.invalid/, true",
    "sts.corp.invalid:8443, https://sts.corp.invalid/, false",
    "[fd00::5]:443, https://[fd00::5]/, true",
    "corp.invalid., https://sts.corp.invalid/, true",
    "localhost corp.invalid, https://sts.corp.invalid/, true",
    "'', https://sts.corp.invalid/, false"
  })
  void sparesAddressesPortsAndNamesBetweenSpaces(String list, URI url, boolean spared) {
    assertEquals(spared, new NoProxy(list).covers(url));
  }

  @ParameterizedTest
  @CsvSource({
    "http://user:p%40ss%3Aw@host:3128, host, 3128, user, p@ss:w",
    "http://user:p@ss:w@host:3128/, host, 3128, user, p@ss:w",
    "user:50%@host:3128, host, 3128, user, 50%",
    "user:a+b@host, host, 80, user, a+b",
    "http://user@[fd00::5]:3128, fd00::5, 3128, user, ''",
    "//host:3128, host, 3128,, ''"
  })
  void readsUserAndPassword(String url, String host, int port, String user, String password)
      throws AsroleException {
    assertEquals(new HttpProxy(host, port, user, password), HttpProxy.parse("https_proxy", url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://u:sharp@host:1",
        "socks5://u:sharp@host:1",
        "http://u:sharp@",
        "http://u:sharp@host:99999",
        "http://u:sharp@ho st:1",
        "http://u:sharp@host:sharp",
        ":sharp//x"
      })
  void saysWhatIsMalformedWithoutThePassword(String url) {
    AsroleException refused =
        assertThrows(AsroleException.class, () -> HttpProxy.parse("HTTPS_PROXY", url));
    assertTrue(refused.sentence().startsWith("malformed HTTPS_PROXY: it "), refused.sentence());
    assertFalse(refused.sentence().contains("sharp"), refused.sentence());
  }

  @Test
  void keepsThePasswordOutOfItsText() {
    assertEquals("HttpProxy(h:1)", new HttpProxy("h", 1, "u", "sharp").toString());
  }

  private Map<String, String> variables(String words) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String word : words.split(";", -1)) {
      String[] parts = word.replace("PROXY", "\0").split("=", 2);
      variables.put(parts[0].replace("\0", "PROXY"), parts[1].replace("\0", proxy.address()));
    }
    return variables;
  }

  private String curl(Map<String, String> variables) throws Exception {
    return proxyOf(variables, "curl", "--silent", "--max-time", "20", STS);
  }

  private static boolean installed(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(part -> Files.isExecutable(Path.of(part, program)));
  }

  private String proxyOf(Map<String, String> variables, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    return proxy.asked().isEmpty() ? "direct" : "proxy";
  }

  private static String ours(Map<String, String> variables) throws AsroleException {
    return new Proxies(variables).find(URI.create(STS)).isPresent() ? "proxy" : "direct";
  }
}

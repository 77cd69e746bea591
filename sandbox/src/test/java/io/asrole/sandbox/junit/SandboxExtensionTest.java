// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.control.Fault;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The extension in test classes of each form, as a user writes them. */
@Timeout(60)
class SandboxExtensionTest {
  @Nested
  class InAStaticField {
    @RegisterExtension
    static final SandboxExtension aws =
        new SandboxExtension().withWorld(World.seed().role("Deploy").trusts("ExampleRole"));

    private static final Set<Sandbox> SEEN = new HashSet<>();

    @BeforeAll
    static void runsBeforeTheFirstTest() throws IOException {
      SEEN.add(aws.sandbox());
      assertEquals(401, status(imds(aws.sandbox())));
    }

    @Test
    void isOneSandboxForAllTests() {
      SEEN.add(aws.sandbox());
      assertEquals(1, SEEN.size());
    }

    @Test
    void hasTheWorldOfItsOptions() {
      assertTrue(aws.sandbox().world().role("arn:aws:iam::123456789012:role/Deploy").isPresent());
    }

    @Test
    void isInjectedAsAParameter(Sandbox injected) {
      assertSame(aws.sandbox(), injected);
    }

    @Nested
    class WithANestedClass {
      @Test
      void isTheSandboxOfTheOuterClass() {
        SEEN.add(aws.sandbox());
        assertEquals(1, SEEN.size());
      }
    }
  }

  @Nested
  class InAnInstanceField {
    private static final Set<URI> SEEN = new HashSet<>();

    @RegisterExtension final SandboxExtension aws = new SandboxExtension();

    @RepeatedTest(3)
    void isASandboxForEachTest() throws IOException {
      assertTrue(SEEN.add(imds(aws.sandbox())));
      assertEquals(401, status(imds(aws.sandbox())));
    }

    @AfterAll
    static void hasEnded() {
      assertEquals(3, SEEN.size());
      SEEN.forEach(url -> assertThrows(IOException.class, () -> status(url)));
    }
  }

  @Nested
  @ExtendWith(SandboxExtension.class)
  class ByAnnotation {
    private static final Set<Sandbox> SEEN = new HashSet<>();

    private final Sandbox aws;

    ByAnnotation(Sandbox aws) {
      this.aws = aws;
    }

    @RepeatedTest(2)
    void injectsTheSandboxOfTheClass(Sandbox parameter) {
      assertSame(aws, parameter);
      SEEN.add(aws);
      assertEquals(1, SEEN.size());
    }
  }

  @Nested
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  class AfterATest {
    @RegisterExtension static final SandboxExtension aws = new SandboxExtension();

    @Test
    @Order(1)
    void playsItsFaults() throws IOException {
      aws.queue(Fault.status("imds", 418).always());
      assertEquals(418, status(imds(aws.sandbox())));
    }

    @Test
    @Order(2)
    void theFaultsAreCleared() throws IOException {
      assertEquals(401, status(imds(aws.sandbox())));
      assertEquals(2, aws.counters().calls("imds"));
    }
  }

  /** Hands the context of JUnit to tests that call an extension themselves. */
  static final class Contexts implements BeforeAllCallback {
    @org.jspecify.annotations.Nullable ExtensionContext context;

    @Override
    public void beforeAll(ExtensionContext context) {
      this.context = context;
    }

    ExtensionContext get() {
      if (context == null) {
        throw new IllegalStateException("no test class yet");
      }
      return context;
    }
  }

  @Nested
  class CalledByHand {
    @RegisterExtension static final Contexts contexts = new Contexts();

    private static final String PROPERTY = "aws.endpointUrlSts";

    @Test
    void twoTestClassesHaveTheirOwnPorts() throws IOException {
      SandboxExtension one = new SandboxExtension();
      SandboxExtension other = new SandboxExtension();
      one.beforeAll(contexts.get());
      other.beforeAll(contexts.get());
      Sandbox first = one.sandbox();
      assertNotSame(first, other.sandbox());
      assertNotEquals(imds(first), imds(other.sandbox()));
      assertNotEquals(first.stsEndpoint(), other.sandbox().stsEndpoint());
      one.afterAll(contexts.get());
      assertThrows(IOException.class, () -> status(imds(first)));
      assertEquals(401, status(imds(other.sandbox())));
      other.afterAll(contexts.get());
    }

    @Test
    void aFieldThatTwoClassesShareEndsAfterTheSecond() throws IOException {
      SandboxExtension shared = new SandboxExtension();
      shared.beforeAll(contexts.get());
      URI url = imds(shared.sandbox());
      shared.beforeAll(contexts.get());
      shared.afterAll(contexts.get());
      assertEquals(401, status(url));
      shared.afterAll(contexts.get());
      assertThrows(IOException.class, () -> status(url));
    }

    @Test
    void saysThatTheSandboxIsNotRunning() {
      IllegalStateException failure =
          assertThrows(IllegalStateException.class, () -> new SandboxExtension().environment());
      assertEquals(
          "the sandbox is not running: it runs from before the first test to after the last test of"
              + " a class that registers the extension",
          failure.getMessage());
    }

    @Test
    void setsSystemPropertiesOnlyIfAskedAndRestoresThem() {
      System.setProperty("aws.profile", "mine");
      System.clearProperty(PROPERTY);
      try {
        SandboxExtension plain = new SandboxExtension();
        plain.beforeAll(contexts.get());
        assertEquals(null, System.getProperty(PROPERTY));
        plain.afterAll(contexts.get());

        SandboxExtension setting = plain.withSystemProperties();
        setting.beforeAll(contexts.get());
        assertEquals(setting.sandbox().stsEndpoint().toString(), System.getProperty(PROPERTY));
        assertEquals(null, System.getProperty("aws.profile"));
        setting.afterAll(contexts.get());
        assertEquals(null, System.getProperty(PROPERTY));
        assertEquals("mine", System.getProperty("aws.profile"));
      } finally {
        System.clearProperty("aws.profile");
      }
    }
  }

  private static URI imds(Sandbox sandbox) {
    return URI.create(
        Objects.requireNonNull(sandbox.environment().get("AWS_EC2_METADATA_SERVICE_ENDPOINT")));
  }

  private static int status(URI url) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) url.resolve("/latest/meta-data/instance-id").toURL().openConnection();
    return connection.getResponseCode();
  }
}

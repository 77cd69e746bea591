// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Uses clients that are written in native code: the default chain of the CRT (and prints what JMX
 * has of it), the S3 client of SDK v2 on the CRT, Valkey GLIDE with a password or with IAM.
 */
public final class UseNativeClient {
  private static final String CRT = "software.amazon.awssdk.crt.auth.credentials.";
  private static final String GLIDE = "glide.api.models.configuration.";

  private UseNativeClient() {}

  public static void main(String[] arguments) throws Exception {
    try {
      switch (arguments[0]) {
        case "crt-chain" -> useChain();
        case "crt-chain-jmx" -> {
          useChain();
          printNotHooked();
        }
        case "s3-crt" -> useS3();
        default -> connect(arguments[0].equals("glide-iam"));
      }
    } catch (InvocationTargetException e) {
      System.out.println("failed=" + e.getCause());
    }
    System.out.println("done");
    int end = System.in.read();
    System.exit(end < 0 ? 1 : 0);
  }

  private static void useChain() throws Exception {
    Class<?> type = Class.forName(CRT + "DefaultChainCredentialsProvider");
    Object builder =
        Class.forName(type.getName() + "$DefaultChainCredentialsProviderBuilder")
            .getConstructor()
            .newInstance();
    Object provider = call(builder, "build");
    Object credentials = ((CompletableFuture<?>) call(provider, "getCredentials")).get();
    System.out.println("used=" + new String((byte[]) call(credentials, "getAccessKeyId"), UTF_8));
  }

  private static void printNotHooked() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName name = AgentMBean.await(server);
    String[] rows = (String[]) server.getAttribute(name, "NotHooked");
    System.out.println("rows=" + String.join("|", rows));
  }

  /** The endpoint refuses, but the client gets credentials before it connects. */
  private static void useS3() throws Exception {
    Object builder =
        Class.forName("software.amazon.awssdk.services.s3.S3AsyncClient")
            .getMethod("crtBuilder")
            .invoke(null);
    Class<?> type = Class.forName("software.amazon.awssdk.services.s3.S3CrtAsyncClientBuilder");
    type.getMethod("endpointOverride", URI.class).invoke(builder, URI.create("http://127.0.0.1:1"));
    Object client = type.getMethod("build").invoke(builder);
    Method list =
        Class.forName("software.amazon.awssdk.services.s3.S3AsyncClient").getMethod("listBuckets");
    ((CompletableFuture<?>) list.invoke(client)).handle((answer, problem) -> problem == null).get();
  }

  private static void connect(boolean withIam) throws Exception {
    Object credentials = create(GLIDE + "ServerCredentials", "builder");
    set(credentials, "username", String.class, "me");
    if (withIam) {
      Class<?> service = Class.forName(GLIDE + "ServiceType");
      Object iam = create(GLIDE + "IamAuthConfig", "builder");
      set(iam, "clusterName", String.class, "cluster");
      set(iam, "region", String.class, "us-east-1");
      set(iam, "service", service, service.getField("ELASTICACHE").get(null));
      Object built = call(iam, "build");
      set(credentials, "iamConfig", built.getClass(), built);
    } else {
      set(credentials, "password", String.class, "secret");
    }
    Object node = create(GLIDE + "NodeAddress", "builder");
    set(node, "host", String.class, "127.0.0.1");
    set(node, "port", Integer.class, 1);
    Object settings = create(GLIDE + "GlideClientConfiguration", "builder");
    Object address = call(node, "build");
    Object user = call(credentials, "build");
    Class<?> base = Class.forName(GLIDE + "BaseClientConfiguration$BaseClientConfigurationBuilder");
    base.getMethod("address", address.getClass()).invoke(settings, address);
    base.getMethod("credentials", user.getClass()).invoke(settings, user);
    Class<?> configuration = Class.forName(GLIDE + "GlideClientConfiguration");
    Object client =
        Class.forName("glide.api.GlideClient")
            .getMethod("createClient", configuration)
            .invoke(null, base.getMethod("build").invoke(settings));
    ((CompletableFuture<?>) client).handle((answer, problem) -> problem == null).get();
  }

  private static Object call(Object object, String method) throws Exception {
    return object.getClass().getMethod(method).invoke(object);
  }

  private static Object create(String type, String method) throws Exception {
    return Class.forName(type).getMethod(method).invoke(null);
  }

  private static void set(Object builder, String property, Class<?> type, Object value)
      throws Exception {
    builder.getClass().getMethod(property, type).invoke(builder, value);
  }
}

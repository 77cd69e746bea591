// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.it.targets;

import io.asrole.sandbox.Sandbox;
import io.asrole.sandbox.SandboxOptions;
import io.asrole.sandbox.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Serves a sandbox at the addresses that an EC2 instance knows: instance metadata at
 * 169.254.169.254 and fd00:ec2::254, port 80; STS at 192.0.2.1, port 8001; the control service at
 * 192.0.2.1, port 8002. The argument is the file of the world. Prints "serving".
 */
public final class ServeInstance {
  private static final int BACKLOG = 4096;

  private ServeInstance() {}

  public static void main(String[] arguments) throws Exception {
    World world = World.parse(Files.readString(Path.of(arguments[0])));
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults().withWorld(world))) {
      Map<String, String> urls = sandbox.environment();
      int imds = URI.create(urls.get("AWS_EC2_METADATA_SERVICE_ENDPOINT")).getPort();
      relay("169.254.169.254", 80, imds);
      relay("fd00:ec2::254", 80, imds);
      relay("192.0.2.1", 8001, URI.create(urls.get("AWS_ENDPOINT_URL_STS")).getPort());
      relay("192.0.2.1", 8002, URI.create(urls.get("ASROLE_SANDBOX_CONTROL")).getPort());
      System.out.println("serving");
      new CountDownLatch(1).await();
    }
  }

  private static void relay(String address, int port, int target) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(new InetSocketAddress(address, port), BACKLOG);
    start(
        () -> {
          while (true) {
            Socket client = server.accept();
            client.setTcpNoDelay(true);
            Socket sandbox = new Socket(InetAddress.getLoopbackAddress(), target);
            sandbox.setTcpNoDelay(true);
            start(() -> relay(client, sandbox));
          }
        });
  }

  /** Returns when the sandbox has closed its side, which it does when the client has. */
  private static void relay(Socket client, Socket sandbox) throws IOException {
    try (client;
        sandbox) {
      start(
          () -> {
            client.getInputStream().transferTo(sandbox.getOutputStream());
            sandbox.shutdownOutput();
          });
      sandbox.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // The client or the sandbox has closed the connection.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}

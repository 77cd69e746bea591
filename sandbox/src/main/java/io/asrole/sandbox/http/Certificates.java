// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for 127.0.0.1 and the certificate authority that signed it. keytool creates both
 * for one run of the sandbox.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/specs/man/keytool.html">keytool</a>
 */
public final class Certificates implements AutoCloseable {
  private static final String PASSWORD = "loopback"; // protects nothing: the keys are for one run
  private static final String AUTHORITY = "authority";

  private final Path folder;
  private final Path bundle;
  private final SSLContext context;

  private Certificates(Path folder, Path bundle, SSLContext context) {
    this.folder = folder;
    this.bundle = bundle;
    this.context = context;
  }

  public static Certificates make() {
    try {
      Path folder = Files.createTempDirectory("asrole-sandbox");
      Path keys = folder.resolve("keys.p12");
      keytool(keys, AUTHORITY, "-dname", "CN=asrole-sandbox", "-ext", "bc:c");
      keytool(
          keys, "sts", "-dname", "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-signer", AUTHORITY);
      KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
      Path bundle = folder.resolve("ca.pem");
      Files.writeString(bundle, pem(store.getCertificate(AUTHORITY).getEncoded()));
      store.deleteEntry(AUTHORITY); // else the server could present the authority's certificate
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(store, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), null, new SecureRandom());
      return new Certificates(folder, bundle, context);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a certificate: " + e.getMessage(), e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a certificate", e);
    }
  }

  /** Adds the variables that name the PEM file with the certificate authority. */
  public void addTo(Map<String, String> environment) {
    environment.put("AWS_CA_BUNDLE", bundle.toString());
    environment.put("NODE_EXTRA_CA_CERTS", bundle.toString());
  }

  SSLContext context() {
    return context;
  }

  @Override
  public void close() {
    for (String name : List.of("keys.p12", "ca.pem", "")) {
      try {
        Files.deleteIfExists(folder.resolve(name));
      } catch (IOException e) {
        return; // the file stays in the folder for temporary files
      }
    }
  }

  private static void keytool(Path keys, String alias, String... more) throws IOException {
    Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    List<String> command = new ArrayList<>(List.of(keytool.toString(), "-genkeypair"));
    command.addAll(List.of("-alias", alias, "-keyalg", "RSA", "-keysize", "2048"));
    command.addAll(List.of("-validity", "30", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", keys.toString()));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    try (InputStream out = process.getInputStream()) {
      String said = new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IOException("keytool: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String pem(byte[] certificate) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate);
    return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
  }
}

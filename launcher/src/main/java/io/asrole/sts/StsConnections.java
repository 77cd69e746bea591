// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.role.AwsSettings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionFactory;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Opens the connections of one STS client: its timeouts, its proxy, and the certificates it trusts.
 * TLS is set up for the first HTTPS connection, so a client for an HTTP endpoint never loads it.
 */
final class StsConnections implements UrlConnectionFactory {
  /** The time limits for connecting and for the answer. */
  enum Patience {
    /** All tries together end before the time limit of the session store, whose error says less. */
    OF_A_START(Duration.ofSeconds(3), Duration.ofSeconds(4)),
    /** For {@code asrole doctor}. */
    SHORT(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final Duration connect;
    private final Duration answer;

    Patience(Duration connect, Duration answer) {
      this.connect = connect;
      this.answer = answer;
    }
  }

  private final TrustManager @Nullable [] trusted;
  private final Proxies proxies;
  private final Patience patience;
  private @Nullable SSLSocketFactory tls;

  StsConnections(TrustManager @Nullable [] trusted, Proxies proxies, Patience patience) {
    this.trusted = trusted;
    this.proxies = proxies;
    this.patience = patience;
  }

  /** An HTTP client with the endpoint's certificates and proxy. */
  static SdkHttpClient client(StsEndpoint endpoint, Patience patience) throws AsroleException {
    Setting caBundle = endpoint.caBundle();
    TrustManager[] trusted = caBundle == null ? null : CaBundle.trustManagers(caBundle);
    endpoint.proxies().find(endpoint.address()); // throws if the variable is malformed
    return UrlConnectionHttpClient.create(
        new StsConnections(trusted, endpoint.proxies(), patience));
  }

  @Override
  public HttpURLConnection createConnection(URI uri) {
    try {
      HttpURLConnection connection = open(uri);
      if (connection instanceof HttpsURLConnection tls) {
        tls.setSSLSocketFactory(tlsSockets(uri));
      }
      connection.setConnectTimeout(Math.toIntExact(patience.connect.toMillis()));
      connection.setReadTimeout(Math.toIntExact(patience.answer.toMillis()));
      return connection;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpURLConnection open(URI uri) throws IOException {
    Optional<HttpProxy> proxy;
    try {
      proxy = proxies.find(uri);
    } catch (AsroleException e) {
      throw new IOException(e.sentence(), e);
    }
    if (proxy.isPresent()) {
      HttpURLConnection connection =
          (HttpURLConnection) uri.toURL().openConnection(proxy.get().proxy());
      Authenticator authenticator = proxy.get().authenticator();
      if (authenticator != null) {
        connection.setAuthenticator(authenticator);
      }
      return connection;
    }
    // NO_PROXY takes precedence over the proxy properties of Java.
    return (HttpURLConnection)
        (proxies.areConfigured(uri.getScheme())
            ? uri.toURL().openConnection(Proxy.NO_PROXY)
            : uri.toURL().openConnection());
  }

  private synchronized SSLSocketFactory tlsSockets(URI uri) {
    if (tls == null) {
      SSLSocketFactory sockets = CaBundle.sockets(trusted);
      // X25519 is not approved by FIPS 140.
      tls = uri.getHost().contains("-fips") ? sockets : new X25519FirstSocketFactory(sockets);
    }
    return tls;
  }
}

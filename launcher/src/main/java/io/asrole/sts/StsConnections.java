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
 * The connections of one STS client. Its TLS is set up when the first of them is to use it, where
 * the SDK's own client would set it up in any case, and Java's default beside it.
 */
final class StsConnections implements UrlConnectionFactory {
  /** How long to wait for a connection, and for an answer. */
  enum Patience {
    /** All tries together end before the bound of the session store, which knows less to say. */
    OF_A_START(Duration.ofSeconds(3), Duration.ofSeconds(4)),
    /** For somebody who waits to hear what is wrong. */
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

  /** An HTTP client that trusts the endpoint's authorities, through a proxy if there is one. */
  static SdkHttpClient client(StsEndpoint endpoint, Patience patience) throws AsroleException {
    Setting caBundle = endpoint.caBundle();
    TrustManager[] trusted = caBundle == null ? null : CaBundle.trustManagers(caBundle);
    endpoint.proxies().find(endpoint.address()); // one that is malformed is refused here
    return UrlConnectionHttpClient.create(
        new StsConnections(trusted, endpoint.proxies(), patience));
  }

  @Override
  public HttpURLConnection createConnection(URI uri) {
    try {
      if ("https".equals(uri.getScheme())) {
        // Else the connection would set up Java's own too, only to have it replaced.
        HttpsURLConnection.setDefaultSSLSocketFactory(tls(uri));
      }
      HttpURLConnection connection = open(uri);
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
    // A variable that spares this host goes before properties of Java.
    return (HttpURLConnection)
        (proxies.areNamed(uri.getScheme())
            ? uri.toURL().openConnection(Proxy.NO_PROXY)
            : uri.toURL().openConnection());
  }

  private synchronized SSLSocketFactory tls(URI uri) {
    if (tls == null) {
      SSLSocketFactory sockets = CaBundle.sockets(trusted);
      // FIPS 140 has other groups.
      tls = uri.getHost().contains("-fips") ? sockets : new X25519FirstSocketFactory(sockets);
    }
    return tls;
  }
}

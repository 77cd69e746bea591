// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;

/**
 * A first ClientHello to nobody, in a thread of its own while source credentials are looked for: by
 * it Java has read its authorities and computed what handshakes share. Worth a tenth of a cold
 * start up to Java 19; from Java 20 on a first handshake needs less, and archives hold more of it.
 */
final class TlsAhead implements Runnable {
  private final StsEndpoint endpoint;

  private TlsAhead(StsEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Begins, where STS is asked over TLS. */
  static void start(StsEndpoint endpoint) {
    if ("https".equals(endpoint.scheme()) && !TlsSockets.CAN_NAME_GROUPS) {
      Thread thread = new Thread(new TlsAhead(endpoint), "asrole-tls-ahead");
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler((itself, failure) -> {}); // as below
      thread.start();
    }
  }

  @Override
  public void run() {
    try {
      SSLEngine engine = context().createSSLEngine();
      engine.setUseClientMode(true);
      int room = engine.getSession().getPacketBufferSize();
      engine.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(room));
    } catch (GeneralSecurityException | SSLException e) {
      // the connection to come will say it
    }
  }

  private SSLContext context() throws GeneralSecurityException {
    if (endpoint.caBundle() == null) {
      return SSLContext.getDefault();
    }
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[0], null);
    return context;
  }
}

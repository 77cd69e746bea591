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
 * A first ClientHello to nobody: by it Java has read its authorities, and computed what handshakes
 * share.
 */
record TlsAhead(StsEndpoint endpoint) implements Runnable {
  @Override
  public void run() {
    try {
      SSLEngine engine = context().createSSLEngine();
      engine.setUseClientMode(true);
      engine.setSSLParameters(TlsSockets.first(engine.getSSLParameters()));
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

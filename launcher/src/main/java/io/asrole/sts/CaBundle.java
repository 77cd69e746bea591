// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sts;

import io.asrole.AsroleException;
import io.asrole.posix.FileErrors;
import io.asrole.role.AwsSettings.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The certificates of AWS_CA_BUNDLE or ca_bundle, which asrole trusts instead of Java's own, as the
 * AWS CLI does. The SDK for Java does not support these settings.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-gen-config.html">ca_bundle</a>
 */
final class CaBundle {
  private CaBundle() {}

  static TrustManager[] trustManagers(Setting setting) throws AsroleException {
    Path path = FileErrors.parsePath(setting.name(), setting.value());
    try (InputStream in = Files.newInputStream(path)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int number = 0;
      for (Certificate authority :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca" + number++, authority);
      }
      if (number == 0) {
        throw unusable(setting, "the file contains no certificate");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      return factory.getTrustManagers();
    } catch (IOException e) {
      throw unusable(setting, FileErrors.reason(e));
    } catch (GeneralSecurityException e) {
      throw unusable(setting, "the file contains something other than PEM certificates");
    }
  }

  /** A socket factory that trusts these certificates; null means the certificates of Java. */
  static SSLSocketFactory sockets(TrustManager @Nullable [] trusted) {
    if (trusted == null) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted, null);
      return context.getSocketFactory();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AsroleException unusable(Setting setting, String why) {
    return AsroleException.refused(
            "cannot use " + setting.name() + " " + setting.value() + ": " + why)
        .withSetting(setting.name());
  }
}

// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The command-line options for the address and the ports. */
final class EndpointOptions {
  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Listen on this address; 0.0.0.0: on all (default: 127.0.0.1).")
  String bind = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = OptionConverters.FirstPort.class,
      description =
          "Listen on this port for instance metadata, on the next for STS, and on the one after"
              + " that for the control endpoint (default: free ports).")
  int port;

  @Option(
      names = "--imds-port",
      paramLabel = "PORT",
      converter = OptionConverters.Port.class,
      description = "Listen on this port for instance metadata.")
  @Nullable Integer imdsPort;

  @Option(
      names = "--sts-port",
      paramLabel = "PORT",
      converter = OptionConverters.Port.class,
      description = "Listen on this port for STS.")
  @Nullable Integer stsPort;

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      converter = OptionConverters.Port.class,
      description = "Listen on this port for the control endpoint.")
  @Nullable Integer controlPort;

  Endpoints endpoints() {
    Endpoints from = port == 0 ? Endpoints.free() : Endpoints.from(port);
    return new Endpoints(
        bind,
        imdsPort == null ? from.imds() : imdsPort,
        stsPort == null ? from.sts() : stsPort,
        controlPort == null ? from.control() : controlPort);
  }
}

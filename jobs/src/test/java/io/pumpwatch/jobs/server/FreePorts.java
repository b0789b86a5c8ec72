package io.pumpwatch.jobs.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports of the loopback address that nobody listens on. */
public final class FreePorts {
  private FreePorts() {}

  /** One of them. */
  public static int one() throws IOException {
    try (ServerSocket socket = listening()) {
      return socket.getLocalPort();
    }
  }

  /** Two different ones. */
  static int[] two() throws IOException {
    try (ServerSocket one = listening();
        ServerSocket other = listening()) {
      return new int[] {one.getLocalPort(), other.getLocalPort()};
    }
  }

  private static ServerSocket listening() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }
}

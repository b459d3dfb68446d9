package io.github.ddbmessaging.examples.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends requests as no client of HTTP would. */
final class Wire {
  private Wire() {}

  /** The whole answer, with its head. */
  static String ask(String request, String... headers) {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), RunningChat.address().getPort())) {
      String lines =
          String.join(
              "\r\n",
              request,
              "Host: a",
              String.join("\r\n", headers),
              "Connection: close",
              "",
              "");
      socket.getOutputStream().write(lines.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.ddbmessaging.examples.chat.live;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A piece of an event stream, the same for all pages that are told. */
final class Frame {
  private final byte[] bytes;

  Frame(String text) {
    bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}

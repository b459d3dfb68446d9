package io.github.ddbmessaging.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.examples.cli.table.ToolException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** The text of a message: as an argument, or else from standard input. */
final class TextArgument {
  /** More than any message may take. */
  private static final int MOST_BYTES = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private TextArgument() {}

  /**
   * Finds the text.
   *
   * @param argument the argument, or null
   * @param streams standard input is read to its end if there is no argument
   * @return the text; of standard input without a byte order mark and the last line break
   * @throws ToolException if standard input holds no text in UTF-8, or far too much
   */
  static String of(@Nullable String argument, Streams streams) {
    if (argument != null) {
      return argument;
    }
    if (streams.isTerminal()) {
      streams.err().println("Type the text; Ctrl-D on a line of its own ends it");
    }
    return withoutFrame(read(streams.in()));
  }

  private static String read(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new ToolException("Standard input holds more than a message may; send less");
      }
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ToolException("Standard input is no text in UTF-8; convert it, as with iconv");
    } catch (IOException e) {
      throw new UncheckedIOException("Standard input can't be read", e);
    }
  }

  private static String withoutFrame(String text) {
    int start = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length() : 0;
    int end = text.length();
    if (text.endsWith("\r\n")) {
      end -= 2;
    } else if (text.endsWith("\n")) {
      end--;
    }
    return text.substring(start, Math.max(start, end));
  }
}

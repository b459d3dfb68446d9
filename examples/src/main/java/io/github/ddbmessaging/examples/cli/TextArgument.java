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

  private TextArgument() {}

  /**
   * Finds the text.
   *
   * @param argument the argument, or null
   * @param in standard input, in UTF-8, read to its end if there is no argument
   * @return the text, without the line break at its end
   * @throws ToolException if standard input holds no text
   */
  static String of(@Nullable String argument, InputStream in) {
    if (argument != null) {
      return argument;
    }
    try {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().stripTrailing();
    } catch (CharacterCodingException e) {
      throw new ToolException("Standard input is no text in UTF-8");
    } catch (IOException e) {
      throw new UncheckedIOException("Standard input can't be read", e);
    }
  }
}

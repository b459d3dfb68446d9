package io.github.ddbmessaging.examples.cli.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.examples.Conversation;
import io.github.ddbmessaging.examples.Conversation.Line;
import io.github.ddbmessaging.examples.DamagedLineException;
import io.github.ddbmessaging.examples.LineParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file of messages, one JSON object a line, that can be read more than once and never has more
 * than a line in memory.
 */
public final class SeedFile implements AutoCloseable {
  /** More than a message can take in JSON. */
  private static final int MOST_BYTES = 1 << 20;

  private final String name;
  private final Path path;
  private final boolean temporary;

  private SeedFile(String name, Path path, boolean temporary) {
    this.name = name;
    this.path = path;
    this.temporary = temporary;
  }

  /** The conversation that comes with the tool. */
  public static SeedFile bundled() {
    try (InputStream in = Conversation.openBundled()) {
      return spooled("the bundled conversation", in);
    } catch (IOException e) {
      throw new UncheckedIOException("The bundled conversation can't be read", e);
    }
  }

  /**
   * A file.
   *
   * @param name what the file system calls it
   * @return the file to read from, as often as needed
   */
  public static SeedFile named(String name) {
    try {
      return of(Path.of(name));
    } catch (InvalidPathException e) {
      throw new ToolException("'" + name + "' is no name of a file here; name one that is");
    }
  }

  /**
   * A file.
   *
   * @param file the file; what can be read only once is copied
   * @return the file to read from, as often as needed
   */
  public static SeedFile of(Path file) {
    if (Files.isRegularFile(file)) {
      return new SeedFile(file.toString(), file, false);
    }
    if (Files.isDirectory(file)) {
      throw new ToolException(file + " is a folder; name a file, or - for standard input");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return spooled(file.toString(), in);
    } catch (IOException e) {
      throw new ToolException(
          "There is no file " + file + " that can be read; name one, or - for standard input");
    }
  }

  /**
   * What comes in, copied to a temporary file.
   *
   * @param name what it is called in messages
   * @param in read to its end
   * @return the file to read from, as often as needed
   */
  public static SeedFile spooled(String name, InputStream in) {
    try {
      Path copy = Files.createTempFile("ddb-seed", ".jsonl");
      copy.toFile().deleteOnExit();
      try (var out = Files.newOutputStream(copy)) {
        in.transferTo(out);
      }
      return new SeedFile(name, copy, true);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can't be copied to a temporary file", e);
    }
  }

  /**
   * Reads all of it.
   *
   * @param consumer given each line that is not blank, in order; may refuse it as damaged
   * @return how many there were
   * @throws ToolException naming file and line, if one is damaged or refused
   */
  public long read(Consumer<Line> consumer) {
    long number = 0;
    long lines = 0;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
      boolean more = true;
      while (more) {
        number++;
        bytes.reset();
        more = readLine(in, bytes);
        String text = withoutMark(decode(bytes), number);
        if (!text.isBlank()) {
          consumer.accept(LineParser.parse(text));
          lines++;
        }
      }
      return lines;
    } catch (DamagedLineException e) {
      throw new ToolException(name + ":" + number + ": " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(name + " can't be read", e);
    }
  }

  /**
   * Names it.
   *
   * @return what it is called in messages
   */
  public String name() {
    return name;
  }

  /** Reads up to a line break, and tells whether there was one. */
  private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (line.size() == MOST_BYTES) {
        throw new DamagedLineException("the line is longer than " + MOST_BYTES + " bytes");
      }
      line.write(next);
      next = in.read();
    }
    return next >= 0;
  }

  /** Some programs begin a file with a byte order mark. */
  private static String withoutMark(String line, long number) {
    return number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private static String decode(ByteArrayOutputStream bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString();
    } catch (CharacterCodingException e) {
      throw new DamagedLineException("it is no text in UTF-8");
    }
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException(path + " can't be deleted", e);
      }
    }
  }
}

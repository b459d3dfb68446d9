package io.github.ddbmessaging.examples.chat.attachment;

import io.github.ddbmessaging.examples.chat.ChatSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * The folder with the files. They are called by ids that this service made, and by nothing else.
 */
@Component
class Folder implements DisposableBean {
  private final Path directory;
  private final boolean temporary;

  Folder(ChatSettings settings) throws IOException {
    Path given = settings.attachments().directory();
    temporary = given == null;
    directory =
        given == null
            ? Files.createTempDirectory("chat-attachments")
            : Files.createDirectories(given.toAbsolutePath());
  }

  void write(UUID id, byte[] content) {
    try {
      Files.write(path(id), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path(UUID id) {
    return directory.resolve(id.toString());
  }

  void delete(UUID id) {
    try {
      Files.deleteIfExists(path(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void destroy() throws IOException {
    if (temporary) {
      FileSystemUtils.deleteRecursively(directory);
    }
  }
}

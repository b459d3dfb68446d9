package io.github.ddbmessaging.examples.chat.attachment;

import io.github.ddbmessaging.examples.chat.ChatSettings;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.examples.chat.web.Problem;
import io.github.ddbmessaging.examples.chat.web.ProblemException;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessagingException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.util.unit.DataSize;

/** Files of messages: uploaded first, claimed by the send that names them, deleted with it. */
@Service
public class Attachments {
  private static final Logger LOG = LoggerFactory.getLogger(Attachments.class);

  /** Of one user, before messages have them. */
  private static final DataSize MOST_UNSENT = DataSize.ofMegabytes(50);

  private final FileTable table;
  private final Folder folder;
  private final Duration keepUnsent;

  Attachments(FileTable table, Folder folder, ChatSettings settings) {
    this.table = table;
    this.folder = folder;
    this.keepUnsent = settings.attachments().keepUnsent();
  }

  /**
   * Keeps a file for a message to come.
   *
   * @throws ProblemException if the user has too many of them already
   */
  StoredFile add(Profile uploader, String groupId, String name, FileType type, byte[] content) {
    if (table.unsentBytes(uploader.id()) + content.length > MOST_UNSENT.toBytes()) {
      throw new ProblemException(
          Problem.coded(
              HttpStatus.CONTENT_TOO_LARGE,
              "unsent-files",
              "Your files that no message has yet take too much room: send them first"));
    }
    StoredFile file =
        new StoredFile(
            UUID.randomUUID(),
            groupId,
            uploader.id(),
            name,
            type.mediaType(),
            content.length,
            type.width(),
            type.height());
    folder.write(file.id(), content);
    table.add(file);
    return file;
  }

  /** A file that its uploader has not sent yet. */
  Optional<StoredFile> findUnsent(UUID id, Profile uploader) {
    return table.findUnsent(id, uploader.id());
  }

  /**
   * Sends a message with files. Each file goes with one message; a repeat with the same key finds
   * them again.
   *
   * @param me who sends, and uploaded them
   * @param groupId where to
   * @param key the idempotency key of the send
   * @param ids which files
   * @param send what sends
   * @return the message
   * @throws InvalidInputException if a file is not there, another's, or in another message
   */
  public Message sendWith(
      Profile me,
      String groupId,
      String key,
      List<String> ids,
      Function<List<Attachment>, Message> send) {
    if (ids.isEmpty()) {
      return send.apply(List.of());
    }
    if (ids.size() > Limits.ATTACHMENTS) {
      throw new InvalidInputException(
          "A message has at most " + Limits.ATTACHMENTS + " attachments");
    }
    Set<UUID> wanted =
        ids.stream()
            .map(id -> Input.uuid(id, "attachments"))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<StoredFile> claimed = table.claim(me.id(), groupId, wanted, key);
    try {
      Message sent = send.apply(inOrder(claimed, wanted));
      table.markSent(groupId, wanted);
      return sent;
    } catch (MessagingException e) {
      if (!e.mayHaveTakenEffect()) {
        table.release(wanted, key);
      }
      throw e;
    }
  }

  private static List<Attachment> inOrder(List<StoredFile> claimed, Set<UUID> wanted) {
    Map<UUID, StoredFile> found =
        claimed.stream().collect(Collectors.toMap(StoredFile::id, Function.identity()));
    if (found.size() < wanted.size()) {
      throw new InvalidInputException(
          "An attachment is not there: upload the file again, for this conversation");
    }
    return wanted.stream().map(found::get).map(StoredFile::attachment).toList();
  }

  /**
   * Notes that a message has its files, in case its send ended before it could. Can be repeated.
   *
   * @param message that was created
   */
  public void keep(Message message) {
    Set<UUID> ids =
        message.content().attachments().stream()
            .flatMap(file -> id(file).stream())
            .collect(Collectors.toSet());
    if (!ids.isEmpty()) {
      try {
        table.markSent(message.groupId(), ids);
      } catch (DataAccessException e) {
        LOG.error("The files of message {} are not known as sent", message.id(), e);
      }
    }
  }

  /**
   * Deletes the files of a message that is gone. Can be repeated.
   *
   * @param files what the message had
   */
  public void delete(List<Attachment> files) {
    files.stream().flatMap(file -> id(file).stream()).forEach(this::delete);
  }

  /** Empty if it lies elsewhere: another program's message. */
  private static Optional<UUID> id(Attachment file) {
    try {
      return Optional.of(UUID.fromString(file.location()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Deletes files that nobody sent. */
  @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
  void sweep() {
    table.deleteUnsent(keepUnsent).forEach(folder::delete);
  }

  private void delete(UUID id) {
    try {
      folder.delete(id);
      table.delete(id);
    } catch (UncheckedIOException | DataAccessException e) {
      // A file must not hold up what else comes from the stream.
      LOG.error("The file {} of a message that is gone stays", id, e);
    }
  }
}

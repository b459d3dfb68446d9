package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.text.Sha256;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was sent with an idempotency key from all else: a version, and a hash of every field
 * that the caller gave. What is a text and nothing else has the first version still.
 */
final class ContentHash {
  private static final String OF_TEXT = "1:";
  private static final String OF_MORE = "2:";

  private ContentHash() {}

  /**
   * The hash of a send.
   *
   * @param message what is sent
   * @param newGroup the group that is created with it, or null if none is
   */
  static String of(NewMessage message, @Nullable NewGroup newGroup) {
    List<String> fields = new ArrayList<>(List.of(message.senderId(), message.content().text()));
    if (newGroup != null) {
      fields.add(newGroup.title() == null ? "direct" : "titled " + newGroup.title());
      newGroup.members().stream()
          .sorted(Comparator.comparing(User::id))
          .forEach(user -> fields.addAll(List.of(user.id(), user.displayName(), user.handle())));
    }
    List<String> more = beyondText(message);
    if (more.isEmpty()) {
      return OF_TEXT + hash(fields);
    }
    // Where the first fields end, since members and data look alike.
    fields.add(0, String.valueOf(fields.size()));
    fields.addAll(more);
    return OF_MORE + hash(fields);
  }

  /** Texts may hold anything, so their lengths keep the fields apart. */
  private static String hash(List<String> fields) {
    StringBuilder parts = new StringBuilder();
    fields.forEach(field -> parts.append(field.length()).append(' ').append(field));
    return Sha256.shortHash(parts.toString());
  }

  private static List<String> beyondText(NewMessage message) {
    MessageContent content = message.content();
    List<String> fields = new ArrayList<>();
    if (message.kind() != MessageKind.TEXT) {
      fields.addAll(List.of("kind", message.kind().name()));
    }
    MessageRef replyTo = message.replyTo();
    if (replyTo != null) {
      fields.addAll(
          List.of("replyTo", replyTo.sortKey().instant().toString(), replyTo.messageId()));
    }
    if (message.lifetime() != null) {
      fields.addAll(List.of("lifetime", message.lifetime().toString()));
    }
    content.mentions().forEach(user -> fields.addAll(List.of("mention", user)));
    content.attachments().forEach(file -> fields.addAll(fields(file)));
    content.data().forEach((name, value) -> fields.addAll(List.of("data", name, value)));
    return fields;
  }

  private static List<String> fields(Attachment file) {
    return List.of(
        "attachment",
        file.name(),
        file.contentType(),
        String.valueOf(file.size()),
        file.location(),
        String.valueOf(file.width()),
        String.valueOf(file.height()),
        String.valueOf(file.duration()));
  }
}

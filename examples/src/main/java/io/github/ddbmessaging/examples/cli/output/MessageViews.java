package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.Reaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How messages are printed, and what became of them. Pure. */
public final class MessageViews {
  private MessageViews() {}

  /**
   * A message of which the reactions were not asked for.
   *
   * @param message the message
   * @param next where the next page begins, if this is the last item of its page
   * @return when, who and what; for programs its ids and keys as well
   */
  public static Entry message(Message message, Optional<Cursor> next) {
    return view(message, null, next);
  }

  /**
   * A message with the reactions to it.
   *
   * @param message the message
   * @param next where the next page begins, if this is the last item of its page
   * @return as {@link #message} has it, and how many react how
   */
  public static Entry messageWithReactions(Message message, Optional<Cursor> next) {
    return view(message, message.reactions(), next);
  }

  private static Entry view(
      Message message, @Nullable List<Reaction> reactions, Optional<Cursor> next) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("group_id", message.groupId());
    fields.put("message_id", message.id());
    fields.put("created_at", Views.exact(message.createdAt()));
    Views.putUser(message.sender(), fields);
    fields.put("message", message.text());
    putContent(message, fields);
    fields.put("sort_key", message.sortKey().value());
    fields.put("ref", message.ref().toString());
    putStatus(message.status(), fields);
    fields.put(
        "reactions",
        reactions == null ? null : reactions.stream().map(MessageViews::reaction).toList());
    fields.put("next", next.map(Cursor::value).orElse(null));
    String start = Views.shown(message.createdAt()) + Views.INDENT + Views.handle(message.sender());
    return new Entry(layout -> layout.wrap(start + Views.INDENT, shown(message)), fields);
  }

  /** What was answered first, then what it says, then what became of it. */
  private static String shown(Message message) {
    List<String> parts = new ArrayList<>();
    MessageRef replyTo = message.replyTo();
    if (replyTo != null) {
      parts.add("(to " + Views.shown(replyTo.sortKey().instant()) + ")");
    }
    if (!message.text().isEmpty()) {
      parts.add(message.text());
    }
    message
        .content()
        .attachments()
        .forEach(
            file -> parts.add("[" + file.name() + ", " + Views.count(file.size(), "byte") + "]"));
    MessageStatus status = message.status();
    if (message.isDeleted()) {
      parts.add("(deleted)");
    } else if (status.editedAt() != null) {
      parts.add("(edited)");
    }
    if (status.expiresAt() != null) {
      parts.add("(expires " + Views.shown(status.expiresAt()) + ")");
    }
    if (!message.reactions().isEmpty()) {
      parts.add(
          message.reactions().stream()
              .map(reaction -> reaction.emoji() + " " + reaction.count())
              .collect(Collectors.joining(", ", "(", ")")));
    }
    return String.join(" ", parts);
  }

  private static void putContent(Message message, Map<String, @Nullable Object> fields) {
    MessageRef replyTo = message.replyTo();
    fields.put("kind", message.kind().name().toLowerCase(Locale.ROOT));
    fields.put("reply_to", replyTo == null ? null : replyTo.toString());
    fields.put("mentions", List.copyOf(message.content().mentions()));
    fields.put(
        "attachments",
        message.content().attachments().stream().map(MessageViews::attachment).toList());
    fields.put("data", message.content().data());
  }

  private static Map<String, @Nullable Object> attachment(Attachment file) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("name", file.name());
    fields.put("content_type", file.contentType());
    fields.put("size", file.size());
    fields.put("location", file.location());
    fields.put("width", file.width() == null ? null : file.width().longValue());
    fields.put("height", file.height() == null ? null : file.height().longValue());
    fields.put("duration_ms", file.duration() == null ? null : file.duration().toMillis());
    return fields;
  }

  private static void putStatus(MessageStatus status, Map<String, @Nullable Object> fields) {
    fields.put("revision", status.revision());
    fields.put("edited_at", Views.exactOrNull(status.editedAt()));
    fields.put("deleted_at", Views.exactOrNull(status.deletedAt()));
    fields.put("deleted_by", status.deletedBy());
    fields.put("expires_at", Views.exactOrNull(status.expiresAt()));
  }

  private static Map<String, @Nullable Object> reaction(Reaction reaction) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("emoji", reaction.emoji());
    fields.put("count", (long) reaction.count());
    fields.put("user_ids", reaction.userIds());
    return fields;
  }

  /**
   * A message that is gone for good.
   *
   * @param message what named it
   * @return when it was written
   */
  public static Entry purged(MessageRef message) {
    Map<String, @Nullable Object> fields = named(message);
    fields.put("purged", true);
    String start = Views.shown(message.sortKey().instant()) + Views.INDENT;
    return new Entry(layout -> layout.wrap(start, "(purged)"), fields);
  }

  /**
   * A message that was not there to be purged.
   *
   * @param message what named it
   * @return that there is nothing to do
   */
  public static Entry notThere(MessageRef message) {
    Map<String, @Nullable Object> fields = named(message);
    fields.put("purged", false);
    return Entry.sentence("It is not there any more, or never was; nothing to do.", fields);
  }

  /**
   * How a user reacts to a message.
   *
   * @param message what names it
   * @param userId who reacts
   * @param emojis all reactions of theirs
   * @return the reactions
   */
  public static Entry reactions(MessageRef message, String userId, Set<String> emojis) {
    Map<String, @Nullable Object> fields = named(message);
    fields.put("user_id", userId);
    fields.put("emojis", List.copyOf(emojis));
    return Entry.sentence(
        userId + ": " + (emojis.isEmpty() ? "no reaction" : String.join(", ", emojis)), fields);
  }

  private static Map<String, @Nullable Object> named(MessageRef message) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("group_id", message.groupId());
    fields.put("message_id", message.messageId());
    fields.put("sort_key", message.sortKey().value());
    fields.put("ref", message.toString());
    return fields;
  }
}

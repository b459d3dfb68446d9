package io.github.ddbmessaging.examples.guide;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.Reaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What clients of the service see: records of its own, so that they change when it wants. */
final class Dtos {
  private Dtos() {}

  record MessageDto(
      String id,
      String ref,
      Instant createdAt,
      String senderId,
      String sender,
      String text,
      long revision,
      boolean edited,
      boolean deleted,
      List<Reaction> reactions) {
    static MessageDto of(Message message) {
      return new MessageDto(
          message.id(),
          message.ref().toString(),
          message.createdAt(),
          message.sender().id(),
          message.sender().displayName(),
          message.text(),
          message.status().revision(),
          message.status().editedAt() != null,
          message.isDeleted(),
          message.reactions());
    }
  }

  record ChangesDto(List<MessageDto> messages, List<String> purged, String next, boolean more) {
    static ChangesDto of(Changes changes) {
      return new ChangesDto(
          changes.messages().stream().map(MessageDto::of).toList(),
          changes.purged().stream().map(MessageRef::messageId).toList(),
          changes.next().value(),
          changes.more());
    }
  }

  record ConversationDto(
      String id, String name, boolean lastIsYours, String preview, Instant lastMessageAt) {
    static ConversationDto of(MessageGroupRow row) {
      return new ConversationDto(
          row.groupId(),
          // A titled group's title, else the other member of the two.
          Optional.ofNullable(row.title()).orElse(row.user().displayName()),
          row.userId().equals(row.lastSenderId()),
          row.preview(),
          row.lastMessageAt());
    }
  }

  record PageDto<T>(List<T> items, @Nullable String next) {
    static <S, T> PageDto<T> of(Page<S> page, Function<S, T> toDto) {
      return new PageDto<>(
          page.items().stream().map(toDto).toList(), page.next().map(Cursor::value).orElse(null));
    }
  }

  record ProblemDto(String problem) {}
}

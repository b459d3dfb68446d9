package io.github.ddbmessaging.examples.guide;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.Reaction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.model.User;
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

  record ChangesDto(
      List<MessageDto> messages,
      List<String> purged,
      @Nullable MembersDto group,
      String next,
      boolean more) {
    static ChangesDto of(Changes changes) {
      return new ChangesDto(
          changes.messages().stream().map(MessageDto::of).toList(),
          changes.purged().stream().map(MessageRef::messageId).toList(),
          changes.group().map(MembersDto::of).orElse(null),
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
          Optional.ofNullable(row.title()).orElse(row.shownUser().displayName()),
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

  record InboxDto(
      ConversationDto conversation,
      String line,
      boolean unread,
      String unreadCount,
      boolean mentioned,
      boolean muted,
      boolean pinned,
      @Nullable String lastMessage,
      long unreadMarks) {
    static InboxDto of(InboxEntry entry, @Nullable UnreadCount count, Instant now) {
      MessageGroupRow row = entry.row();
      return new InboxDto(
          ConversationDto.of(row),
          line(row),
          entry.unread(),
          count == null ? "" : count.count() + (count.more() ? "+" : ""),
          entry.mentioned(),
          entry.isMuted(now),
          entry.isPinned(),
          Optional.ofNullable(row.lastMessage()).map(MessageRef::toString).orElse(null),
          entry.state().unreadMarks());
    }

    /** "You: At 8?", "Ann Ekström: At 8?", or in a direct chat "At 8?". */
    private static String line(MessageGroupRow row) {
      if (row.userId().equals(row.lastSenderId())) {
        return "You: " + row.preview();
      }
      return row.lastSenderId() == null || row.isDirect()
          ? row.preview()
          : row.shownUser().displayName() + ": " + row.preview();
    }
  }

  record StateDto(
      boolean muted, boolean pinned, boolean hidden, @Nullable String readUpTo, long unreadMarks) {
    static StateDto of(GroupState state, Instant now) {
      return new StateDto(
          state.isMuted(now),
          state.isPinned(),
          state.hiddenUpTo() != null,
          Optional.ofNullable(state.readUpTo()).map(SortKey::value).orElse(null),
          state.unreadMarks());
    }
  }

  record MemberDto(String id, String name, String handle, boolean owner) {}

  record MembersDto(@Nullable String title, List<MemberDto> members) {
    static MembersDto of(MessageGroup group) {
      return new MembersDto(
          group.title(), group.members().stream().map(member -> memberOf(group, member)).toList());
    }

    private static MemberDto memberOf(MessageGroup group, User member) {
      boolean owner = group.ownerIds().contains(member.id());
      return new MemberDto(member.id(), member.displayName(), member.handle(), owner);
    }
  }

  record ProblemDto(String problem) {}
}

package io.github.ddbmessaging.examples.chat.live;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.dto.GroupDto;
import io.github.ddbmessaging.examples.chat.dto.MessageDto;
import io.github.ddbmessaging.examples.chat.dto.ReactionDto;
import io.github.ddbmessaging.examples.chat.dto.ReadDto;
import io.github.ddbmessaging.model.ChangeEvent;
import io.github.ddbmessaging.model.ChangeEvent.GroupChanged;
import io.github.ddbmessaging.model.ChangeEvent.GroupCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageDeleted;
import io.github.ddbmessaging.model.ChangeEvent.MessageEdited;
import io.github.ddbmessaging.model.ChangeEvent.MessageExpired;
import io.github.ddbmessaging.model.ChangeEvent.MessagePurged;
import io.github.ddbmessaging.model.ChangeEvent.ReactionsChanged;
import io.github.ddbmessaging.model.ChangeEvent.ReadPositionMoved;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.model.UserReactions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From what a batch of the stream tells to what pages are told. Who is a member is asked of the
 * table, strongly consistent, once a batch: a record may be old, and its group have other members
 * now.
 */
final class Translation {
  private final MessagingStore store;
  private final Map<String, Optional<MessageGroup>> groups = new HashMap<>();

  /** For one batch, with a store that acts for nobody. */
  Translation(MessagingStore store) {
    this.store = store.withConsistentReads();
  }

  Stream<LiveEvent> of(ChangeEvent event) {
    if (event instanceof MessageCreated created) {
      return message("new", MessageDto.of(created.message()), created.message());
    }
    if (event instanceof MessageEdited edited) {
      return message("edited", MessageDto.withoutReactions(edited.message()), edited.message());
    }
    if (event instanceof MessageDeleted deleted) {
      return message("deleted", MessageDto.of(deleted.message()), deleted.message());
    }
    if (event instanceof MessagePurged purged) {
      return gone(purged.before());
    }
    if (event instanceof MessageExpired expired) {
      return gone(expired.before());
    }
    if (event instanceof ReactionsChanged changed) {
      return reactions(changed.reactions());
    }
    if (event instanceof ReadPositionMoved moved) {
      return toAll(
          moved.groupId(),
          "read",
          ReadDto.of(moved.groupId(), moved.userId(), moved.readUpTo()),
          null);
    }
    if (event instanceof GroupCreated created) {
      return group(created.groupId(), Set.of());
    }
    return event instanceof GroupChanged changed
        ? group(changed.groupId(), changed.entry().userIds())
        : Stream.empty();
  }

  private Stream<LiveEvent> message(String type, MessageDto shown, Message message) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("type", type);
    data.put("message", shown);
    return toAll(message.groupId(), "message", data, reference(message));
  }

  /** To a page it is as if it were deleted. Without an old image it is not known what it was. */
  private Stream<LiveEvent> gone(Optional<Message> before) {
    return before.stream()
        .map(
            message ->
                message.with(
                    MessageContent.EMPTY, message.status().deleted(message.createdAt(), null)))
        .flatMap(message -> message("deleted", MessageDto.of(message), message));
  }

  private Stream<LiveEvent> reactions(UserReactions changed) {
    SortKey key = changed.message();
    return key
        .id()
        .map(id -> new MessageRef(changed.groupId(), key, id))
        .flatMap(store.withReactions()::findMessage)
        .stream()
        .flatMap(
            message -> {
              Map<String, Object> data = new LinkedHashMap<>();
              data.put("ref", message.ref().toString());
              data.put("groupId", message.groupId());
              data.put("reactions", ReactionDto.of(message.reactions()));
              return toAll(message.groupId(), "reactions", data, key);
            });
  }

  /** To each member as they see it; to who was in it before, that they are not any more. */
  private Stream<LiveEvent> group(String groupId, Set<String> concerned) {
    Optional<MessageGroup> group = find(groupId);
    Set<String> members = members(group, null);
    Stream<LiveEvent> inside =
        members.stream().map(user -> groupEvent(groupId, user, GroupDto.of(group.get(), user)));
    Stream<LiveEvent> outside =
        concerned.stream()
            .filter(user -> !members.contains(user))
            .map(user -> groupEvent(groupId, user, null));
    return Stream.concat(inside, outside);
  }

  private static LiveEvent groupEvent(String groupId, String user, @Nullable GroupDto group) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("groupId", groupId);
    data.put("group", group);
    return new LiveEvent("group", Set.of(user), data);
  }

  private Stream<LiveEvent> toAll(
      String groupId, String name, Object data, @Nullable SortKey message) {
    Set<String> members = members(find(groupId), message);
    return members.isEmpty() ? Stream.empty() : Stream.of(new LiveEvent(name, members, data));
  }

  /** The members who may see a message. */
  private static Set<String> members(Optional<MessageGroup> group, @Nullable SortKey message) {
    return group.stream()
        .flatMap(
            found ->
                found.members().stream()
                    .map(User::id)
                    .filter(user -> message == null || found.accessOf(user).sees(message)))
        .collect(Collectors.toSet());
  }

  private Optional<MessageGroup> find(String groupId) {
    return groups.computeIfAbsent(groupId, store::findGroup);
  }

  private static SortKey reference(Message message) {
    return SortKey.of(message.createdAt(), message.id());
  }
}

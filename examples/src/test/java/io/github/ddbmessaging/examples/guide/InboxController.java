package io.github.ddbmessaging.examples.guide;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.guide.Dtos.InboxDto;
import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
import io.github.ddbmessaging.examples.guide.Dtos.PageDto;
import io.github.ddbmessaging.examples.guide.Dtos.StateDto;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.UnreadCount;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The endpoints of a user's inbox: what is unread, muted, pinned and hidden. */
final class InboxController {
  private static final int PAGE = 20;
  private static final int MOST_COUNTED = 99;
  private static final Logger LOG = System.getLogger("inbox");

  private final MessagingStore store;
  private final Clock clock;

  InboxController(MessagingStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** {@code GET /inbox?cursor=…} */
  Response inbox(String me, @Nullable String cursor) {
    return respond(
        () -> {
          MessagingStore mine = store.actingAs(me);
          PageRequest newest = newestFirst(PAGE);
          Page<InboxEntry> page =
              mine.listInbox(me, cursor == null ? newest : newest.continuedAt(new Cursor(cursor)));
          page.unreadable().forEach(item -> LOG.log(Level.WARNING, "Unreadable: {0}", item));
          Map<String, UnreadCount> unread = unread(mine, me, page.items());
          Instant now = clock.instant();
          return Response.of(
              200,
              PageDto.of(
                  page, entry -> InboxDto.of(entry, unread.get(entry.row().groupId()), now)));
        });
  }

  /** How many messages are unread where any is. */
  private static Map<String, UnreadCount> unread(
      MessagingStore mine, String me, List<InboxEntry> entries) {
    List<String> groups =
        entries.stream().filter(InboxEntry::unread).map(entry -> entry.row().groupId()).toList();
    return groups.isEmpty() ? Map.of() : mine.countUnread(me, groups, MOST_COUNTED);
  }

  /** {@code GET /conversations/{id}/around-unread}: where the user stopped reading. */
  Response aroundUnread(String me, String id) {
    return respond(
        () -> {
          MessagingStore mine = store.actingAs(me);
          Optional<MessageRef> read =
              mine.findGroupState(me, id)
                  .map(GroupState::readUpTo)
                  .map(key -> new MessageRef(id, key, key.id().orElseThrow()));
          List<Message> messages =
              read.isPresent()
                  ? mine.listMessagesAround(read.get(), PAGE).inOrder()
                  : mine.listMessages(id, oldestFirst(PAGE)).items();
          return Response.of(200, messages.stream().map(MessageDto::of).toList());
        });
  }

  /** {@code PUT /conversations/{id}/read} with the last message on the screen. */
  Response markRead(String me, String message, long unreadMarks) {
    return respond(
        () -> state(store.actingAs(me).markRead(me, MessageRef.parse(message), unreadMarks)));
  }

  /** {@code PUT /conversations/{id}/unread} with the first message to read again. */
  Response markUnread(String me, String message) {
    return respond(() -> state(store.actingAs(me).markUnread(me, MessageRef.parse(message))));
  }

  /** {@code PUT /conversations/{id}/muted} */
  Response mute(String me, String id, Instant until) {
    return update(me, id, GroupStateUpdate.begin().muteUntil(until));
  }

  /** {@code PUT}, {@code DELETE /conversations/{id}/pinned} */
  Response pin(String me, String id, boolean pinned) {
    GroupStateUpdate update = GroupStateUpdate.begin();
    return update(me, id, pinned ? update.pin() : update.unpin());
  }

  /** {@code PUT /conversations/{id}/hidden} with the time that the inbox showed. */
  Response hide(String me, String id, Instant lastMessageAt) {
    return update(me, id, GroupStateUpdate.begin().hideUpTo(lastMessageAt));
  }

  private Response update(String me, String id, GroupStateUpdate update) {
    return respond(() -> state(store.actingAs(me).updateGroupState(me, id, update)));
  }

  private Response state(GroupState state) {
    return Response.of(200, StateDto.of(state, clock.instant()));
  }

  private static Response respond(Supplier<Response> endpoint) {
    try {
      return endpoint.get();
    } catch (MessagingException problem) {
      return Problems.of(problem);
    }
  }
}

package io.github.ddbmessaging.examples.chat.conversation;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.dto.ReadDto;
import io.github.ddbmessaging.examples.chat.dto.StateDto;
import io.github.ddbmessaging.examples.chat.live.Fanout;
import io.github.ddbmessaging.examples.chat.live.LiveEvent;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.examples.chat.web.ProblemException;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What users have read, and how they want to see a conversation. */
@RestController
@RequestMapping("/api/groups/{id}")
class StateController {
  private static final int LOOKED_AT = 50;

  private final MessagingStore store;
  private final Fanout fanout;

  StateController(MessagingStore store, Fanout fanout) {
    this.store = store;
    this.fanout = fanout;
  }

  @GetMapping("/state")
  StateDto find(@AuthenticationPrincipal Profile me, @PathVariable String id) {
    MessagingStore mine = store.actingAs(me.userId());
    MessageGroup group = group(mine, id);
    return new StateDto(
        mine.findGroupState(me.userId(), group.id()).map(GroupState::unreadMarks).orElse(0L));
  }

  @PutMapping("/read")
  StateDto markRead(
      @AuthenticationPrincipal Profile me, @PathVariable String id, @RequestBody Read body) {
    MessageRef ref = MessageRef.parse(Input.required(body.ref(), "ref"));
    if (!ref.groupId().equals(id)) {
      throw new InvalidInputException("The ref is of another conversation");
    }
    MessagingStore mine = store.actingAs(me.userId());
    group(mine, id);
    long marks = body.unreadMarks() == null ? 0 : body.unreadMarks();
    return new StateDto(mine.markRead(me.userId(), ref, marks).unreadMarks());
  }

  @GetMapping("/read")
  List<ReadDto> listRead(@AuthenticationPrincipal Profile me, @PathVariable String id) {
    return store.actingAs(me.userId()).listReadPositions(id).stream()
        .map(position -> ReadDto.of(id, position.userId(), position.readUpTo()))
        .toList();
  }

  @PatchMapping("/state")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void change(
      @AuthenticationPrincipal Profile me, @PathVariable String id, @RequestBody StateChange body) {
    MessagingStore mine = store.actingAs(me.userId());
    MessageGroup group = group(mine, id);
    body.update(group).ifPresent(update -> mine.updateGroupState(me.userId(), id, update));
    if (body.marksUnread()) {
      newestOfOthers(mine, me.userId(), id)
          .ifPresent(message -> mine.markUnread(me.userId(), message.ref()));
    }
    // The stream tells of read positions alone; this is for the user's other pages.
    fanout.publish(new LiveEvent("state", Set.of(me.userId()), Map.of("groupId", id)));
  }

  /** A state could be kept of any group: only of one's own is there any use. */
  private static MessageGroup group(MessagingStore mine, String id) {
    return mine.findGroup(id)
        .orElseThrow(() -> ProblemException.notFound("There is no such conversation"));
  }

  private static Optional<Message> newestOfOthers(MessagingStore mine, String me, String id) {
    return mine.listMessages(id, newestFirst(LOOKED_AT)).items().stream()
        .filter(message -> !message.sender().id().equals(me) && !message.isDeleted())
        .findFirst();
  }

  record Read(@Nullable String ref, @Nullable Long unreadMarks) {}
}

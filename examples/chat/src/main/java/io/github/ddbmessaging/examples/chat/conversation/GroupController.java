package io.github.ddbmessaging.examples.chat.conversation;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.dto.GroupDto;
import io.github.ddbmessaging.examples.chat.dto.MessageDto;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.examples.chat.web.ProblemException;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Conversations, and who is in them. */
@RestController
@RequestMapping("/api/groups")
class GroupController {
  private final MessagingStore store;
  private final People people;

  GroupController(MessagingStore store, People people) {
    this.store = store;
    this.people = people;
  }

  /** A direct chat without a title, or a group. A direct chat that is there gets the message. */
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Started start(
      @AuthenticationPrincipal Profile me,
      @RequestHeader("Idempotency-Key") String key,
      @RequestBody NewConversation body) {
    List<User> others = people.all(body.memberIds(), "memberIds");
    NewMessage message =
        NewMessage.from(me.userId(), Input.required(body.text(), "text")).withIdempotencyKey(key);
    Sent sent =
        store.actingAs(me.userId()).createGroup(newGroup(me.user(), others, body.title()), message);
    return new Started(GroupDto.of(sent.group(), me.userId()), MessageDto.of(sent.message()));
  }

  private static NewGroup newGroup(User me, List<User> others, @Nullable String title) {
    if (title != null) {
      return NewGroup.titled(title, Stream.concat(Stream.of(me), others.stream()).toList());
    }
    if (others.size() != 1) {
      throw new InvalidInputException("A direct chat is with one other user; a group has a title");
    }
    return NewGroup.direct(me, others.get(0));
  }

  @GetMapping("/{id}")
  GroupDto find(@AuthenticationPrincipal Profile me, @PathVariable String id) {
    return GroupDto.of(
        store
            .actingAs(me.userId())
            .findGroup(id)
            .orElseThrow(() -> ProblemException.notFound("There is no such conversation")),
        me.userId());
  }

  @PatchMapping("/{id}")
  GroupDto rename(
      @AuthenticationPrincipal Profile me, @PathVariable String id, @RequestBody Title body) {
    MessageGroup renamed =
        store.actingAs(me.userId()).renameGroup(id, Input.required(body.title(), "title"));
    return GroupDto.of(renamed, me.userId());
  }

  @PostMapping("/{id}/members")
  GroupDto add(
      @AuthenticationPrincipal Profile me, @PathVariable String id, @RequestBody Added body) {
    MessageGroup group =
        store
            .actingAs(me.userId())
            .addMembers(id, people.all(body.userIds(), "userIds"), history(body.history()));
    return GroupDto.of(group, me.userId());
  }

  private static History history(@Nullable String history) {
    return switch (Input.required(history, "history")) {
      case "all" -> History.FROM_BEGINNING;
      case "from-joining" -> History.FROM_JOINING;
      default -> throw new InvalidInputException("The field history is all or from-joining");
    };
  }

  /** Oneself to leave, or another. */
  @DeleteMapping("/{id}/members/{userId}")
  ResponseEntity<GroupDto> remove(
      @AuthenticationPrincipal Profile me, @PathVariable String id, @PathVariable String userId) {
    MessagingStore mine = store.actingAs(me.userId());
    if (userId.equals(me.userId())) {
      mine.leaveGroup(id, userId);
      return ResponseEntity.noContent().build();
    }
    return ResponseEntity.ok(GroupDto.of(mine.removeMember(id, userId), me.userId()));
  }

  record NewConversation(
      @Nullable String title, @Nullable List<String> memberIds, @Nullable String text) {}

  record Title(@Nullable String title) {}

  record Added(@Nullable List<String> userIds, @Nullable String history) {}

  record Started(GroupDto group, MessageDto message) {}
}

package io.github.ddbmessaging.examples.chat.conversation;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.attachment.Attachments;
import io.github.ddbmessaging.examples.chat.dto.MessageDto;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Messages of a conversation. */
@RestController
@RequestMapping("/api")
class MessageController {
  private static final int MOST_LISTED = 200;

  private final MessagingStore store;
  private final Attachments attachments;

  MessageController(MessagingStore store, Attachments attachments) {
    this.store = store;
    this.attachments = attachments;
  }

  /** The newest first. The first page brings the token from which changes are asked for. */
  @GetMapping("/groups/{id}/messages")
  Messages list(
      @AuthenticationPrincipal Profile me,
      @PathVariable String id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (limit > MOST_LISTED) {
      throw new InvalidInputException("At most " + MOST_LISTED + " messages are listed");
    }
    MessagingStore mine = store.actingAs(me.userId()).withReactions().withCurrentNames();
    String token = null;
    if (cursor == null) {
      // Before the messages, which must not lag behind it.
      token = mine.beginChanges(id).value();
      mine = mine.withConsistentReads();
    }
    Page<Message> page = mine.listMessages(id, PageDto.from(newestFirst(limit), cursor));
    PageDto.report(page);
    return new Messages(
        page.items().stream().map(MessageDto::of).toList(), PageDto.cursor(page), token);
  }

  @PostMapping("/groups/{id}/messages")
  @ResponseStatus(HttpStatus.CREATED)
  MessageDto send(
      @AuthenticationPrincipal Profile me,
      @PathVariable String id,
      @RequestHeader("Idempotency-Key") String key,
      @RequestBody NewText body) {
    MessageContent content =
        MessageContent.ofText(Optional.ofNullable(body.text()).orElse(""))
            .withMentions(Optional.ofNullable(body.mentions()).orElse(List.of()));
    List<String> files = Optional.ofNullable(body.attachments()).orElse(List.of());
    MessagingStore mine = store.actingAs(me.userId());
    return MessageDto.of(
        attachments.sendWith(
            me,
            id,
            key,
            files,
            attached ->
                mine.createMessage(
                        id, message(me, content.withAttachments(attached), body.replyTo(), key))
                    .message()));
  }

  private static NewMessage message(
      Profile me, MessageContent content, @Nullable String replyTo, String key) {
    NewMessage message = NewMessage.from(me.userId(), content).withIdempotencyKey(key);
    return replyTo == null ? message : message.withReplyTo(MessageRef.parse(replyTo));
  }

  /** Keeps all but the text. Refused if somebody changed the message since this user saw it. */
  @PatchMapping("/messages/{ref}")
  MessageDto edit(
      @AuthenticationPrincipal Profile me, @PathVariable String ref, @RequestBody NewVersion body) {
    MessagingStore mine = store.actingAs(me.userId());
    MessageRef message = MessageRef.parse(ref);
    Message seen =
        mine.withConsistentReads()
            .findMessage(message)
            .orElseThrow(() -> new MessageNotFoundException(message));
    MessageContent content = seen.content().withText(Input.required(body.text(), "text"));
    MessageEdit edit =
        MessageEdit.of(content).ifRevision(Input.required(body.revision(), "revision"));
    return MessageDto.withoutReactions(mine.editMessage(message, edit));
  }

  @DeleteMapping("/messages/{ref}")
  MessageDto delete(@AuthenticationPrincipal Profile me, @PathVariable String ref) {
    return MessageDto.of(store.actingAs(me.userId()).deleteMessage(MessageRef.parse(ref)));
  }

  @PutMapping("/messages/{ref}/reactions/{emoji}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void react(
      @AuthenticationPrincipal Profile me, @PathVariable String ref, @PathVariable String emoji) {
    store.actingAs(me.userId()).addReaction(MessageRef.parse(ref), me.userId(), emoji);
  }

  @DeleteMapping("/messages/{ref}/reactions/{emoji}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void unreact(
      @AuthenticationPrincipal Profile me, @PathVariable String ref, @PathVariable String emoji) {
    store.actingAs(me.userId()).removeReaction(MessageRef.parse(ref), me.userId(), emoji);
  }

  record Messages(List<MessageDto> items, @Nullable String older, @Nullable String token) {}

  record NewText(
      @Nullable String text,
      @Nullable String replyTo,
      @Nullable List<String> mentions,
      @Nullable List<String> attachments) {}

  record NewVersion(@Nullable String text, @Nullable Long revision) {}
}

package io.github.ddbmessaging.examples.guide;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.guide.Dtos.ConversationDto;
import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
import io.github.ddbmessaging.examples.guide.Dtos.PageDto;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints. A web framework calls them with the user who is signed in and with the parts of
 * the request; what is missing is null.
 */
final class ConversationController {
  private static final int PAGE = 20;
  private static final Logger LOG = System.getLogger("conversations");

  private final MessagingStore store;
  private final Function<String, Optional<User>> users;

  ConversationController(MessagingStore store, Function<String, Optional<User>> users) {
    this.store = store;
    this.users = users;
  }

  /** {@code GET /conversations?cursor=…} */
  Response conversations(String me, @Nullable String cursor) {
    return respond(
        () -> {
          PageRequest page = from(newestFirst(PAGE), cursor);
          return Response.of(
              200,
              PageDto.of(
                  reported(store.actingAs(me).listMessageGroups(me, page)), ConversationDto::of));
        });
  }

  /** {@code GET /conversations/{id}/messages?before=…&cursor=…}: the newest first. */
  Response messages(String me, String id, @Nullable String before, @Nullable String cursor) {
    return respond(
        () -> {
          PageRequest newest = newestFirst(PAGE);
          return page(
              me, id, before == null ? newest : newest.before(MessageRef.parse(before)), cursor);
        });
  }

  /** {@code GET /conversations/{id}/missed?after=…&cursor=…}: the oldest first. */
  Response missed(String me, String id, String after, @Nullable String cursor) {
    return respond(() -> page(me, id, oldestFirst(PAGE).after(MessageRef.parse(after)), cursor));
  }

  /** {@code POST /conversations/{id}/messages} with an {@code Idempotency-Key}. */
  Response send(String me, String id, String text, @Nullable String key) {
    return respond(() -> created(store.actingAs(me).createMessage(id, message(me, text, key))));
  }

  /** {@code POST /conversations} with one other user: the direct chat of the two. */
  Response startDirect(String me, String other, String text, @Nullable String key) {
    return respond(() -> start(me, NewGroup.direct(user(me), user(other)), text, key));
  }

  /** {@code POST /conversations} with a title and others. */
  Response startGroup(
      String me, String title, List<String> others, String text, @Nullable String key) {
    return respond(
        () -> {
          List<User> members =
              Stream.concat(Stream.of(me), others.stream()).map(this::user).toList();
          return start(me, NewGroup.titled(title, members), text, key);
        });
  }

  private Response start(String me, NewGroup group, String text, @Nullable String key) {
    return created(store.actingAs(me).createGroup(group, message(me, text, key)));
  }

  private Response page(String me, String id, PageRequest request, @Nullable String cursor) {
    return Response.of(
        200,
        PageDto.of(
            reported(store.actingAs(me).listMessages(id, from(request, cursor))), MessageDto::of));
  }

  private static PageRequest from(PageRequest request, @Nullable String cursor) {
    return cursor == null ? request : request.continuedAt(new Cursor(cursor));
  }

  private static <T> Page<T> reported(Page<T> page) {
    page.unreadable().forEach(item -> LOG.log(Level.WARNING, "Unreadable: {0}", item));
    return page;
  }

  /** {@code POST /conversations/{id}/answers}: with files, in which others are mentioned. */
  Response answer(
      String me,
      String id,
      String text,
      String answered,
      List<String> mentioned,
      List<Attachment> files,
      String key) {
    MessageContent content =
        MessageContent.ofText(text).withMentions(mentioned).withAttachments(files);
    return respond(
        () ->
            created(
                store
                    .actingAs(me)
                    .createMessage(
                        id,
                        NewMessage.from(me, content)
                            .withReplyTo(MessageRef.parse(answered))
                            .withIdempotencyKey(key))));
  }

  private static NewMessage message(String me, String text, @Nullable String key) {
    if (key == null) {
      throw new InvalidInputException("The header Idempotency-Key is missing");
    }
    return NewMessage.from(me, text).withIdempotencyKey(key);
  }

  private User user(String id) {
    return users
        .apply(id)
        .orElseThrow(() -> new InvalidInputException("There is no user '" + id + "'"));
  }

  private static Response created(Sent sent) {
    return Response.of(201, MessageDto.of(sent.message()))
        .withHeader("Location", "/conversations/" + sent.group().id());
  }

  private static Response respond(Supplier<Response> endpoint) {
    try {
      return endpoint.get();
    } catch (MessagingException problem) {
      return Problems.of(problem);
    }
  }
}

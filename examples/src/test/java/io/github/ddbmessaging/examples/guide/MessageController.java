package io.github.ddbmessaging.examples.guide;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.guide.Dtos.ChangesDto;
import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagingException;
import java.util.function.Supplier;

/** The endpoints of one message, and of what changed. */
final class MessageController {
  private static final int PAGE = 100;

  private final MessagingStore store;

  MessageController(MessagingStore store) {
    this.store = store;
  }

  /** {@code PUT /messages/{ref}} with {@code If-Match: revision}. */
  Response edit(String me, String ref, String text, long revision) {
    return respond(
        () -> {
          MessagingStore mine = store.actingAs(me);
          MessageRef message = MessageRef.parse(ref);
          MessageEdit edit = MessageEdit.ofText(text).ifRevision(revision);
          return Response.of(200, MessageDto.of(mine.editMessage(message, edit)));
        });
  }

  /** {@code DELETE /messages/{ref}} */
  Response delete(String me, String ref) {
    return respond(
        () -> {
          Message deleted = store.actingAs(me).deleteMessage(MessageRef.parse(ref));
          return Response.of(200, MessageDto.of(deleted));
        });
  }

  /** {@code PUT /messages/{ref}/reactions/{emoji}} */
  Response react(String me, String ref, String emoji) {
    return respond(
        () ->
            Response.of(
                200, store.actingAs(me).addReaction(MessageRef.parse(ref), me, emoji).emojis()));
  }

  /** {@code POST /conversations/{id}/changes}: the first token. */
  Response beginChanges(String me, String id) {
    return respond(() -> Response.of(200, store.actingAs(me).beginChanges(id).value()));
  }

  /** {@code GET /conversations/{id}/changes?since=…} */
  Response changes(String me, String id, String since) {
    return respond(
        () ->
            Response.of(
                200,
                ChangesDto.of(store.actingAs(me).listChanges(id, new ChangesToken(since), PAGE))));
  }

  private static Response respond(Supplier<Response> endpoint) {
    try {
      return endpoint.get();
    } catch (MessagingException problem) {
      return Problems.of(problem);
    }
  }
}

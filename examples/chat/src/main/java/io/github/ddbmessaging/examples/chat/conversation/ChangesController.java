package io.github.ddbmessaging.examples.chat.conversation;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.dto.GroupDto;
import io.github.ddbmessaging.examples.chat.dto.MessageDto;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.MessageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a page missed. */
@RestController
class ChangesController {
  private static final Logger LOG = LoggerFactory.getLogger(ChangesController.class);
  private static final int MOST = 200;

  private final MessagingStore store;

  ChangesController(MessagingStore store) {
    this.store = store;
  }

  @GetMapping("/api/groups/{id}/changes")
  Missed list(
      @AuthenticationPrincipal Profile me, @PathVariable String id, @RequestParam String token) {
    MessagingStore mine = store.actingAs(me.userId());
    try {
      Changes changes = mine.listChanges(id, new ChangesToken(token), MOST);
      changes.unreadable().forEach(item -> LOG.error("Unreadable: {}", item));
      return new Missed(
          changes.messages().stream().map(MessageDto::withoutReactions).toList(),
          changes.purged().stream().map(MessageRef::toString).toList(),
          changes.group().map(group -> GroupDto.of(group, me.userId())).orElse(null),
          changes.next().value(),
          false,
          changes.more());
    } catch (ChangesTokenExpiredException e) {
      return new Missed(List.of(), List.of(), null, mine.beginChanges(id).value(), true, false);
    }
  }

  record Missed(
      List<MessageDto> messages,
      List<String> purged,
      @Nullable GroupDto group,
      String token,
      boolean startAgain,
      boolean more) {}
}

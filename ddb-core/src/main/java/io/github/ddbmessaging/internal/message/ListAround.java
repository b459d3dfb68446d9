package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;

import io.github.ddbmessaging.internal.access.MemberView;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagesAround;
import io.github.ddbmessaging.model.Page;

/** Lists the messages around one: a page upward from it, and one downward, side by side. */
public final class ListAround {
  private ListAround() {}

  public static Operation<MessagesAround> ofMessage(
      StoreSettings settings, MessageRef ref, int limit) {
    return new Operation<>("listMessagesAround", () -> list(settings, ref, limit));
  }

  private static Step<MessagesAround> list(StoreSettings settings, MessageRef ref, int limit) {
    Validation.messageRef(ref);
    Validation.pageRequest(newestFirst(limit));
    return Membership.requireView(settings, ref.groupId())
        .then(view -> read(settings, ref, limit, view));
  }

  private static Step<MessagesAround> read(
      StoreSettings settings, MessageRef ref, int limit, MemberView view) {
    String groupId = ref.groupId();
    ReadPage<Message> older =
        ReadPage.ofMessages(settings.requests(), groupId, newestFirst(limit).before(ref));
    ReadPage<Message> newer =
        ReadPage.ofMessagesFrom(settings.requests(), groupId, oldestFirst(limit), ref.sortKey());
    return Step.both(
        () -> side(settings, groupId, older, view),
        () -> side(settings, groupId, newer, view),
        MessagesAround::new);
  }

  private static Step<Page<Message>> side(
      StoreSettings settings, String groupId, ReadPage<Message> read, MemberView view) {
    return VisiblePage.read(settings, groupId, read, view)
        .then(page -> PageReactions.addIfWanted(settings, groupId, page));
  }
}

package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.MessagesAround;
import io.github.ddbmessaging.model.Page;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Lists the messages around one: a page upward from it, and one downward, side by side. */
public final class ListAround {
  private ListAround() {}

  private enum Side {
    OLDER,
    NEWER
  }

  public static Operation<MessagesAround> ofMessage(
      StoreSettings settings, MessageRef ref, int limit) {
    return new Operation<>("listMessagesAround", () -> list(settings, ref, limit));
  }

  private static Step<MessagesAround> list(StoreSettings settings, MessageRef ref, int limit) {
    Validation.messageRef(ref);
    Validation.pageRequest(newestFirst(limit));
    RequestSettings requests = settings.requests();
    return Membership.isUnchecked(settings)
        ? read(requests, ref, limit)
        : Membership.require(settings, ref.groupId()).then(group -> read(requests, ref, limit));
  }

  private static Step<MessagesAround> read(RequestSettings settings, MessageRef ref, int limit) {
    ReadPage<Message> older =
        ReadPage.ofMessages(settings, ref.groupId(), newestFirst(limit).before(ref));
    ReadPage<Message> newer =
        ReadPage.ofMessagesFrom(settings, ref.groupId(), oldestFirst(limit), ref.sortKey());
    Map<Side, Supplier<Step<Page<Message>>>> sides = new EnumMap<>(Side.class);
    sides.put(Side.OLDER, older::page);
    sides.put(Side.NEWER, newer::page);
    return Step.all(sides)
        .map(pages -> new MessagesAround(page(pages, Side.OLDER), page(pages, Side.NEWER)));
  }

  private static Page<Message> page(Map<Side, Outcome<Page<Message>>> pages, Side side) {
    Outcome<Page<Message>> page = pages.get(side);
    if (page == null) {
      throw new IllegalStateException("No page of side " + side);
    }
    page.failure()
        .ifPresent(
            failure -> {
              throw failure;
            });
    return page.value().orElseThrow();
  }
}

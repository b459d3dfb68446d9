package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.MemberView;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadableItem;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** A page of messages as far as whoever the store acts for may see it. */
final class VisiblePage {
  private VisiblePage() {}

  static Step<Page<Message>> read(
      StoreSettings settings, String groupId, ReadPage<Message> read, MemberView view) {
    return read.within(view.visible()).page().then(page -> check(settings, groupId, page, view));
  }

  /** Checks again where the page is newer than the head that told what may be seen. */
  static Step<Page<Message>> check(
      StoreSettings settings, String groupId, Page<Message> page, MemberView view) {
    Optional<SortKey> highest =
        Stream.concat(
                page.items().stream().map(Message::sortKey),
                page.unreadable().stream()
                    .map(UnreadableItem::sortKey)
                    .filter(SortKey::isOne)
                    .map(SortKey::new))
            .max(Comparator.naturalOrder());
    return Membership.afterReading(settings, groupId, view, highest)
        .map(
            now ->
                new Page<>(
                    page.items().stream().filter(now.visible()::sees).map(now::named).toList(),
                    page.next(),
                    page.unreadable().stream()
                        .filter(item -> now.visible().seesKey(item.sortKey()))
                        .toList()));
  }
}

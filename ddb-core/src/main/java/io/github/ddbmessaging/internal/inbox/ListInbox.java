package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.UnreadableItem;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Pattern B with personal state: lists a user's groups by their newest message, without the hidden
 * ones. Rows and states are read side by side.
 */
public final class ListInbox {
  private final StoreSettings settings;
  private final Instant now;

  private ListInbox(StoreSettings settings) {
    this.settings = settings;
    this.now = settings.requests().now();
  }

  public static Operation<Page<InboxEntry>> ofUser(
      StoreSettings settings, String userId, PageRequest request) {
    return new Operation<>(
        "listInbox",
        () -> {
          ListGroups.check(settings, userId, request);
          return new ListInbox(settings).list(userId, request);
        });
  }

  private Step<Page<InboxEntry>> list(String userId, PageRequest request) {
    RequestSettings requests = settings.requests();
    ReadPage<MessageGroupRow> first = ReadPage.ofStoredRows(requests, userId, request);
    Step<Step<Page<InboxEntry>>> read =
        Step.both(
            first::begin,
            () -> States.ofUser(requests, userId),
            (rows, states) ->
                rows.without(row -> states.of(row.groupId()).state().hides(row))
                    .then(found -> addStates(found, states)));
    return read.then(step -> step);
  }

  private Step<Page<InboxEntry>> addStates(Page<MessageGroupRow> page, States states) {
    List<UnreadableItem> unreadable =
        Stream.concat(page.unreadable().stream(), states.unreadable().stream()).toList();
    return new InboxEntries(settings, states, now)
        .of(page.items())
        .map(entries -> new Page<>(entries, page.next(), unreadable));
  }
}

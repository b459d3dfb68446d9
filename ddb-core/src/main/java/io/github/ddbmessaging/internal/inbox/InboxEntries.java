package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Adds a user's states to the rows of groups. Most rows tell whether there is anything unread; for
 * the others, the newest messages are looked at.
 */
final class InboxEntries {
  private final StoreSettings settings;
  private final States states;
  private final Instant now;

  InboxEntries(StoreSettings settings, States states, Instant now) {
    this.settings = settings;
    this.states = states;
    this.now = now;
  }

  /**
   * The entries, in the order of the rows.
   *
   * @param rows as they are stored
   */
  Step<List<InboxEntry>> of(List<MessageGroupRow> rows) {
    Map<MessageGroupRow, Supplier<Step<Boolean>>> flags = new LinkedHashMap<>();
    rows.forEach(row -> flags.put(row, () -> isUnread(row)));
    return Step.all(flags)
        .map(
            found ->
                found.entrySet().stream()
                    .map(flag -> entry(flag.getKey(), flag.getValue().orThrow()))
                    .toList());
  }

  private InboxEntry entry(MessageGroupRow stored, boolean unread) {
    MessageGroupRow row = stored.asOf(now);
    return new InboxEntry(row, states.of(row.groupId()).state(), unread, unread && row.mentioned());
  }

  private Step<Boolean> isUnread(MessageGroupRow row) {
    ReadState state = states.of(row.groupId());
    Optional<Boolean> told = toldByRow(row, state);
    return told.isPresent()
        ? new Step.Done<>(told.get())
        : new UnreadMessages(settings, state).any(row.visibleFrom());
  }

  private Optional<Boolean> toldByRow(MessageGroupRow row, ReadState state) {
    if (row.asOf(now).equals(row)) {
      if (row.userId().equals(row.lastSenderId())) {
        return Optional.of(false);
      }
      MessageRef shown = row.lastMessage();
      if (shown != null) {
        return Optional.of(
            state.isBelow(settings.legacy().referenceTo(shown.sortKey(), shown.messageId())));
      }
    }
    SortKey position = state.state().readUpTo();
    boolean nothingNewer =
        position != null && settings.legacy().timeOf(row.sortKey()).isBefore(position.instant());
    return nothingNewer ? Optional.of(false) : Optional.empty();
  }
}

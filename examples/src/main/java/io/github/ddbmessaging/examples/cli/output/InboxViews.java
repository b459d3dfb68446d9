package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.UnreadCount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a user's inbox is printed, and what the user has noted of a group. Pure. */
public final class InboxViews {
  private static final int LAST_YEAR = 9999;

  private InboxViews() {}

  /**
   * A line in a user's inbox.
   *
   * @param entry the entry
   * @param count how many messages are unread, if that was asked for
   * @param now when it is shown
   * @param next where the next page begins, if this is the last item of its page
   * @return as {@link Views#row} has it, what is unread, muted and pinned, and whether the last
   *     message is the user's own
   */
  public static Entry entry(
      InboxEntry entry, Optional<UnreadCount> count, Instant now, Optional<Cursor> next) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    Views.putRow(entry.row(), fields);
    fields.put("unread", entry.unread());
    fields.put("unread_count", count.map(unread -> (long) unread.count()).orElse(null));
    fields.put("unread_more", count.map(UnreadCount::more).orElse(null));
    fields.put("unread_mention", entry.mentioned());
    putState(entry.state(), fields);
    fields.put("next", next.map(Cursor::value).orElse(null));
    MessageGroupRow row = entry.row();
    String you = row.userId().equals(row.lastSenderId()) ? "You: " : "";
    String notes = notes(entry, count, now);
    return new Entry(layout -> Views.rowLines(row, notes, you, layout), fields);
  }

  private static String notes(InboxEntry entry, Optional<UnreadCount> count, Instant now) {
    List<String> notes = new ArrayList<>();
    if (entry.unread()) {
      notes.add(count.map(unread -> number(unread) + " unread").orElse("unread"));
    }
    if (entry.mentioned()) {
      notes.add("mentioned");
    }
    Instant mutedUntil = entry.state().mutedUntil();
    if (mutedUntil != null && entry.isMuted(now)) {
      notes.add(muted(mutedUntil));
    }
    if (entry.isPinned()) {
      notes.add("pinned");
    }
    return notes.isEmpty() ? "" : " (" + String.join(", ", notes) + ")";
  }

  /**
   * How many messages are unread.
   *
   * @param groupId of which group
   * @param userId by whom
   * @param unread how many
   * @return one sentence
   */
  public static Entry unread(String groupId, String userId, UnreadCount unread) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("user_id", userId);
    fields.put("group_id", groupId);
    fields.put("unread_count", (long) unread.count());
    fields.put("unread_more", unread.more());
    return Entry.sentence(
        userId
            + ": "
            + number(unread)
            + " unread message"
            + (unread.count() == 1 && !unread.more() ? "" : "s"),
        fields);
  }

  private static String number(UnreadCount unread) {
    return unread.count() + (unread.more() ? "+" : "");
  }

  /**
   * What a user has noted of a group.
   *
   * @param state the state
   * @return one sentence
   */
  public static Entry state(GroupState state) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("user_id", state.userId());
    fields.put("group_id", state.groupId());
    putState(state, fields);
    List<String> notes = new ArrayList<>();
    if (state.readUpTo() != null) {
      notes.add("read up to " + Views.shown(state.readUpTo().instant()));
    }
    if (state.mutedUntil() != null) {
      notes.add(muted(state.mutedUntil()));
    }
    if (state.isPinned()) {
      notes.add("pinned");
    }
    if (state.hiddenUpTo() != null) {
      notes.add("hidden until there is a message after " + Views.shown(state.hiddenUpTo()));
    }
    return Entry.sentence(
        state.userId() + ": " + (notes.isEmpty() ? "nothing noted" : String.join(", ", notes)),
        fields);
  }

  private static String muted(Instant until) {
    boolean forGood = until.atOffset(ZoneOffset.UTC).getYear() == LAST_YEAR;
    return forGood ? "muted" : "muted until " + Views.shown(until);
  }

  private static void putState(GroupState state, Map<String, @Nullable Object> fields) {
    fields.put("read_up_to", Views.valueOrNull(state.readUpTo()));
    fields.put("unread_marks", state.unreadMarks());
    fields.put("muted_until", Views.exactOrNull(state.mutedUntil()));
    fields.put("pinned_at", Views.exactOrNull(state.pinnedAt()));
    fields.put("hidden_up_to", Views.exactOrNull(state.hiddenUpTo()));
    fields.put("state_data", state.data());
  }
}

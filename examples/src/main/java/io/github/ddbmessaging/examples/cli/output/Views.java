package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.examples.DisplayText;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadableItem;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How the things of a table are printed. The names of the fields are part of the tool. Pure. */
public final class Views {
  static final String INDENT = "  ";
  private static final int HANDLE_COLUMNS = 12;
  private static final DateTimeFormatter SHOWN_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter EXACT_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Views() {}

  /**
   * An item of a listing that can't be read.
   *
   * @param item the item
   * @return its key and what is wrong with it
   */
  public static Entry unreadable(UnreadableItem item) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("error", "Unreadable item: " + item.problem());
    fields.put(Attributes.PK, item.partitionKey());
    fields.put(Attributes.SK, item.sortKey());
    return Entry.line(
        "Unreadable item pk='"
            + item.partitionKey()
            + "', sk='"
            + item.sortKey()
            + "': "
            + item.problem(),
        fields);
  }

  /**
   * Where the next page begins, for programs.
   *
   * @param next the cursor
   * @return the fields of an entry
   */
  public static Map<String, @Nullable Object> next(Cursor next) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("next", next.value());
    return fields;
  }

  /**
   * A line in a user's list of conversations.
   *
   * @param row the row
   * @param next where the next page begins, if this is the last item of its page
   * @return when, with whom, the group's id and the beginning of the newest message
   */
  public static Entry row(MessageGroupRow row, Optional<Cursor> next) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    putRow(row, fields);
    fields.put("next", next.map(Cursor::value).orElse(null));
    return new Entry(layout -> rowLines(row, "", "", layout), fields);
  }

  /** Puts all that a row tells. */
  static void putRow(MessageGroupRow row, Map<String, @Nullable Object> fields) {
    fields.put("owner_id", row.userId());
    fields.put("group_id", row.groupId());
    fields.put("title", row.title());
    fields.put("direct", row.isDirect());
    fields.put("last_message_at", exact(row.lastMessageAt()));
    putUser(row.shownUser(), fields);
    fields.put("last_sender_id", row.lastSenderId());
    fields.put("mentioned", row.mentioned());
    fields.put("message", row.preview());
    MessageRef shown = row.lastMessage();
    fields.put("last_message_ref", shown == null ? null : shown.toString());
    fields.put("shown_until", exactOrNull(row.shownUntil()));
    fields.put("visible_from", valueOrNull(row.visibleFrom()));
    fields.put("sort_key", row.sortKey().value());
  }

  /**
   * A row for people.
   *
   * @param row the row
   * @param notes what follows the group's id
   * @param sender what precedes the message
   * @param layout how wide it may be
   * @return when, with whom, the group's id and the beginning of the newest message
   */
  static List<String> rowLines(MessageGroupRow row, String notes, String sender, Layout layout) {
    String time = shown(row.lastMessageAt()) + INDENT;
    String what = row.title() == null ? row.shownUser().displayName() : row.title();
    String indent = " ".repeat(time.length());
    List<String> lines = new ArrayList<>();
    lines.add(layout.fit(time + handle(row.shownUser()) + INDENT, what));
    lines.addAll(layout.wrap(indent, "group " + row.groupId() + notes));
    lines.add(layout.fit(indent, sender + row.preview()));
    return lines;
  }

  /**
   * Any item.
   *
   * @param item the item
   * @return a line with its keys and one for each other attribute
   */
  public static Entry item(Map<String, AttributeValue> item) {
    Map<String, @Nullable Object> fields = PlainItem.of(item);
    return new Entry(layout -> itemLines(fields, layout), fields);
  }

  private static List<String> itemLines(Map<String, @Nullable Object> fields, Layout layout) {
    List<String> lines =
        new ArrayList<>(
            layout.wrap(value(fields.get(Attributes.PK)) + " " + value(fields.get(Attributes.SK))));
    fields.forEach(
        (name, value) -> {
          if (!name.equals(Attributes.PK) && !name.equals(Attributes.SK)) {
            lines.add(layout.fit(INDENT, name + ": " + value(value)));
          }
        });
    return lines;
  }

  /**
   * A value of an item as people read it.
   *
   * @param value a plain value
   * @return one line of text
   */
  static String value(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + value(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Views::value).collect(Collectors.joining(", ", "[", "]"));
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    return value == null ? "" : value.toString();
  }

  /**
   * A number of things.
   *
   * @param number how many
   * @param what one of them
   * @return such as {@code 1 item} and {@code 2 items}
   */
  public static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }

  /**
   * A time as it stands in keys.
   *
   * @param time the time
   * @return 27 characters, to the microsecond
   */
  public static String exact(Instant time) {
    return EXACT_TIME.format(time);
  }

  /** A time as it stands in keys, or null for none. */
  static @Nullable String exactOrNull(@Nullable Instant time) {
    return time == null ? null : exact(time);
  }

  /** A sort key, or null for none. */
  static @Nullable String valueOrNull(@Nullable SortKey key) {
    return key == null ? null : key.value();
  }

  /** A time as people read it, to the second. */
  static String shown(Instant time) {
    return SHOWN_TIME.format(time);
  }

  static void putUser(User user, Map<String, @Nullable Object> fields) {
    fields.put("user_id", user.id());
    fields.put("handle", user.handle());
    fields.put("display_name", user.displayName());
  }

  /** A handle, as wide as those of the other lines. */
  static String handle(User user) {
    return DisplayText.column(user.handle(), HANDLE_COLUMNS);
  }
}

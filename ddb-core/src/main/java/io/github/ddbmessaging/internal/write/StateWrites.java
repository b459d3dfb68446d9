package io.github.ddbmessaging.internal.write;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The writes of a user's state of a group: one update each. Pure. */
public final class StateWrites {
  private static final String MOVES_FORWARD = "(attribute_not_exists(#read) OR #read < :read)";
  private static final String NEVER_MARKED_UNREAD = " AND attribute_not_exists(#marks)";
  private static final String MARKED_UNREAD_AS_SEEN = " AND #marks = :marks";
  private static final String IS_NO_REPEAT = "NOT (#id = :id OR #before = :id)";
  private static final String CAN_COUNT =
      " AND (attribute_not_exists(#marks) OR attribute_type(#marks, :number))";

  private final ItemWrites items;
  private final ItemKey key;
  private final List<String> sets = new ArrayList<>();
  private final List<String> removes = new ArrayList<>();
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();

  private StateWrites(String tableName, ItemKey key) {
    this.items = new ItemWrites(tableName);
    this.key = key;
  }

  /**
   * Moves the read position forward.
   *
   * @param tableName the table
   * @param key of the state
   * @param reference the last message that is read, as references name it
   * @param stored the key of that message
   * @param unreadMarks the number of marks as unread that the user has seen
   */
  public static Action markRead(
      String tableName, ItemKey key, SortKey reference, SortKey stored, long unreadMarks) {
    StateWrites write = new StateWrites(tableName, key);
    write.setPosition(reference, stored);
    write.names.put("#marks", Attributes.UNREAD_MARKS);
    if (unreadMarks == 0) {
      return write.build("", MOVES_FORWARD + NEVER_MARKED_UNREAD);
    }
    write.values.put(":marks", AttributeValue.fromN(Long.toString(unreadMarks)));
    return write.build("", MOVES_FORWARD + MARKED_UNREAD_AS_SEEN);
  }

  /**
   * Sets the read position, and raises the number of marks as unread. The last two marks are known,
   * so that a repeat is none if one other came in between.
   *
   * @param tableName the table
   * @param key of the state
   * @param reference the position
   * @param stored the key of the first message that is unread
   * @param id tells this mark from all others, so that it is made once
   */
  public static Action markUnread(
      String tableName, ItemKey key, SortKey reference, SortKey stored, String id) {
    StateWrites write = new StateWrites(tableName, key);
    write.setPosition(reference, stored);
    write.names.put("#before", Attributes.UNREAD_MARK_BEFORE);
    write.sets.add("#before = if_not_exists(#id, :id)");
    write.set("#id", Attributes.UNREAD_MARK_ID, ":id", AttributeValue.fromS(id));
    write.names.put("#marks", Attributes.UNREAD_MARKS);
    write.values.put(":one", AttributeValue.fromN("1"));
    write.values.put(":number", AttributeValue.fromS("N"));
    return write.build(" ADD #marks :one", IS_NO_REPEAT + CAN_COUNT);
  }

  /**
   * Changes what an update names.
   *
   * @param tableName the table
   * @param key of the state
   * @param update names something
   * @param now when the group is pinned, if it is
   */
  public static Action update(String tableName, ItemKey key, GroupStateUpdate update, Instant now) {
    StateWrites write = new StateWrites(tableName, key);
    Instant mutedUntil = update.mutedUntil();
    if (mutedUntil != null) {
      write.set("#muted", Attributes.MUTED_UNTIL, ":muted", time(mutedUntil));
    } else if (update.unmuted()) {
      write.remove("#muted", Attributes.MUTED_UNTIL);
    }
    Boolean pinned = update.pinned();
    if (Boolean.TRUE.equals(pinned)) {
      write.set("#pinned", Attributes.PINNED_AT, ":pinned", time(now));
    } else if (pinned != null) {
      write.remove("#pinned", Attributes.PINNED_AT);
    }
    Instant hiddenUpTo = update.hiddenUpTo();
    if (hiddenUpTo != null) {
      write.set("#hidden", Attributes.HIDDEN_UP_TO, ":hidden", time(hiddenUpTo));
    } else if (update.shown()) {
      write.remove("#hidden", Attributes.HIDDEN_UP_TO);
    }
    Map<String, String> data = update.data();
    if (data != null && data.isEmpty()) {
      write.remove("#data", Attributes.DATA);
    } else if (data != null) {
      Map<String, AttributeValue> strings = new HashMap<>();
      data.forEach((name, value) -> strings.put(name, AttributeValue.fromS(value)));
      write.set("#data", Attributes.DATA, ":data", AttributeValue.fromM(strings));
    }
    return write.build("", "");
  }

  private void setPosition(SortKey reference, SortKey stored) {
    set("#read", Attributes.READ_UP_TO, ":read", AttributeValue.fromS(reference.value()));
    if (KeyForm.isOld(stored)) {
      set("#old", Attributes.READ_OLD_KEY, ":old", AttributeValue.fromS(stored.value()));
    } else {
      remove("#old", Attributes.READ_OLD_KEY);
    }
  }

  private void set(String name, String attribute, String valueName, AttributeValue value) {
    names.put(name, attribute);
    values.put(valueName, value);
    sets.add(name + " = " + valueName);
  }

  private void remove(String name, String attribute) {
    names.put(name, attribute);
    removes.add(name);
  }

  private Action build(String add, String condition) {
    String update = clause("SET ", sets) + clause(" REMOVE ", removes) + add;
    return items.update(Part.STATE, key, update.strip(), new Condition(condition, names, values));
  }

  private static String clause(String word, List<String> parts) {
    return parts.isEmpty() ? "" : word + String.join(", ", parts);
  }

  private static AttributeValue time(Instant time) {
    return AttributeValue.fromS(Timestamps.format(time));
  }
}

package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The writes that change one message, on condition that it is as it was read. Pure. */
public final class MessageWrites {
  /** What an edit or a deletion may change. */
  private static final List<String> CHANGED =
      List.of(
          Attributes.MESSAGE,
          Attributes.MENTIONS,
          Attributes.ATTACHMENTS,
          Attributes.DATA,
          Attributes.REVISION,
          Attributes.EDITED_AT,
          Attributes.DELETED_AT,
          Attributes.DELETED_BY);

  private static final String REVISION_AS_READ = "#id = :id AND #revision = :revision";
  private static final String NEVER_CHANGED =
      "#id = :id AND (attribute_not_exists(#revision) OR #revision = :revision)";
  private static final String AND_TEXT_AS_READ = " AND #message = :message";
  private static final String AND_NOT_LOGGED =
      " AND (attribute_not_exists(#logged) OR #logged < :logged)";

  private final ItemWrites writes;

  public MessageWrites(String tableName) {
    this.writes = new ItemWrites(tableName);
  }

  /** Changes a message, and notes that the change log, written with it, tells of the change. */
  public Action changeLogged(Message read, Message changed) {
    return change(read, changed, true);
  }

  /** Changes a message. The change log follows by the projector. */
  public Action change(Message read, Message changed) {
    return change(read, changed, false);
  }

  /** Gives a message other names of its sender, whatever else has changed in it since. */
  public Action rename(MessageRef message, User sender) {
    return writes.update(
        MESSAGE,
        ItemKey.message(message.groupId(), message.sortKey()),
        "SET #displayName = :displayName, #handle = :handle",
        new Condition(
            "#id = :id AND #user = :user",
            Map.of(
                "#id", Attributes.MESSAGE_ID,
                "#user", Attributes.USER_ID,
                "#displayName", Attributes.USER_DISPLAY_NAME,
                "#handle", Attributes.USER_HANDLE),
            Map.of(
                ":id", AttributeValue.fromS(message.messageId()),
                ":user", AttributeValue.fromS(sender.id()),
                ":displayName", AttributeValue.fromS(sender.displayName()),
                ":handle", AttributeValue.fromS(sender.handle()))));
  }

  /** Notes that the change log, written with it, tells of the last change. */
  public Action noteLogged(Message read) {
    Terms terms = new Terms(read);
    terms.value("#logged", Attributes.LOGGED, ":logged", revision(read));
    return writes.update(
        MESSAGE,
        key(read),
        "SET #logged = :logged",
        terms.condition(terms.asRead + AND_TEXT_AS_READ + AND_NOT_LOGGED));
  }

  /** Deletes the item of a deleted message, if the change log tells of the deletion. */
  public Action purge(Message deleted) {
    Terms terms = new Terms(deleted);
    terms.names.put("#logged", Attributes.LOGGED);
    return writes.delete(
        MESSAGE, key(deleted), terms.condition(terms.asRead + " AND #logged = #revision"));
  }

  /** That a message is as it was read; what other programs write raises no revision. */
  static Condition isAsRead(Message read) {
    Terms terms = new Terms(read);
    return terms.condition(terms.asRead + AND_TEXT_AS_READ);
  }

  /** Whether the change log tells of a message's last change. */
  public static boolean isLogged(Map<String, AttributeValue> item, Message read) {
    return logged(item) >= read.status().revision();
  }

  /** The last revision of a message that the change log tells of. */
  public static long logged(Map<String, AttributeValue> item) {
    return number(item, Attributes.LOGGED);
  }

  /** Which transactional send of its group a message is; 0 if it is none. */
  public static long number(Map<String, AttributeValue> item) {
    return number(item, Attributes.NUMBER);
  }

  private static long number(Map<String, AttributeValue> item, String attribute) {
    AttributeValue value = item.get(attribute);
    try {
      return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The item of a message after a change. */
  public static Map<String, AttributeValue> changedItem(
      Map<String, AttributeValue> read, Message changed) {
    Map<String, AttributeValue> now = Schemas.MESSAGES.itemToMap(changed, true);
    Map<String, AttributeValue> item = new HashMap<>(read);
    CHANGED.forEach(item::remove);
    CHANGED.stream().filter(now::containsKey).forEach(name -> item.put(name, value(now, name)));
    return item;
  }

  private Action change(Message read, Message changed, boolean logged) {
    Map<String, AttributeValue> now = Schemas.MESSAGES.itemToMap(changed, true);
    Terms terms = new Terms(read);
    List<String> set = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    for (String attribute : CHANGED) {
      String name = "#" + attribute;
      if (now.containsKey(attribute)) {
        set.add(name + " = :new_" + attribute);
        terms.value(name, attribute, ":new_" + attribute, value(now, attribute));
      } else {
        remove.add(name);
        terms.names.put(name, attribute);
      }
    }
    if (logged) {
      set.add("#logged = :logged");
      terms.value("#logged", Attributes.LOGGED, ":logged", revision(changed));
    }
    return writes.update(
        MESSAGE,
        key(read),
        "SET " + String.join(", ", set) + " REMOVE " + String.join(", ", remove),
        terms.condition(terms.asRead + AND_TEXT_AS_READ));
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return item.getOrDefault(name, AttributeValue.fromNul(true));
  }

  private static ItemKey key(Message message) {
    return ItemKey.message(message.groupId(), message.sortKey());
  }

  private static AttributeValue revision(Message message) {
    return AttributeValue.fromN(Long.toString(message.status().revision()));
  }

  /** The names and values of a condition on a message and of the update beside it. */
  private static final class Terms {
    final Map<String, String> names = new HashMap<>();
    final Map<String, AttributeValue> values = new HashMap<>();
    final String asRead;
    final Message read;

    Terms(Message read) {
      this.read = read;
      value("#id", Attributes.MESSAGE_ID, ":id", AttributeValue.fromS(read.id()));
      names.put("#revision", Attributes.REVISION);
      values.put(":revision", MessageWrites.revision(read));
      // Another program may have written a zero.
      asRead = read.status().revision() == 0 ? NEVER_CHANGED : REVISION_AS_READ;
    }

    void value(String name, String attribute, String placeholder, AttributeValue value) {
      names.put(name, attribute);
      values.put(placeholder, value);
    }

    Condition condition(String expression) {
      if (expression.contains(AND_TEXT_AS_READ)) {
        value(
            "#message",
            Attributes.MESSAGE,
            ":message",
            AttributeValue.fromS(read.content().text()));
      }
      return new Condition(expression, names, values);
    }
  }
}

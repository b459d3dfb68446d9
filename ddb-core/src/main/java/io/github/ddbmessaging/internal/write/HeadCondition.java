package io.github.ddbmessaging.internal.write;

import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * That a head is still as it was seen. All of it is compared, not only the newest message, so that
 * a group in the caller's hand which was tampered with changes nothing. A mutable builder.
 */
final class HeadCondition {
  private static final String AS_SEEN = "#newest = :seen AND #members = :members";
  private static final String NOT_SHOWN =
      "(#newest <> :message OR #insteadOf = #newest)"
          + " AND (attribute_not_exists(#shown) OR #shown <> :message OR #insteadOf <> #newest)";
  private static final String AND_TITLE_AS_SEEN = " AND #title = :title";
  private static final String AND_UNTITLED = " AND attribute_not_exists(#title)";
  private static final String AND_DIRECT_AS_SEEN = " AND #direct = :direct";
  private static final String AND_DIRECT_AS_IT_LOOKS =
      " AND (attribute_not_exists(#direct) OR #direct = :direct)";
  private static final String AND_ACCESS_AS_SEEN = " AND #access = :access";
  private static final String AND_NO_ACCESS = " AND attribute_not_exists(#access)";
  private static final String AND_VERSION_AS_SEEN = " AND #version = :version";
  private static final String AND_REMOVED_AS_SEEN = " AND #removed = :removed";
  private static final String AND_NONE_REMOVED = " AND attribute_not_exists(#removed)";

  private final Map<String, String> names = new HashMap<>();
  private final Map<String, AttributeValue> values = new HashMap<>();
  private String expression = AS_SEEN;

  private HeadCondition() {}

  private HeadCondition(MessageGroup seen) {
    names.put("#newest", Attributes.NEWEST);
    names.put("#members", Attributes.MEMBERS);
    names.put("#title", Attributes.TITLE);
    value(":seen", AttributeValue.fromS(seen.newest().value()));
    value(":members", Schemas.HEADS.attributeValue(new GroupHead(seen, null), Attributes.MEMBERS));
    String title = seen.title();
    if (title == null) {
      expression += AND_UNTITLED;
    } else {
      expression += AND_TITLE_AS_SEEN;
      value(":title", AttributeValue.fromS(title));
    }
    name("#direct", Attributes.DIRECT);
    value(":direct", AttributeValue.fromBool(seen.isDirect()));
    // Heads of the first version do not say it.
    expression +=
        seen.isDirect() == MessageGroup.looksDirect(title, seen.members())
            ? AND_DIRECT_AS_IT_LOOKS
            : AND_DIRECT_AS_SEEN;
    name("#access", Attributes.ACCESS);
    if (seen.access().isEmpty()) {
      expression += AND_NO_ACCESS;
    } else {
      expression += AND_ACCESS_AS_SEEN;
      value(":access", Schemas.HEADS.attributeValue(new GroupHead(seen, null), Attributes.ACCESS));
    }
  }

  /** The newest message, the members with their access, and the title are as seen. */
  static HeadCondition asSeen(MessageGroup seen) {
    return new HeadCondition(seen);
  }

  /** The highest deleted message is as seen, too. */
  static HeadCondition asSeen(GroupHead seen) {
    HeadCondition condition = new HeadCondition(seen.group());
    condition.name("#removed", Attributes.REMOVED);
    SortKey removed = seen.removed();
    if (removed == null) {
      condition.expression += AND_NONE_REMOVED;
    } else {
      condition.expression += AND_REMOVED_AS_SEEN;
      condition.value(":removed", AttributeValue.fromS(removed.value()));
    }
    return condition;
  }

  /** Nobody wrote into the change log since, and the rows do not show that message. */
  static HeadCondition notShowing(GroupHead seen, SortKey message) {
    HeadCondition condition = new HeadCondition();
    condition.expression = NOT_SHOWN;
    return condition
        .name("#newest", Attributes.NEWEST)
        .name("#shown", Attributes.SHOWN)
        .name("#insteadOf", Attributes.SHOWN_INSTEAD_OF)
        .value(":message", AttributeValue.fromS(message.value()))
        .andChanges(seen);
  }

  /** There is a head, and it tells the same of the change log. */
  static HeadCondition loggedUpTo(GroupHead seen) {
    HeadCondition condition = new HeadCondition();
    condition.expression = "attribute_exists(#newest)";
    return condition.name("#newest", Attributes.NEWEST).andChanges(seen);
  }

  /** Nobody wrote into the change log since. */
  HeadCondition andChanges(GroupHead seen) {
    return andCount("#changes", Attributes.CHANGES, ":changesSeen", seen.changes());
  }

  /** No message was sent transactionally since. */
  HeadCondition andMessages(MessageGroup seen) {
    return andCount("#messages", Attributes.MESSAGES, ":messagesSeen", seen.messages());
  }

  private HeadCondition andCount(String name, String attribute, String value, long seen) {
    name(name, attribute);
    // Another program may have written a zero.
    expression +=
        seen == 0
            ? " AND (attribute_not_exists(" + name + ") OR " + name + " = " + value + ")"
            : " AND " + name + " = " + value;
    return value(value, AttributeValue.fromN(Long.toString(seen)));
  }

  HeadCondition andVersion(MessageGroup seen) {
    expression += AND_VERSION_AS_SEEN;
    return name("#version", Attributes.VERSION)
        .value(":version", AttributeValue.fromN(Long.toString(seen.version())));
  }

  /** Adds a name that the update uses. */
  HeadCondition name(String placeholder, String attribute) {
    names.put(placeholder, attribute);
    return this;
  }

  /** Adds a value that the update uses. */
  HeadCondition value(String placeholder, AttributeValue value) {
    values.put(placeholder, value);
    return this;
  }

  Condition build() {
    return new Condition(expression, names, values);
  }
}

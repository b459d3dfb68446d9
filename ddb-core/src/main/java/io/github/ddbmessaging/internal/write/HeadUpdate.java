package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a write changes in a group's head, and the condition for it. A mutable builder. */
final class HeadUpdate {
  private final HeadCondition condition;
  private final List<String> set = new ArrayList<>();
  private final List<String> remove = new ArrayList<>();

  HeadUpdate(HeadCondition condition) {
    this.condition = condition;
  }

  HeadUpdate newest(SortKey message) {
    return set("#newest", Attributes.NEWEST, ":newest", text(message));
  }

  HeadUpdate raiseVersion() {
    condition.name("#version", Attributes.VERSION).value(":one", AttributeValue.fromN("1"));
    set.add("#version = #version + :one");
    return this;
  }

  /** The number of the last message that was sent transactionally. */
  HeadUpdate messages(long number) {
    return set("#messages", Attributes.MESSAGES, ":messages", number(number));
  }

  /** The number of the last entry in the change log. */
  HeadUpdate changes(long number) {
    return set("#changes", Attributes.CHANGES, ":changes", number(number));
  }

  /** Who is in the group, what they may do and see, and how it is called. */
  HeadUpdate group(MessageGroup changed) {
    GroupHead head = new GroupHead(changed, null);
    set("#members", Attributes.MEMBERS, ":newMembers", value(head, Attributes.MEMBERS));
    set("#direct", Attributes.DIRECT, ":newDirect", value(head, Attributes.DIRECT));
    access(changed);
    return changed.title() == null
        ? remove("#title", Attributes.TITLE)
        : set("#title", Attributes.TITLE, ":newTitle", value(head, Attributes.TITLE));
  }

  /** What the members may do and see. */
  HeadUpdate access(MessageGroup changed) {
    return changed.access().isEmpty()
        ? remove("#access", Attributes.ACCESS)
        : set(
            "#access",
            Attributes.ACCESS,
            ":newAccess",
            value(new GroupHead(changed, null), Attributes.ACCESS));
  }

  /** A message is gone, unless it is null: no late record of it is shown then. */
  HeadUpdate removed(@Nullable SortKey gone) {
    return gone == null ? this : set("#removed", Attributes.REMOVED, ":gone", text(gone));
  }

  /** What the rows show from then on, if that is not the newest message. */
  HeadUpdate shown(GroupHead seen, @Nullable Message shown) {
    SortKey newest = seen.group().newest();
    if (shown != null && shown.sortKey().equals(newest)) {
      return remove("#shown", Attributes.SHOWN).remove("#insteadOf", Attributes.SHOWN_INSTEAD_OF);
    }
    set("#insteadOf", Attributes.SHOWN_INSTEAD_OF, ":insteadOf", text(newest));
    return shown == null
        ? remove("#shown", Attributes.SHOWN)
        : set("#shown", Attributes.SHOWN, ":shown", text(shown.sortKey()));
  }

  Action build(ItemWrites writes, String groupId) {
    String sets = "SET " + String.join(", ", set);
    String update = remove.isEmpty() ? sets : sets + " REMOVE " + String.join(", ", remove);
    return writes.update(HEAD, ItemKey.head(groupId), update, condition.build());
  }

  private HeadUpdate set(String name, String attribute, String value, AttributeValue to) {
    condition.name(name, attribute).value(value, to);
    set.add(name + " = " + value);
    return this;
  }

  private HeadUpdate remove(String name, String attribute) {
    condition.name(name, attribute);
    remove.add(name);
    return this;
  }

  private static AttributeValue value(GroupHead head, String attribute) {
    return Schemas.HEADS.attributeValue(head, attribute);
  }

  private static AttributeValue text(SortKey key) {
    return AttributeValue.fromS(key.value());
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}

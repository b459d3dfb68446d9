package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.Condition.DOES_NOT_EXIST;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.FORMER_MEMBERSHIP;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.LOG_ENTRY;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.NEW_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.OLD_ROW;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.FormerMembership;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The writes that change a group itself, and not its messages: the head, an entry in the change
 * log, and the rows that differ afterwards. Pure.
 */
public final class HeadWrites {
  private final ItemWrites items;

  public HeadWrites(String tableName) {
    this.items = new ItemWrites(tableName);
  }

  /**
   * Whether rows have to be written that show a message.
   *
   * @param seen the head
   * @param changed the group as it is to be
   */
  public static boolean needsShownMessage(GroupHead seen, MessageGroup changed) {
    MessageGroup before = seen.group();
    return seen.shownMessage()
        .filter(
            shown ->
                !Objects.equals(before.title(), changed.title())
                    || hasOtherNames(before, changed)
                    || hasMoreMembers(before, changed))
        .isPresent();
  }

  /**
   * One who sees nothing yet counts, too: who wrote the shown message may come back with other
   * names, which all rows show then.
   */
  private static boolean hasMoreMembers(MessageGroup before, MessageGroup changed) {
    return changed.members().stream().anyMatch(member -> before.findMember(member.id()).isEmpty());
  }

  private static boolean hasOtherNames(MessageGroup before, MessageGroup changed) {
    return before.members().stream()
        .anyMatch(
            member ->
                changed.findMember(member.id()).filter(now -> !now.equals(member)).isPresent());
  }

  /**
   * Changes a group.
   *
   * @param seen the head that the change depends on
   * @param changed the group as it is to be
   * @param shown the message that the rows show; null if they show none
   * @param entry what the change log tells of it
   */
  public List<Action> change(
      GroupHead seen, MessageGroup changed, @Nullable Message shown, LogEntry entry) {
    List<Action> actions = new ArrayList<>();
    actions.add(
        new HeadUpdate(HeadCondition.asSeen(seen.group()).andVersion(seen.group()).andChanges(seen))
            .group(changed)
            .raiseVersion()
            .changes(entry.number())
            .build(items, changed.id()));
    actions.add(items.put(LOG_ENTRY, Schemas.LOG.itemToMap(entry, true), DOES_NOT_EXIST));
    SortKey rowKey = ItemKey.rowKey(changed);
    for (User member : changed.members()) {
      MessageGroupRow row = row(changed, rowKey, member, shown);
      // With the names of before: where no message is left, a row shows its own user's.
      Optional<MessageGroupRow> before =
          seen.group().findMember(member.id()).map(same -> row(seen.group(), rowKey, same, shown));
      if (before.filter(row::equals).isEmpty()) {
        actions.add(items.put(NEW_ROW, Schemas.ROWS.itemToMap(row, true)));
      }
    }
    for (User member : seen.group().members()) {
      if (changed.findMember(member.id()).isEmpty()) {
        actions.add(items.delete(OLD_ROW, ItemKey.row(member.id(), rowKey)));
        FormerMembership former =
            new FormerMembership(member.id(), changed.id(), entry.changedAt());
        actions.add(items.put(FORMER_MEMBERSHIP, Schemas.FORMER.itemToMap(former, true)));
      }
    }
    return actions;
  }

  private static MessageGroupRow row(
      MessageGroup group, SortKey rowKey, User member, @Nullable Message shown) {
    return MemberRows.of(group, rowKey, member, MemberRows.visibleTo(group, member, shown));
  }
}

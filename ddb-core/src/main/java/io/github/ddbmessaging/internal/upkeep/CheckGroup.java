package io.github.ddbmessaging.internal.upkeep;

import static io.github.ddbmessaging.model.Finding.Problem.HEAD_AHEAD;
import static io.github.ddbmessaging.model.Finding.Problem.HEAD_AHEAD_OF_OLD_KEYS;
import static io.github.ddbmessaging.model.Finding.Problem.HEAD_NOT_CURRENT;
import static io.github.ddbmessaging.model.Finding.Problem.HEAD_OF_SAME_TIME;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_MISSING;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_NOT_CURRENT;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_TITLE_DIFFERS;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_TOO_LARGE;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_USER_DIFFERS;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.item.Preview;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is wrong with a group, told by its head, its newest message and its members' rows. Pure. */
final class CheckGroup {
  private final MessageGroup group;
  private final Optional<Message> newest;
  private final List<Finding> findings = new ArrayList<>();

  private CheckGroup(MessageGroup group, Optional<Message> newest) {
    this.group = group;
    this.newest = newest;
  }

  /** The keys that a group's rows must have, one for each member. */
  static List<ItemKey> rowKeys(MessageGroup group) {
    return group.members().stream()
        .map(member -> ItemKey.row(member.id(), ItemKey.rowKey(group)))
        .toList();
  }

  /**
   * Checks a group.
   *
   * @param group its head
   * @param newestItem its newest message, if any is left
   * @param rows the items found at {@link #rowKeys}
   * @param latest what is above this is ahead of time
   */
  static List<Finding> findings(
      MessageGroup group,
      Optional<Map<String, AttributeValue>> newestItem,
      Map<ItemKey, Map<String, AttributeValue>> rows,
      Instant latest) {
    Optional<Message> newest = newestItem.map(item -> Schemas.read(Schemas.MESSAGES, item));
    CheckGroup check = new CheckGroup(group, newest);
    ItemKey head = ItemKey.head(group.id());
    if (newest.isPresent() && newest.get().sortKey().compareTo(group.newest()) > 0) {
      check.add(head, check.isOfSameTime() ? HEAD_OF_SAME_TIME : HEAD_NOT_CURRENT);
      return check.findings;
    }
    if (group.newest().compareTo(SortKey.of(latest, group.id())) > 0) {
      check.add(head, check.isAheadByOldKeys(newestItem) ? HEAD_AHEAD_OF_OLD_KEYS : HEAD_AHEAD);
    }
    for (User member : group.members()) {
      ItemKey key = ItemKey.row(member.id(), ItemKey.rowKey(group));
      Map<String, AttributeValue> row = rows.get(key);
      if (row == null) {
        check.add(key, ROW_MISSING);
      } else {
        read(row).ifPresent(readRow -> check.checkRow(member, key, readRow));
      }
    }
    return check.findings;
  }

  private boolean isOfSameTime() {
    return newest
        .map(message -> Timestamps.cut(message.createdAt()))
        .equals(Optional.of(Timestamps.cut(group.newest().instant())));
  }

  /** A message that an old key has pushed ahead of its sender's clock says so. */
  private boolean isAheadByOldKeys(Optional<Map<String, AttributeValue>> newestItem) {
    return KeyForm.isOld(group.newest())
        || newestItem.filter(item -> item.containsKey(Attributes.SENT_AT)).isPresent();
  }

  /** A damaged row is reported when the scan reads it. */
  private static Optional<MessageGroupRow> read(Map<String, AttributeValue> row) {
    try {
      return Optional.of(Schemas.read(Schemas.ROWS, row));
    } catch (DamagedItemException e) {
      return Optional.empty();
    }
  }

  private void checkRow(User member, ItemKey key, MessageGroupRow row) {
    @Nullable Message shown = MemberRows.visibleTo(group, member, newest.orElse(null));
    if (!shows(row, shown) || saysOtherMention(row, member, shown)) {
      add(key, ROW_NOT_CURRENT);
    }
    if (!Objects.equals(row.title(), group.title())) {
      add(key, ROW_TITLE_DIFFERS);
    }
    if (showsOtherUser(row, member, shown) || namesAnotherSender(row, shown)) {
      add(key, ROW_USER_DIFFERS);
    }
    if (MemberRows.size(row) > Limits.ROW_BYTES) {
      add(key, ROW_TOO_LARGE);
    }
  }

  /** Rows of the first version and the original application say nothing of mentions. */
  private static boolean saysOtherMention(
      MessageGroupRow row, User member, @Nullable Message shown) {
    return row.lastSenderId() != null && row.mentioned() != MemberRows.mentions(shown, member);
  }

  /** Rows of the first version show the other member in every group of two. */
  private boolean showsOtherUser(MessageGroupRow row, User member, @Nullable Message shown) {
    boolean isOfTheFirstVersion = row.lastSenderId() == null && group.members().size() == 2;
    User expected = MemberRows.shownTo(member, group, shown);
    return !row.shownUser().equals(expected)
        && !(isOfTheFirstVersion && isOther(row.shownUser(), member))
        && !isFormerMember(row.shownUser(), expected);
  }

  private boolean isOther(User shown, User member) {
    return group.members().contains(shown) && !shown.equals(member);
  }

  /** Who was renamed and then left: rows keep the names that they had as a member. */
  private boolean isFormerMember(User shown, User sender) {
    return !group.isDirect()
        && shown.id().equals(sender.id())
        && group.findMember(sender.id()).isEmpty();
  }

  /** Rows of the first version and the original application name none. */
  private static boolean namesAnotherSender(MessageGroupRow row, @Nullable Message shown) {
    String sender = MemberRows.lastSenderId(shown);
    return row.lastSenderId() != null && !row.lastSenderId().equals(sender);
  }

  /** Whether the preview is as long as it can be; what the row's other attributes leave it. */
  private static boolean shows(MessageGroupRow row, @Nullable Message shown) {
    int room = Limits.ROW_BYTES - MemberRows.size(row.withPreview(""));
    String longest = shown == null ? "" : Preview.of(shown, room);
    return row.preview().equals(longest) || isOfTheFirstVersion(row, longest);
  }

  /** Rows without a last sender were written with more room for the preview. */
  private static boolean isOfTheFirstVersion(MessageGroupRow row, String longest) {
    return row.lastSenderId() == null && !longest.isEmpty() && row.preview().startsWith(longest);
  }

  private void add(ItemKey key, Finding.Problem problem) {
    findings.add(new Finding(problem, key.pk(), key.sk(), Optional.empty()));
  }
}

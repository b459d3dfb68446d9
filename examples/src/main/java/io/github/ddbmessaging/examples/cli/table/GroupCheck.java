package io.github.ddbmessaging.examples.cli.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.examples.cli.table.Finding.Kind;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is wrong with a group, told by its head, its newest message and its members' rows. Pure. */
final class GroupCheck {
  private static final int DIRECT_MEMBERS = 2;

  private final MessageGroup group;
  private final Optional<Message> newest;
  private final List<Finding> findings = new ArrayList<>();

  private GroupCheck(MessageGroup group, Optional<Message> newest) {
    this.group = group;
    this.newest = newest;
  }

  /**
   * Where the rows of a group belong.
   *
   * @param group its head
   * @return one key for each member
   */
  static List<ItemKey> rowKeys(MessageGroup group) {
    return group.members().stream().map(member -> rowKey(group, member)).toList();
  }

  /**
   * Checks a group.
   *
   * @param group its head
   * @param newest its newest message, if any is left
   * @param rows the items found at {@link #rowKeys}
   * @return what is wrong
   */
  static List<Finding> findings(
      MessageGroup group,
      Optional<Message> newest,
      Map<ItemKey, Map<String, AttributeValue>> rows) {
    GroupCheck check = new GroupCheck(group, newest);
    if (newest.isPresent() && newest.get().sortKey().compareTo(group.newest()) > 0) {
      check.add(
          ItemKey.head(group.id()),
          "a newer message is there than the members' rows show",
          Remedies.STREAM_OR_REBUILD);
      return check.findings;
    }
    for (User member : group.members()) {
      ItemKey key = rowKey(group, member);
      Map<String, AttributeValue> row = rows.get(key);
      if (row == null) {
        check.add(key, "a member's row is missing", Remedies.REBUILD);
      } else if (isWhole(row)) {
        check.checkRow(member, row);
      }
    }
    return check.findings;
  }

  /** A damaged row is told as such when it is read by itself. */
  private static boolean isWhole(Map<String, AttributeValue> row) {
    try {
      Schemas.read(Schemas.ROWS, row);
      return true;
    } catch (DamagedItemException e) {
      return false;
    }
  }

  private void checkRow(User member, Map<String, AttributeValue> item) {
    ItemKey key = ItemKey.of(item);
    MessageGroupRow row = Schemas.read(Schemas.ROWS, item);
    if (!showsNewest(row)) {
      add(key, "the row does not show the newest message", Remedies.REBUILD);
    }
    if (!Objects.equals(row.title(), group.title())) {
      add(key, "the row has another title than the group", Remedies.REBUILD);
    }
    if (!row.user().equals(shownTo(member))) {
      add(key, "the row shows the wrong user", Remedies.REBUILD);
    }
    if (sizeOf(row) > Limits.ROW_BYTES) {
      add(key, "the row takes more than a write unit", Remedies.REBUILD);
    }
  }

  private boolean showsNewest(MessageGroupRow row) {
    String preview = row.preview();
    if (newest.isEmpty()) {
      return preview.isEmpty();
    }
    String text = newest.get().text();
    if (preview.isEmpty() || !text.startsWith(preview)) {
      return false;
    }
    int cutAt = preview.length();
    return cutAt == text.length()
        || preview.codePointCount(0, cutAt) == Limits.PREVIEW_LENGTH
        || sizeOf(row) + utf8(Character.toString(text.codePointAt(cutAt))) > Limits.ROW_BYTES;
  }

  private User shownTo(User member) {
    if (group.members().size() == DIRECT_MEMBERS) {
      return group.members().get(group.members().get(0).equals(member) ? 1 : 0);
    }
    return newest.map(Message::sender).orElse(member);
  }

  private void add(ItemKey key, String problem, String remedy) {
    findings.add(new Finding(Kind.WRONG, key.pk(), key.sk(), problem, remedy));
  }

  private static ItemKey rowKey(MessageGroup group, User member) {
    return ItemKey.row(member.id(), Keys.row(group.newest(), group.id()));
  }

  private static int sizeOf(MessageGroupRow row) {
    return Schemas.ROWS.itemToMap(row, true).entrySet().stream()
        .mapToInt(attribute -> utf8(attribute.getKey()) + utf8(attribute.getValue().s()))
        .sum();
  }

  private static int utf8(String text) {
    return text.getBytes(UTF_8).length;
  }
}

package io.github.ddbmessaging.internal;

import io.github.ddbmessaging.Attributes;
import io.github.ddbmessaging.Keys;
import io.github.ddbmessaging.Limits;
import io.github.ddbmessaging.Message;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.MessageGroupRow;
import io.github.ddbmessaging.Schemas;
import io.github.ddbmessaging.SortKey;
import io.github.ddbmessaging.User;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What items say, derived from other items. Pure. */
final class Items {
  private static final int DIRECT_MEMBERS = 2;

  private Items() {}

  /** A primary key. */
  static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of(Attributes.PK, AttributeValue.fromS(pk), Attributes.SK, AttributeValue.fromS(sk));
  }

  /** A key attribute of an item, or nothing if it is missing or of another type. */
  static String keyPart(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  /** Whether a sort key is that of a message or a row: it begins with a time. */
  static boolean beginsWithDigit(String sortKey) {
    return !sortKey.isEmpty() && sortKey.charAt(0) >= '0' && sortKey.charAt(0) <= '9';
  }

  /** Whether the original application wrote a key: another form of time, or no id. */
  static boolean isOld(SortKey key) {
    return !key.value().startsWith(Timestamps.format(key.instant()) + "#");
  }

  /** The key of a group's head. */
  static Map<String, AttributeValue> headKey(String groupId) {
    return key(Keys.messagePartition(groupId), Keys.HEAD);
  }

  /** The key of a member's row in a group. */
  static Map<String, AttributeValue> rowKey(User member, MessageGroup group) {
    return key(Keys.groupsPartition(member.id()), Keys.row(group.newest(), group.id()).value());
  }

  /**
   * The key of a message sent now: above the newest one, whatever the clock says. A key of the
   * original application may stand above that of its instant, by its offset or its form, but never
   * above the minute after the one that it begins with.
   */
  static SortKey keyAfter(SortKey newest, Instant now, String messageId) {
    Instant next = Timestamps.next(newest.instant());
    SortKey key = SortKey.of(now.isAfter(next) ? now : next, messageId);
    return key.compareTo(newest) > 0
        ? key
        : SortKey.of(Timestamps.minuteAfter(newest.value()), messageId);
  }

  /** A member's row at the group's place, showing a message, or nothing if none is left. */
  static MessageGroupRow row(MessageGroup group, User member, @Nullable Message shown) {
    MessageGroupRow bare =
        new MessageGroupRow(
            member.id(),
            Keys.row(group.newest(), group.id()),
            group.id(),
            "",
            group.title(),
            shownTo(member, group, shown));
    if (shown == null) {
      return bare;
    }
    int room = Limits.ROW_BYTES - Utf8.size(Schemas.ROWS.itemToMap(bare, true));
    return new MessageGroupRow(
        bare.userId(),
        bare.sortKey(),
        bare.groupId(),
        preview(shown.text(), room),
        bare.title(),
        bare.user());
  }

  /** The beginning of a text, cut between code points. */
  static String preview(String text, int maxBytes) {
    int end = 0;
    int bytes = 0;
    for (int points = 0; points < Limits.PREVIEW_LENGTH && end < text.length(); points++) {
      int next = text.offsetByCodePoints(end, 1);
      bytes += Utf8.length(text.substring(end, next));
      if (bytes > maxBytes) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  private static User shownTo(User member, MessageGroup group, @Nullable Message shown) {
    if (group.members().size() != DIRECT_MEMBERS) {
      return shown == null ? member : shown.sender();
    }
    return group.members().stream()
        .filter(other -> !other.id().equals(member.id()))
        .findFirst()
        .orElse(member);
  }
}

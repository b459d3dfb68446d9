package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What items say, derived from other items. Pure. */
public final class Items {
  private static final int DIRECT_MEMBERS = 2;

  /** The names of the attributes that every row has. */
  private static final int ROW_NAMES_BYTES =
      Stream.of(
              Attributes.PK,
              Attributes.SK,
              Attributes.GROUP_ID,
              Attributes.MESSAGE,
              Attributes.USER_ID,
              Attributes.USER_DISPLAY_NAME,
              Attributes.USER_HANDLE)
          .mapToInt(name -> Utf8.length(name))
          .sum();

  private Items() {}

  /** A primary key. */
  public static Map<String, AttributeValue> key(String pk, String sk) {
    return Map.of(Attributes.PK, AttributeValue.fromS(pk), Attributes.SK, AttributeValue.fromS(sk));
  }

  /** A key attribute of an item, or nothing if it is missing or of another type. */
  public static String keyPart(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "" : value.s();
  }

  /** Whether a sort key is that of a message or a row: it begins with a time. */
  public static boolean beginsWithDigit(String sortKey) {
    return !sortKey.isEmpty() && sortKey.charAt(0) >= '0' && sortKey.charAt(0) <= '9';
  }

  /** Whether the original application wrote a key: another form of time, or no id. */
  public static boolean isOld(SortKey key) {
    return !key.value().startsWith(Timestamps.format(key.instant()) + "#");
  }

  /** The key of a group's head. */
  public static Map<String, AttributeValue> headKey(String groupId) {
    return key(Keys.messagePartition(groupId), Keys.HEAD);
  }

  /** The key of a member's row. */
  public static Map<String, AttributeValue> rowKey(User member, SortKey place) {
    return key(Keys.groupsPartition(member.id()), place.value());
  }

  /** Where the rows of a group are, the same for each member. */
  public static SortKey place(MessageGroup group) {
    return Keys.row(group.newest(), group.id());
  }

  /**
   * The key of a message sent now: above the newest one, whatever the clock says. A key of the
   * original application may stand above that of its instant, by its offset or its form, but never
   * above the minute after the one that it begins with.
   */
  public static SortKey keyAfter(SortKey newest, Instant now, String messageId) {
    Instant next = Timestamps.next(newest.instant());
    SortKey key = SortKey.of(now.isAfter(next) ? now : next, messageId);
    return key.compareTo(newest) > 0
        ? key
        : SortKey.of(Timestamps.minuteAfter(newest.value()), messageId);
  }

  /** A member's row, showing a message, or nothing if none is left. */
  public static MessageGroupRow row(
      MessageGroup group, SortKey place, User member, @Nullable Message shown) {
    User user = shownTo(member, group, shown);
    String preview =
        shown == null
            ? ""
            : preview(
                shown.text(), Limits.ROW_BYTES - sizeWithoutPreview(group, member, place, user));
    return new MessageGroupRow(member.id(), place, group.id(), preview, group.title(), user);
  }

  /** Counted without making the item, which is made for each member of a group as it is. */
  private static int sizeWithoutPreview(MessageGroup group, User member, SortKey place, User user) {
    int title =
        group.title() == null ? 0 : Utf8.length(Attributes.TITLE) + Utf8.length(group.title());
    return ROW_NAMES_BYTES
        + Utf8.length(Keys.GROUPS_PREFIX)
        + Utf8.length(member.id())
        + Utf8.length(place.value())
        + Utf8.length(group.id())
        + title
        + Utf8.length(user.id())
        + Utf8.length(user.displayName())
        + Utf8.length(user.handle());
  }

  /** The beginning of a text, cut between code points. */
  static String preview(String text, int maxBytes) {
    int end = 0;
    int bytes = 0;
    for (int points = 0; points < Limits.PREVIEW_LENGTH && end < text.length(); points++) {
      int codePoint = text.codePointAt(end);
      bytes += Utf8.length(codePoint);
      if (bytes > maxBytes) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return text.substring(0, end);
  }

  private static User shownTo(User member, MessageGroup group, @Nullable Message shown) {
    if (group.members().size() != DIRECT_MEMBERS) {
      return shown == null ? member : shown.sender();
    }
    User first = group.members().get(0);
    return first.id().equals(member.id()) ? group.members().get(1) : first;
  }
}

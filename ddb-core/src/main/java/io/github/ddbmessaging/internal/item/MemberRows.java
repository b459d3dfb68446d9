package io.github.ddbmessaging.internal.item;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a group's members: where they belong and what they show. */
public final class MemberRows {
  private static final int BOOLEAN_BYTES = 1;

  /** No number that DynamoDB stores takes more. */
  private static final int NUMBER_BYTES = 21;

  /** The names of the attributes that every row has, and what is the same in all. */
  private static final int FIXED_BYTES =
      Stream.of(
                  Attributes.PK,
                  Attributes.SK,
                  Attributes.GROUP_ID,
                  Attributes.MESSAGE,
                  Attributes.USER_ID,
                  Attributes.USER_DISPLAY_NAME,
                  Attributes.USER_HANDLE,
                  Attributes.DIRECT,
                  Keys.GROUPS_PREFIX)
              .mapToInt(Utf8::length)
              .sum()
          + BOOLEAN_BYTES;

  private MemberRows() {}

  /** Whether a row is in the list of a member, and where the group's rows are. */
  public static boolean isInPlace(MessageGroupRow row, MessageGroup group) {
    return group.findMember(row.userId()).isPresent()
        && row.sortKey().equals(ItemKey.rowKey(group));
  }

  /**
   * A member's row, showing a message, or nothing if none is left. The message must be one that the
   * member may see.
   */
  public static MessageGroupRow of(
      MessageGroup group, SortKey rowKey, User member, @Nullable Message shown) {
    MessageGroupRow whole =
        new MessageGroupRow(
            member.id(),
            rowKey,
            group.id(),
            "",
            group.title(),
            shownTo(member, group, shown),
            group.isDirect(),
            mentions(shown, member),
            lastSenderId(shown),
            shown == null ? null : shown.status().expiresAt(),
            shown == null ? null : shown.ref(),
            group.accessOf(member.id()).visibleFrom());
    MessageGroupRow row = fitting(whole);
    return shown == null ? row : row.withPreview(Preview.of(shown, Limits.ROW_BYTES - size(row)));
  }

  /** Names and ids at their limits leave no room for all of it. */
  private static MessageGroupRow fitting(MessageGroupRow whole) {
    if (size(whole) <= Limits.ROW_BYTES) {
      return whole;
    }
    MessageGroupRow row = whole.withLastMessage(null);
    int tooMany = size(row) - Limits.ROW_BYTES;
    User user = row.shownUser();
    return tooMany <= 0
        ? row
        : row.withShownUser(
            new User(
                user.id(),
                Preview.cut(
                    user.displayName(),
                    Limits.DISPLAY_NAME_LENGTH,
                    Utf8.length(user.displayName()) - tooMany),
                user.handle()));
  }

  /**
   * The message that the rows of a group show, or null to a member who may not see it. A key of the
   * original application does not tell its true time here, so that who joined later is not shown
   * it.
   */
  public static @Nullable Message visibleTo(
      MessageGroup group, User member, @Nullable Message shown) {
    MemberAccess access = group.accessOf(member.id());
    boolean sees =
        shown != null
            && (access.visibleFrom() == null
                || (!KeyForm.isOld(shown.sortKey()) && access.sees(shown.sortKey())));
    return sees ? shown : null;
  }

  /** Whether the message that a row shows mentions the row's user. */
  public static boolean mentions(@Nullable Message shown, User member) {
    return shown != null && shown.content().mentions().contains(member.id());
  }

  /** The bytes of a row's item. Counted without making the item. */
  public static int size(MessageGroupRow row) {
    return FIXED_BYTES
        + Utf8.length(row.userId())
        + Utf8.length(row.sortKey().value())
        + Utf8.length(row.groupId())
        + Utf8.length(row.preview())
        + optional(Attributes.TITLE, row.title())
        + optional(Attributes.LAST_USER_ID, row.lastSenderId())
        + (row.mentioned() ? Utf8.length(Attributes.MENTIONED) + BOOLEAN_BYTES : 0)
        + (row.shownUntil() == null ? 0 : Utf8.length(Attributes.SHOWN_UNTIL) + NUMBER_BYTES)
        + size(row.sortKey(), row.lastMessage())
        + optional(Attributes.VISIBLE_FROM, row.visibleFrom())
        + Utf8.length(row.shownUser().id())
        + Utf8.length(row.shownUser().displayName())
        + Utf8.length(row.shownUser().handle());
  }

  /** Who wrote the message that a row shows. */
  public static @Nullable String lastSenderId(@Nullable Message shown) {
    return shown == null ? null : bounded(shown.sender()).id();
  }

  /** Whose name a member's row shows: in a direct group the other's, else the last sender's. */
  public static User shownTo(User member, MessageGroup group, @Nullable Message shown) {
    return bounded(userShownTo(member, group, shown));
  }

  /** Other writers have no limits, and a row has room for names and ids within them. */
  private static User bounded(User user) {
    return user.displayName().length() <= Limits.DISPLAY_NAME_LENGTH
            && Utf8.length(user.id()) <= Limits.ID_BYTES
            && Utf8.length(user.handle()) <= Limits.HANDLE_BYTES
        ? user
        : new User(
            Preview.cut(user.id(), Limits.ID_BYTES, Limits.ID_BYTES),
            Preview.cut(user.displayName(), Limits.DISPLAY_NAME_LENGTH, Integer.MAX_VALUE),
            Preview.cut(user.handle(), Limits.HANDLE_BYTES, Limits.HANDLE_BYTES));
  }

  private static User userShownTo(User member, MessageGroup group, @Nullable Message shown) {
    if (!group.isDirect()) {
      // The name that the sender has today, while they are a member.
      return shown == null
          ? member
          : group.findMember(shown.sender().id()).orElseGet(shown::sender);
    }
    return group.members().stream()
        .filter(other -> !other.id().equals(member.id()))
        .findFirst()
        .orElse(member);
  }

  private static int size(SortKey rowKey, @Nullable MessageRef shown) {
    if (shown == null) {
      return 0;
    }
    if (Keys.isAtRow(rowKey, shown)) {
      return optional(Attributes.MESSAGE_ID, shown.messageId());
    }
    return optional(Attributes.SHOWN, shown.sortKey())
        + (shown.sortKey().id().equals(Optional.of(shown.messageId()))
            ? 0
            : optional(Attributes.MESSAGE_ID, shown.messageId()));
  }

  private static int optional(String name, @Nullable SortKey value) {
    return value == null ? 0 : optional(name, value.value());
  }

  private static int optional(String name, @Nullable String value) {
    return value == null ? 0 : Utf8.length(name) + Utf8.length(value);
  }
}

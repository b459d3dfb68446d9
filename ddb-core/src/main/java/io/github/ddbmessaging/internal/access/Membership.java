package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.Visible;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who may do what, if the store acts for a user. */
public final class Membership {
  private Membership() {}

  /** Whether the store acts for nobody, who may do all. */
  public static boolean isUnchecked(StoreSettings settings) {
    return settings.actingUser() == null;
  }

  /**
   * Refuses to do something in another user's name.
   *
   * @param settings of the store
   * @param userId whose name
   * @param what as in "send a message as"
   */
  public static void requireSelf(StoreSettings settings, String userId, String what) {
    String actingUser = settings.actingUser();
    if (actingUser != null && !actingUser.equals(userId)) {
      throw new OtherUserException(
          "A store that acts for user '"
              + actingUser
              + "' can't "
              + what
              + " user '"
              + userId
              + "'");
    }
  }

  /**
   * The group, if the acting user is a member; certain before it refuses, whatever the consistency.
   * It is empty if the original application made it and nobody has adopted it yet: whoever has a
   * row is a member then.
   */
  public static Step<Optional<MessageGroup>> require(StoreSettings settings, String groupId) {
    return requireAny(settings, groupId).map(Found::group);
  }

  private static Step<Found> requireAny(StoreSettings settings, String groupId) {
    return GetItems.item(settings.requests(), ItemKey.head(groupId))
        .then(
            head -> {
              Optional<MessageGroup> group = head.map(item -> readHead(settings, item));
              if (isMember(settings, group)) {
                return new Step.Done<>(new Found(group, List.of()));
              }
              if (!settings.requests().consistentReads()) {
                return requireAny(settings.withConsistentReads(), groupId);
              }
              String user = settings.actingUser();
              if (user == null || head.isPresent()) {
                throw refused(settings, groupId);
              }
              return requireRow(settings, groupId, user);
            });
  }

  /** What may be seen of a group; a user must be a member of it. */
  public static Step<MemberView> requireView(StoreSettings settings, String groupId) {
    if (isUnchecked(settings) && !settings.added().currentNames()) {
      return new Step.Done<>(MemberView.OF_ALL);
    }
    return isUnchecked(settings)
        ? GetItems.head(settings.requests(), groupId)
            .map(head -> head.map(found -> view(settings, found.group())).orElse(MemberView.OF_ALL))
        : requireAny(settings, groupId)
            .map(
                found ->
                    found
                        .group()
                        .map(group -> view(settings, group))
                        .orElseGet(() -> viewByRows(settings, found.rows())));
  }

  /** Where a head was lost, the rows tell from where on a member may see the group. */
  private static MemberView viewByRows(StoreSettings settings, List<MessageGroupRow> rows) {
    @Nullable SortKey from =
        rows.stream()
            .flatMap(row -> Optional.ofNullable(row.visibleFrom()).stream())
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new MemberView(new Visible(from, settings.legacy()::referenceTo), null, List.of());
  }

  /** What may be seen of a group that was read. */
  public static MemberView view(StoreSettings settings, MessageGroup group) {
    String user = settings.actingUser();
    List<User> named = settings.added().currentNames() ? group.members() : List.of();
    return user == null
        ? new MemberView(Visible.ALL, null, named)
        : new MemberView(
            new Visible(group.accessOf(user).visibleFrom(), settings.legacy()::referenceTo),
            group.newest(),
            named);
  }

  /**
   * What may be seen once messages were read. Where one is newer than the head that was read
   * before, the user may have been removed in between, so membership is checked again, strongly
   * consistent.
   */
  public static Step<MemberView> afterReading(
      StoreSettings settings, String groupId, MemberView view, Optional<SortKey> highest) {
    return highest.filter(view::isOlderThan).isPresent()
        ? requireView(settings.withConsistentReads(), groupId)
        : new Step.Done<>(view);
  }

  /**
   * By what the acting user is a member.
   *
   * @param group the group, or empty if it has no head
   * @param rows the user's rows of a group without a head
   */
  private record Found(Optional<MessageGroup> group, List<MessageGroupRow> rows) {}

  private static Step<Found> requireRow(StoreSettings settings, String groupId, String userId) {
    return settings
        .legacy()
        .rows(settings.requests(), groupId, userId)
        .map(
            rows -> {
              if (rows.isEmpty()) {
                throw refused(settings, groupId);
              }
              return new Found(Optional.empty(), rows);
            });
  }

  /** Whether the acting user is a member of a group that was read. */
  public static boolean isMember(StoreSettings settings, Optional<MessageGroup> group) {
    String user = settings.actingUser();
    return user != null && group.flatMap(found -> found.findMember(user)).isPresent();
  }

  /**
   * Reads a head for the acting user: a stranger learns of a damaged one no more than of others.
   */
  public static MessageGroup readHead(StoreSettings settings, Map<String, AttributeValue> head) {
    return readWholeHead(settings, head).group();
  }

  /** Reads a head with what only the library needs. */
  public static GroupHead readWholeHead(StoreSettings settings, Map<String, AttributeValue> head) {
    try {
      return Schemas.read(Schemas.HEADS, head);
    } catch (DamagedItemException e) {
      String user = settings.actingUser();
      if (user == null || namesMember(head, user)) {
        throw e;
      }
      throw refused(settings, ItemKey.of(head).groupId());
    }
  }

  private static boolean namesMember(Map<String, AttributeValue> head, String userId) {
    AttributeValue id = AttributeValue.fromS(userId);
    return Optional.ofNullable(head.get(Attributes.MEMBERS)).map(AttributeValue::l).stream()
        .flatMap(List::stream)
        .anyMatch(member -> member != null && id.equals(member.m().get(Attributes.USER_ID)));
  }

  /** The exception for a user who is no member, or for a group that does not exist. */
  public static NotAMemberException notAMember(String userId, String groupId) {
    return new NotAMemberException(
        "User '"
            + userId
            + "' is not a member of message group '"
            + groupId
            + "', or there is no such group");
  }

  /** Refuses a group of which the acting user is no member. */
  public static void requireMember(StoreSettings settings, MessageGroup group) {
    if (!isUnchecked(settings) && !isMember(settings, Optional.of(group))) {
      throw refused(settings, group.id());
    }
  }

  /** Refuses to change a message that the acting user did not write. */
  public static void requireSender(StoreSettings settings, Message message) {
    String user = settings.actingUser();
    boolean own = message.sender().id().equals(user) && message.kind() != MessageKind.SYSTEM;
    if (user != null && !own) {
      throw new NotTheSenderException(user, message.ref());
    }
  }

  /** Whether the acting user is that one. */
  public static boolean isSelf(StoreSettings settings, String userId) {
    return userId.equals(settings.actingUser());
  }

  /**
   * Refuses to a member what only owners may do.
   *
   * @param settings of the store
   * @param group the group, of which the acting user is a member
   * @param what as in "rename it"
   */
  public static void requireOwner(StoreSettings settings, MessageGroup group, String what) {
    String user = settings.actingUser();
    if (user != null && !isOwner(settings, group)) {
      throw new NotAnOwnerException(user, group.id(), what);
    }
  }

  /** Whether the acting user owns a group. */
  public static boolean isOwner(StoreSettings settings, MessageGroup group) {
    String user = settings.actingUser();
    return user != null && group.findRole(user).filter(role -> role == Role.OWNER).isPresent();
  }

  /** The last message that the acting user can't let others see; empty if there is none. */
  public static Optional<SortKey> grantsFrom(StoreSettings settings, MessageGroup group) {
    String user = settings.actingUser();
    return user == null || isOwner(settings, group)
        ? Optional.empty()
        : Optional.ofNullable(group.accessOf(user).visibleFrom());
  }

  /** Refuses what only the service may do. */
  public static void requireService(StoreSettings settings, String what) {
    if (!isUnchecked(settings)) {
      throw new OtherUserException(
          "A store that acts for user '"
              + settings.actingUser()
              + "' can't "
              + what
              + "; use one that acts for nobody");
    }
  }

  /** The acting user, or nobody. */
  public static Set<String> actingUsers(StoreSettings settings) {
    String user = settings.actingUser();
    return user == null ? Set.of() : Set.of(user);
  }

  /** Who does it: the acting user, or null for the service. */
  public static @Nullable String author(StoreSettings settings) {
    return settings.actingUser();
  }

  /** The refusal of the acting user. */
  public static NotAMemberException refused(StoreSettings settings, String groupId) {
    return notAMember(String.valueOf(settings.actingUser()), groupId);
  }

  /** The exception for a group without a head: a user must not learn which groups there are. */
  public static MessagingException noSuchGroup(StoreSettings settings, String groupId) {
    return isUnchecked(settings) ? new GroupNotFoundException(groupId) : refused(settings, groupId);
  }
}

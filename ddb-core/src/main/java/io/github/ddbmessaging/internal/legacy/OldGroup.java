package io.github.ddbmessaging.internal.legacy;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.Ids;
import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the original application left of a group: rows and messages, and no head. Pure.
 *
 * @param groupId which group
 * @param rows its rows, in whoever's list they are
 * @param newest its newest message, or empty if it has none
 * @param begun when its oldest message was written, if that is known
 * @param hasOwnMessages whether this library wrote any of its newest messages
 * @param senders who wrote these
 * @param named who the caller says is in it
 * @param left who was in it before, of those whom only rows of others name
 */
record OldGroup(
    String groupId,
    List<MessageGroupRow> rows,
    Optional<Message> newest,
    Optional<Instant> begun,
    boolean hasOwnMessages,
    List<User> senders,
    Collection<User> named,
    Set<String> left) {

  /** Reads its messages. Of those behind the newest one, a damaged one does no harm here. */
  static OldGroup of(
      String groupId,
      List<MessageGroupRow> rows,
      List<Map<String, AttributeValue>> newest,
      Collection<User> named) {
    List<Message> readable = newest.stream().flatMap(item -> tryRead(item).stream()).toList();
    return new OldGroup(
        groupId,
        rows,
        newest.stream().findFirst().map(item -> Schemas.read(Schemas.MESSAGES, item)),
        Optional.empty(),
        readable.stream().anyMatch(message -> !KeyForm.isOld(message.sortKey())),
        readable.stream().map(Message::sender).toList(),
        named,
        Set.of());
  }

  OldGroup withOldest(List<Map<String, AttributeValue>> oldest, LegacyGroups keys) {
    Optional<Instant> time =
        oldest.stream()
            .findFirst()
            .flatMap(OldGroup::tryRead)
            .map(message -> keys.timeOf(message.sortKey()));
    return new OldGroup(groupId, rows, newest, time, hasOwnMessages, senders, named, left);
  }

  OldGroup without(Set<String> whoLeft) {
    return new OldGroup(
        groupId, rows, newest, begun, hasOwnMessages, senders, named, Set.copyOf(whoLeft));
  }

  /**
   * Who may have left it: a row of the first version shows who wrote last and does not say so. None
   * in a group of the original application alone, which nobody leaves.
   */
  Set<String> mayHaveLeft() {
    if (!hadHead()) {
      return Set.of();
    }
    Set<String> ids = new TreeSet<>();
    rows.forEach(row -> ids.addAll(membersOf(row)));
    rows.forEach(row -> ids.remove(row.userId()));
    named.forEach(user -> ids.remove(user.id()));
    return ids;
  }

  private static Optional<Message> tryRead(Map<String, AttributeValue> item) {
    try {
      return Optional.of(Schemas.read(Schemas.MESSAGES, item));
    } catch (DamagedItemException e) {
      return Optional.empty();
    }
  }

  /**
   * The rows without which all members are still known and have a row: neither anybody's newest,
   * nor the only one that names somebody.
   */
  List<MessageGroupRow> surplus() {
    List<MessageGroupRow> newestFirst =
        rows.stream()
            .sorted(Comparator.comparing(row -> row.sortKey().instant(), Comparator.reverseOrder()))
            .toList();
    List<MessageGroupRow> surplus = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    Set<String> named = rows.stream().map(MessageGroupRow::userId).collect(Collectors.toSet());
    for (MessageGroupRow row : newestFirst) {
      boolean isNewest = owners.add(row.userId());
      boolean names = named.add(row.shownUser().id());
      if (!isNewest && !names) {
        surplus.add(row);
      }
    }
    return surplus;
  }

  /** Whether there is nothing of it. */
  boolean isUnknown() {
    return rows.isEmpty() && newest.isEmpty();
  }

  /** Whether this library wrote any of it, so that it had a head, which was lost. */
  boolean hadHead() {
    return hasOwnMessages || rows.stream().anyMatch(row -> !KeyForm.isOld(row.sortKey()));
  }

  /** Whether somebody knows who is in it. */
  boolean hasMembers() {
    return !rows.isEmpty() || !named.isEmpty();
  }

  /** Refuses ids that stores refuse: nobody could read or write the group once it is adopted. */
  void requireGoodIds() {
    newest.ifPresent(
        message -> requireGoodGroup(ItemKey.message(message.groupId(), message.sortKey())));
    for (MessageGroupRow row : rows) {
      ItemKey key = ItemKey.row(row.userId(), row.sortKey());
      requireGoodGroup(key);
      requireGoodUser(key, row.userId());
      requireGoodUser(key, row.shownUser().id());
    }
  }

  private void requireGoodGroup(ItemKey key) {
    Ids.problemOfGroup(groupId).ifPresent(problem -> refuse(key, problem));
  }

  private static void requireGoodUser(ItemKey key, String userId) {
    Ids.problemOfUser(userId).ifPresent(problem -> refuse(key, problem));
  }

  private static void refuse(ItemKey key, String problem) {
    throw Ids.damaged(key, problem);
  }

  /** Everyone who has to do with it, members for sure or not. */
  Set<String> users() {
    Set<String> ids = usersOf(rows);
    senders.forEach(user -> ids.add(user.id()));
    named.forEach(user -> ids.add(user.id()));
    return ids;
  }

  /** The head that it gets. */
  MessageGroup toHead() {
    SortKey newestKey =
        newest
            .map(Message::sortKey)
            .or(
                () ->
                    rows.stream()
                        .map(MessageGroupRow::sortKey)
                        .max(Comparator.comparing(SortKey::instant)))
            .orElseThrow();
    List<User> members = members();
    String title = title();
    return new MessageGroup(
        groupId,
        newestKey,
        members,
        title,
        begun.orElse(newestKey.instant()),
        1,
        0,
        MessageGroup.looksDirect(title, members)
            && rows.stream().allMatch(MessageGroupRow::isDirect),
        access());
  }

  /** Rows of this library have it: their head was lost. */
  private @Nullable String title() {
    return rows.stream()
        .filter(row -> row.title() != null)
        .max(Comparator.comparing(row -> row.sortKey().instant()))
        .map(MessageGroupRow::title)
        .orElse(null);
  }

  /** Who joined later must not see more than before. Of several rows the strictest counts. */
  private Map<String, MemberAccess> access() {
    Map<String, MemberAccess> access = new HashMap<>();
    for (MessageGroupRow row : rows) {
      SortKey from = row.visibleFrom();
      if (from != null) {
        access.merge(
            row.userId(),
            new MemberAccess(Role.MEMBER, null, from),
            (one, other) -> other.sees(requireNonNull(one.visibleFrom())) ? one : other);
      }
    }
    return access;
  }

  private List<User> members() {
    Set<String> ids = new TreeSet<>();
    rows.forEach(row -> ids.addAll(membersOf(row)));
    ids.removeAll(left);
    named.forEach(user -> ids.add(user.id()));
    if (ids.size() > Limits.MEMBERS) {
      throw new DamagedItemException(
          Keys.messagePartition(groupId),
          Keys.HEAD,
          "its rows and its caller name "
              + ids.size()
              + " members, and a group has at most "
              + Limits.MEMBERS,
          "delete the rows of those who are to leave it");
    }
    Map<String, User> names = new HashMap<>();
    senders.forEach(user -> names.put(user.id(), user));
    rows.forEach(row -> names.put(row.shownUser().id(), row.shownUser()));
    named.forEach(user -> names.put(user.id(), user));
    return ids.stream()
        .map(id -> Optional.ofNullable(names.get(id)).orElseGet(() -> new User(id, id, id)))
        .toList();
  }

  /** Whose lists the rows are in, and whom they show. One of the two may have lost its own. */
  static Set<String> usersOf(Collection<MessageGroupRow> rows) {
    Set<String> ids = new TreeSet<>();
    for (MessageGroupRow row : rows) {
      ids.add(row.userId());
      ids.add(row.shownUser().id());
    }
    return ids;
  }

  /** A row of this library shows who wrote last, who may have left the group since. */
  private static Set<String> membersOf(MessageGroupRow row) {
    boolean showsAnyMember = row.isDirect() || row.lastSenderId() == null;
    return showsAnyMember ? usersOf(List.of(row)) : Set.of(row.userId());
  }
}

package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.MemberChange.Kind;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true of members, roles, titles and names. */
final class MemberLife {
  private final Model model;

  MemberLife(Model model) {
    this.model = model;
  }

  /** What the user may see of a group while a call reads. */
  Sight sight(String groupId, @Nullable String user, Call<?> call) {
    return Sight.during(model.table, groupId, user, call);
  }

  /** What the user may see of a group from the first read of a call until now. */
  Sight since(String groupId, @Nullable String user, Call<?> call) {
    return Sight.since(model.table, groupId, user, call);
  }

  // -- Writes

  /** Judges what a write did to a head that was there, beside naming another newest message. */
  void headWritten(Group group, Change change, List<Change> all, @Nullable Call<?> call) {
    GroupHead was = Schemas.read(Schemas.HEADS, change.before());
    GroupHead is = Schemas.read(Schemas.HEADS, change.after());
    MemberChange wanted = call == null ? null : call.members;
    if (wanted == null || isSame(was.group(), is.group())) {
      unless(
          isSame(was.group(), is.group())
              || (isSameButForBounds(was.group(), is.group())
                  && model.isAsVisible(was.group(), is.group(), all)),
          "7",
          "the members of a group changed, or its title: " + (call == null ? "" : call.name));
      return;
    }
    unless(!wanted.denied, "10", "a change that failed for certain was written");
    unless(
        wanted.applied == 0 || wanted.kind == Kind.RENAME || call.faults > 0,
        "10",
        "a change was written twice");
    unless(
        wanted.groupId == null || wanted.groupId.equals(group.id),
        "7",
        "another group was changed");
    unless(mayDo(wanted, was.group()), "7", call.name + " by " + wanted.actor);
    MemberExpectation.check(model, wanted, was.group(), is.group(), call);
    checkLog(was, is, wanted, all);
    wanted.applied++;
    group.members = is.group().members();
    group.title = is.group().title();
    group.owners = is.group().ownerIds();
    is.group().members().forEach(member -> group.everMembers.add(member.id()));
    model.counts.add("members changed by " + call.name);
  }

  private static boolean isSame(MessageGroup was, MessageGroup is) {
    return isSameButForBounds(was, is) && was.access().equals(is.access());
  }

  private static boolean isSameButForBounds(MessageGroup was, MessageGroup is) {
    return was.members().equals(is.members())
        && withoutBounds(was).equals(withoutBounds(is))
        && was.isDirect() == is.isDirect()
        && java.util.Objects.equals(was.title(), is.title());
  }

  private static Map<String, MemberAccess> withoutBounds(MessageGroup group) {
    Map<String, MemberAccess> access = new HashMap<>(group.access());
    access.replaceAll((user, held) -> new MemberAccess(held.role(), held.joinedAt(), null));
    return access;
  }

  /** Stated a second time: members add and leave, owners do the rest, the service does all. */
  private static boolean mayDo(MemberChange wanted, MessageGroup group) {
    if (wanted.kind == Kind.RENAME || (wanted.actor == null && !group.isDirect())) {
      return true;
    }
    if (group.isDirect() || group.findMember(wanted.actor).isEmpty()) {
      return false;
    }
    boolean self = wanted.userIds().contains(wanted.actor);
    return switch (wanted.kind) {
      case ADD -> true;
      case REMOVE -> self || isOwner(wanted.actor, group);
      case LEAVE -> self;
      default -> isOwner(wanted.actor, group);
    };
  }

  private static boolean isOwner(String user, MessageGroup group) {
    return group.findRole(user).equals(Optional.of(Role.OWNER));
  }

  private static void checkLog(GroupHead was, GroupHead is, MemberChange wanted, List<Change> all) {
    LogEntry.Change expected =
        switch (wanted.kind) {
          case ADD -> LogEntry.Change.MEMBERS_ADDED;
          case REMOVE, LEAVE -> LogEntry.Change.MEMBERS_REMOVED;
          case ROLE -> LogEntry.Change.ROLE_CHANGED;
          case TITLE -> LogEntry.Change.TITLE_CHANGED;
          case RENAME -> LogEntry.Change.NAMES_CHANGED;
        };
    List<LogEntry> entries =
        all.stream()
            .filter(change -> change.isOf(ItemKind.LOG_ENTRY) && change.after() != null)
            .map(change -> Schemas.read(Schemas.LOG, change.after()))
            .toList();
    unless(
        is.changes() == was.changes() + 1
            && entries.size() == 1
            && entries.get(0).number() == is.changes()
            && entries.get(0).change() == expected
            && (wanted.kind == Kind.TITLE || wanted.userIds().containsAll(entries.get(0).userIds()))
            && java.util.Objects.equals(entries.get(0).changedBy(), wanted.actor),
        "11",
        "a change of members is not logged, or otherwise");
  }

  /** Judges a row that was written: it shows no message that its user may not see. */
  void rowWritten(Change change) {
    if (change.after() == null) {
      return;
    }
    MessageGroupRow row = Schemas.read(Schemas.ROWS, change.after());
    Map<String, AttributeValue> head = model.table.item(ItemKey.head(row.groupId()));
    if (head == null) {
      return;
    }
    MessageGroup group = Schemas.read(Schemas.HEADS, head).group();
    SortKey from = group.accessOf(row.userId()).visibleFrom();
    unless(
        java.util.Objects.equals(row.visibleFrom(), from),
        "2",
        "a row says another visible-from than the head");
    if (from != null) {
      boolean shows = row.lastMessage() != null || row.lastSenderId() != null;
      unless(
          !(shows || !row.preview().isEmpty())
              || (row.lastMessage() != null
                  && row.lastMessage().sortKey().value().compareTo(from.value()) > 0),
          "7",
          "a row shows a message from before its user may see: " + change.key());
      model.counts.add(shows ? "row of a later joiner" : "row of a later joiner, empty");
    }
  }

  // -- Calls

  /** Whether a group that a send returned was so; one in hand may be old. */
  boolean wasSo(Call<Sent> call, MessageGroup group) {
    Send send = call.send;
    int from = send.inHand != null && send.streamed ? 0 : call.startedAt;
    return new Sight(model.table, group.id(), null, from, model.table.version())
        .was(state -> isSame(state, group));
  }

  /** Judges the group that a change returned. */
  void returned(Call<MessageGroup> call, MessageGroup group) {
    MemberChange wanted = call.members;
    unless(!wanted.denied, "7", "someone was let in: " + call.name);
    unless(
        wanted.actor == null || since(wanted.groupId, wanted.actor, call).wasMember(),
        "7",
        "a stranger was let in: " + call.name);
    Sight seen =
        new Sight(model.table, wanted.groupId, null, call.startedAt, model.table.version());
    unless(
        isDone(wanted).test(group) && seen.was(state -> isSame(state, group)),
        "1",
        call.name + " returned a group that never was so");
  }

  /** Judges what a leaving returned. */
  void left(Call<Boolean> call, boolean left) {
    MemberChange wanted = call.members;
    Sight seen =
        new Sight(model.table, wanted.groupId, null, call.startedAt, model.table.version());
    unless(
        seen.was(group -> group.findMember(wanted.user().id()).isEmpty()),
        "10",
        "a user is said to have left, who is still there");
    unless(
        !left || seen.was(group -> group.findMember(wanted.user().id()).isPresent()),
        "10",
        "a user is said to have been there until now, who was not");
  }

  private static Predicate<MessageGroup> isDone(MemberChange wanted) {
    return switch (wanted.kind) {
      case ADD ->
          group -> wanted.users.stream().allMatch(user -> group.findMember(user.id()).isPresent());
      case REMOVE, LEAVE -> group -> group.findMember(wanted.user().id()).isEmpty();
      case ROLE -> group -> group.findRole(wanted.user().id()).equals(Optional.of(wanted.role()));
      case TITLE -> group -> wanted.title().equals(group.title());
      case RENAME -> group -> true;
    };
  }

  /** Judges what a page of renaming told. */
  void renamed(Call<?> call, RenameReport report) {
    report.problems().forEach(problem -> model.checkReason(call, problem));
    model.counts.add("message renamed", report.messages());
  }

  /** Judges why a change failed. */
  void failed(Call<?> call, RuntimeException failure) {
    MemberChange wanted = call.members;
    model.counts.add(call.name + " failed: " + failure.getClass().getSimpleName());
    unless(failure instanceof MessagingException, "8", call.name + " failed with " + failure);
    if (!((MessagingException) failure).mayHaveTakenEffect()) {
      unless(
          wanted.applied == 0, "10", call.name + " was written and failed as if not: " + failure);
      wanted.denied = true;
    }
    if (wanted.groupId == null) {
      model.checkReason(call, failure);
      return;
    }
    Sight seen = since(wanted.groupId, wanted.actor, call);
    if (failure instanceof NotAMemberException) {
      unless(
          seen.wasStranger()
              || (wanted.kind == Kind.ROLE
                  && since(wanted.groupId, wanted.user().id(), call).wasStranger()),
          "7",
          "a member was refused: " + failure);
    } else if (failure instanceof NotAnOwnerException) {
      unless(
          wanted.actor != null && seen.was(group -> !isOwner(wanted.actor, group)),
          "7",
          "an owner was refused: " + failure);
    } else if (failure instanceof InvalidInputException) {
      unless(seen.was(group -> isImpossible(wanted, group)), "8", "without reason: " + failure);
    } else {
      model.checkReason(call, failure);
    }
  }

  private static boolean isImpossible(MemberChange wanted, MessageGroup group) {
    String user = wanted.users.isEmpty() ? "" : wanted.user().id();
    boolean only = group.members().size() == 1 && group.findMember(user).isPresent();
    return group.isDirect()
        || (only && Stream.of(Kind.REMOVE, Kind.LEAVE).anyMatch(wanted.kind::equals))
        || (wanted.kind == Kind.ROLE && group.ownerIds().equals(List.of(user)));
  }

  // -- The end

  /** A user's new names are in all groups, and in all messages that they wrote. */
  void checkNames(User user) {
    for (Group group : model.groups()) {
      unless(
          group.members.stream()
              .filter(member -> member.id().equals(user.id()))
              .allMatch(user::equals),
          "names",
          "a group has old names of " + user.id());
      if (group.everMembers.contains(user.id())) {
        unless(
            model.messages(group).stream()
                .map(item -> Schemas.read(Schemas.MESSAGES, item).sender())
                .filter(sender -> sender.id().equals(user.id()))
                .allMatch(user::equals),
            "names",
            "a message has old names of " + user.id());
      }
    }
  }

  /** Each user who is no member any more has no row, and of the owners one is left. */
  void checkGroup(Group group) {
    for (String user : group.everMembers) {
      if (!group.has(user)) {
        unless(
            model.rows(group, new User(user, user, user)).isEmpty(),
            "2",
            "a former member has a row: " + user + " of " + group.id);
      }
    }
  }
}

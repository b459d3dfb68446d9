package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a change makes of a group, stated a second time. */
final class MemberExpectation {
  private final Model model;
  private final MemberChange wanted;
  private final MessageGroup was;
  private final MessageGroup is;
  private final Call<?> call;

  private MemberExpectation(
      Model model, MemberChange wanted, MessageGroup was, MessageGroup is, Call<?> call) {
    this.model = model;
    this.wanted = wanted;
    this.was = was;
    this.is = is;
    this.call = call;
  }

  /** Judges a change of a group. */
  static void check(
      Model model, MemberChange wanted, MessageGroup was, MessageGroup is, Call<?> call) {
    new MemberExpectation(model, wanted, was, is, call).check();
  }

  private void check() {
    unless(was.newest().equals(is.newest()), "3", "a change of members moved the head");
    unless(is.version() == was.version() + 1, "3", "a change of members has no version");
    List<User> members = new ArrayList<>(was.members());
    Map<String, MemberAccess> access = new HashMap<>();
    members.forEach(member -> access.put(member.id(), was.accessOf(member.id())));
    String title = was.title();
    switch (wanted.kind) {
      case ADD -> add(members, access);
      case REMOVE, LEAVE -> remove(members, access);
      case ROLE -> access.computeIfPresent(user(), (id, held) -> held.withRole(wanted.role()));
      case TITLE -> title = wanted.title();
      case RENAME -> members.replaceAll(user -> user.id().equals(user()) ? wanted.user() : user);
    }
    unless(is.members().equals(members), "7", call.name + " left the members " + is.members());
    members.forEach(
        member ->
            unless(
                access.get(member.id()).equals(is.accessOf(member.id())),
                "7",
                call.name + " left " + member.id() + " with " + is.accessOf(member.id())));
    unless(Objects.equals(title, is.title()), "7", call.name + " left another title");
    unless(
        was.ownerIds().isEmpty() || !is.ownerIds().isEmpty(), "7", "a group has no owner any more");
    unless(!is.members().isEmpty(), "7", "a group has no members any more");
  }

  private String user() {
    return wanted.user().id();
  }

  private void add(List<User> members, Map<String, MemberAccess> access) {
    for (User user : wanted.users) {
      if (was.findMember(user.id()).isEmpty()) {
        members.add(user);
        MemberAccess given = is.accessOf(user.id());
        SortKey from = given.visibleFrom();
        access.put(user.id(), new MemberAccess(Role.MEMBER, given.joinedAt(), from));
        unless(given.joinedAt() != null, "7", "nobody knows when a member joined");
        if (wanted.history() == History.FROM_JOINING) {
          checkBound(from);
        } else {
          unless(Objects.equals(from, granted()), "7", "another history was granted: " + from);
        }
      }
    }
  }

  /** An owner and the service grant all, others what they see. */
  private SortKey granted() {
    String actor = wanted.actor;
    return actor == null || was.findRole(actor).equals(Optional.of(Role.OWNER))
        ? null
        : was.accessOf(actor).visibleFrom();
  }

  /** Nothing that was there when the call began is above it, and it is no later than the newest. */
  private void checkBound(SortKey from) {
    SortKey highest = Reference.ofHead(was.newest());
    for (String sk : model.table.keysEver(Keys.messagePartition(was.id()))) {
      ItemKey key = new ItemKey(Keys.messagePartition(was.id()), sk);
      if (key.kind() == ItemKind.MESSAGE) {
        SortKey reference = reference(key);
        highest = reference.compareTo(highest) > 0 ? reference : highest;
        boolean wasThere =
            model.table.states(key, call.startedAt, model.table.version()).stream()
                .allMatch(Optional::isPresent);
        unless(
            !wasThere
                || (from != null && reference.compareTo(from) <= 0)
                || model.mayShowToJoiner(was.id(), reference, call),
            "7",
            "who joined sees what was there before: " + key);
      }
    }
    unless(
        from.compareTo(model.highestBound(highest, call)) <= 0,
        "1",
        "who joined does not see what comes next: " + from);
  }

  private SortKey reference(ItemKey message) {
    return model.table.states(message, 0, model.table.version()).stream()
        .flatMap(Optional::stream)
        .map(Reference::of)
        .findFirst()
        .orElseThrow();
  }

  private void remove(List<User> members, Map<String, MemberAccess> access) {
    members.removeIf(member -> member.id().equals(user()));
    access.remove(user());
    boolean hadOwners = !was.ownerIds().isEmpty();
    if (hadOwners && access.values().stream().noneMatch(held -> held.role() == Role.OWNER)) {
      access.computeIfPresent(members.get(0).id(), (id, held) -> held.withRole(Role.OWNER));
    }
  }
}

package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.campaign.MemberChange.Kind;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Those who add and remove members, leave, change roles, and rename groups and users. */
final class Members {
  private static final List<User> USERS = Cluster.USERS;
  private static final String EVE = "eve";

  private final Cluster cluster;
  private final Model model;

  /** The renaming that is under way, or null. */
  private @Nullable User renamed;

  private RenameScope scope = RenameScope.GROUPS;
  private @Nullable String renamedUpTo;

  Members(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
  }

  /** Someone changes a group: its members, a role or its title. */
  void change(Choice how) {
    Group group = pick(how);
    if (group == null) {
      return;
    }
    String actor = actor(how, group);
    switch (how.of(8)) {
      case 0, 1, 2, 3 -> add(how, group, actor);
      case 4 -> remove(how, group, actor);
      case 5 -> leave(how, group, actor);
      case 6 -> changeRole(how, group, actor);
      default -> rename(how, group, actor);
    }
  }

  /** Seldom a direct one, which keeps its members. */
  private @Nullable Group pick(Choice how) {
    Group group = model.pick(how.what);
    if (!isDirect(group) || how.oneIn(4)) {
      return group;
    }
    List<Group> others = model.groups().stream().filter(any -> !isDirect(any)).toList();
    return others.isEmpty() ? null : others.get(how.what % others.size());
  }

  private static boolean isDirect(Group group) {
    return group.title == null && group.everMembers.size() <= 2;
  }

  /** The service, an owner, any member, or someone who is none. */
  private @Nullable String actor(Choice how, Group group) {
    int kind = how.of(8);
    if (kind < 2) {
      return null;
    }
    if (kind == 2) {
      List<String> former = group.everMembers.stream().filter(user -> !group.has(user)).toList();
      return former.isEmpty() ? EVE : how.from(former);
    }
    List<String> owners = group.owners;
    return kind < 6 && !owners.isEmpty() ? how.from(owners) : how.from(group.members).id();
  }

  private void add(Choice how, Group group, @Nullable String actor) {
    List<User> users = new ArrayList<>();
    int first = how.of(USERS.size());
    int many = 1 + how.of(3) / 2;
    for (int i = 0; i < USERS.size() && users.size() < many; i++) {
      User user = USERS.get((first + i) % USERS.size());
      if (!group.has(user.id()) || how.oneIn(4)) {
        users.add(cluster.named(user));
      }
    }
    if (users.isEmpty()) {
      users.add(cluster.named(USERS.get(first)));
    }
    History history = how.of(3) == 0 ? History.FROM_BEGINNING : History.FROM_JOINING;
    call(
        "addMembers",
        how,
        new MemberChange(Kind.ADD, group.id, actor, users, history),
        store -> store.addMembers(group.id, users, history),
        model.members::returned);
  }

  private void remove(Choice how, Group group, @Nullable String actor) {
    User user = how.oneIn(6) ? how.from(USERS) : how.from(group.members);
    call(
        "removeMember",
        how,
        new MemberChange(Kind.REMOVE, group.id, actor, List.of(user), ""),
        store -> store.removeMember(group.id, user.id()),
        model.members::returned);
  }

  private void leave(Choice how, Group group, @Nullable String actor) {
    String user = actor == null ? how.from(group.members).id() : actor;
    call(
        "leaveGroup",
        how,
        new MemberChange(Kind.LEAVE, group.id, actor, List.of(Cluster.user(user)), ""),
        store -> store.leaveGroup(group.id, user),
        model.members::left);
  }

  private void changeRole(Choice how, Group group, @Nullable String actor) {
    User user = how.oneIn(6) ? how.from(USERS) : how.from(group.members);
    Role role = how.oneIn(3) ? Role.MEMBER : Role.OWNER;
    call(
        "changeRole",
        how,
        new MemberChange(Kind.ROLE, group.id, actor, List.of(user), role),
        store -> store.changeRole(group.id, user.id(), role),
        model.members::returned);
  }

  private void rename(Choice how, Group group, @Nullable String actor) {
    // Some titles come again, so that a group may be as it was before.
    String title = how.oneIn(3) ? "title " + cluster.number() : "title " + (char) ('a' + how.of(2));
    call(
        "renameGroup",
        how,
        new MemberChange(Kind.TITLE, group.id, actor, List.of(), title),
        store -> store.renameGroup(group.id, title),
        model.members::returned);
  }

  private <T> void call(
      String name,
      Choice how,
      MemberChange change,
      Function<Store, CompletableFuture<T>> body,
      BiConsumer<Call<T>, T> judge) {
    cluster.call(
        name, how, change, store -> body.apply(store.as(change.actor)), end -> ended(end, judge));
  }

  private <T> void ended(Ended<T> end, BiConsumer<Call<T>, T> judge) {
    if (end.failure() == null) {
      cluster.counts.add(end.call().name + " returned");
      judge.accept(end.call(), end.value());
    } else {
      model.members.failed(end.call(), end.failure());
    }
  }

  /** The service brings a user's new names to a page of their groups; one user after the other. */
  void renameUser(Choice how) {
    if (renamed == null) {
      renamed = cluster.rename(USERS.get(how.what % USERS.size()));
      scope = how.oneIn(2) ? RenameScope.GROUPS : RenameScope.GROUPS_AND_MESSAGES;
      renamedUpTo = null;
    }
    User user = renamed;
    TableScan page = Cluster.scan(renamedUpTo, 1 + how.of(5));
    cluster.callAmongOthers(
        "renameUser",
        how,
        new MemberChange(Kind.RENAME, null, null, List.of(user), scope),
        node -> node.admin.renameUser(user, scope, page).iterator().next(),
        end -> ended(end, (call, report) -> renamed(user, call, report)));
  }

  private void renamed(User user, Call<RenameReport> call, RenameReport report) {
    model.members.renamed(call, report);
    if (user.equals(renamed) && report.problems().isEmpty()) {
      renamedUpTo = report.position().orElse(null);
      if (renamedUpTo == null) {
        renamed = null;
        cluster.counts.add("user renamed");
      }
    }
  }

  /** What the end holds groups to: who has left has no row, and all have the names of today. */
  void judge() {
    cluster.others = choice -> {};
    for (User user : USERS) {
      User named = cluster.named(user);
      if (!named.equals(user)) {
        renamed = named;
        renamedUpTo = null;
        scope = RenameScope.GROUPS_AND_MESSAGES;
        while (renamed != null) {
          renameUser(Choice.plainest());
        }
        model.members.checkNames(named);
      }
    }
  }
}

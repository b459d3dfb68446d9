package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The devices of users, two each, that mark messages as read and unread, mute, pin and hide groups,
 * and show how much is unread. Each goes by the state that it has seen last.
 */
final class Devices {
  private static final int EACH = 2;
  private static final int MANY = 100;

  private final Cluster cluster;
  private final Model model;

  /** By user, group and device: the state that the device has seen last. */
  private final Map<List<Object>, GroupState> seen = new HashMap<>();

  Devices(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
  }

  private GroupState seen(String user, String group, int device) {
    return seen.getOrDefault(List.of(user, group, device), GroupState.none(user, group));
  }

  private void see(int device, GroupState state) {
    seen.put(List.of(state.userId(), state.groupId(), device), state);
  }

  // -- Changes

  /** A user changes their state of a group. */
  void change(Choice how) {
    Group group = model.pick(how.what);
    String user = how.oneIn(12) ? how.from(Cluster.USERS).id() : how.from(group.members).id();
    int device = how.of(EACH);
    GroupState state = seen(user, group.id, device);
    int kind = how.of(8);
    MessageRef ref = ref(how, group);
    if (kind > 5 || ref == null) {
      update(how, group, device, state);
    } else if (kind > 3) {
      change("markUnread", how, device, StateChange.unread(state, ref));
    } else {
      change("markRead", how, device, StateChange.read(state, ref));
    }
  }

  private @Nullable MessageRef ref(Choice how, Group group) {
    List<Map<String, AttributeValue>> messages = model.messages(group);
    if (messages.isEmpty()) {
      return null;
    }
    int back = how.of(Math.min(5, messages.size()));
    return Schemas.read(Schemas.MESSAGES, messages.get(messages.size() - 1 - back)).ref();
  }

  private void update(Choice how, Group group, int device, GroupState state) {
    GroupStateUpdate update = GroupStateUpdate.begin();
    update =
        switch (how.of(7)) {
          case 0 -> update.pin();
          case 1 -> update.unpin();
          case 2 -> update.muteUntil(cluster.now().plus(Duration.ofSeconds(how.of(100))));
          case 3 -> update.unmute();
          case 4 -> update.hideUpTo(group.newest.instant());
          case 5 -> update.unhide();
          default -> update.withData(Map.of("draft", "d" + cluster.number()));
        };
    change("updateGroupState", how, device, StateChange.update(state, update));
  }

  private void change(String name, Choice how, int device, StateChange change) {
    boolean byOther = how.oneIn(16);
    String acting = byOther ? "eve" : how.oneIn(2) ? change.userId : null;
    Function<Store, CompletableFuture<GroupState>> body =
        store -> {
          Store from = store.as(acting);
          return switch (change.kind) {
            case READ -> from.markRead(change.userId, change.ref, change.seen.unreadMarks());
            case UNREAD -> from.markUnread(change.userId, change.ref);
            default -> from.updateGroupState(change.userId, change.groupId, change.update);
          };
        };
    change.denied = byOther;
    cluster.call(name, how, change, body, end -> changed(end, byOther, device));
  }

  private void changed(Ended<GroupState> end, boolean byOther, int device) {
    if (byOther) {
      unless(end.failure() instanceof OtherUserException, "7", "the state of another was changed");
    } else if (end.failure() == null) {
      cluster.counts.add(end.call().name + " returned");
      model.states.returned(end.call(), end.value());
      see(device, end.value());
    } else {
      model.states.failed(end.call(), end.failure());
    }
  }

  // -- Reads

  /** A device shows what is unread; it sees the states that it is told. */
  void show(Choice how) {
    Group group = model.pick(how.what);
    String user = how.oneIn(6) ? how.from(Cluster.USERS).id() : how.from(group.members).id();
    int device = how.of(EACH);
    boolean consistent = how.oneIn(2);
    switch (how.of(4)) {
      case 0 ->
          cluster.call(
              "countUnread",
              how,
              store -> Readers.view(store, consistent, user).countUnread(user, group.id),
              end -> model.ifReturned(pk(group), user, end, count -> counted(end, group, user)));
      case 1 ->
          cluster.call(
              "listReadPositions",
              how,
              store -> Readers.view(store, consistent, user).listReadPositions(group.id),
              end -> model.ifReturned(pk(group), user, end, positions -> listed(end, group, user)));
      case 2 ->
          cluster.call(
              "listPinned",
              how,
              store -> Readers.view(store, consistent, user).listPinned(user),
              end -> model.ifReturned(end, list -> list.forEach(one -> see(device, one.state()))));
      default ->
          cluster.call(
              "listInbox",
              how,
              store ->
                  Readers.view(store, consistent, user)
                      .listInbox(user, PageRequest.newestFirst(1 + how.of(3))),
              end ->
                  model.ifReturned(
                      end, page -> page.items().forEach(entry -> see(device, entry.state()))));
    }
  }

  private static String pk(Group group) {
    return Keys.messagePartition(group.id);
  }

  private void counted(Ended<UnreadCount> end, Group group, String user) {
    unless(
        model.members.sight(group.id, user, end.call()).wasMember(),
        "7",
        "a stranger counts what is unread");
    cluster.counts.add("unread counted");
  }

  private void listed(Ended<List<ReadPosition>> end, Group group, String user) {
    Sight sight = model.members.sight(group.id, user, end.call());
    unless(sight.wasMember(), "7", "a stranger lists read positions");
    for (ReadPosition position : end.value()) {
      unless(
          sight.was(found -> found.findMember(position.userId()).isPresent()),
          "7",
          "the read position of a former member is listed");
    }
  }

  // -- The end

  /** Where nothing is on its way, numbers, flags and positions are what a count by hand says. */
  void judge() {
    Choice right = cluster.byRightClock();
    for (Group group : model.groups()) {
      for (User member : group.members) {
        cluster.call(
            "count at the end",
            right,
            store -> store.withConsistentReads().countUnread(member.id(), group.id),
            end -> model.ifReturned(end, count -> checkCount(end, group, member.id())));
      }
      cluster.call(
          "positions at the end",
          right,
          store -> store.withConsistentReads().listReadPositions(group.id),
          end -> model.ifReturned(end, positions -> checkPositions(group, positions)));
    }
    for (User user : Cluster.USERS) {
      cluster.call(
          "inbox at the end",
          right,
          store -> store.withConsistentReads().listInbox(user.id(), PageRequest.newestFirst(MANY)),
          end -> model.ifReturned(end, page -> checkInbox(end, user.id(), page)));
      cluster.call(
          "pinned at the end",
          right,
          store -> store.withConsistentReads().listPinned(user.id()),
          end -> model.ifReturned(end, list -> checkPinned(user.id(), list)));
    }
  }

  private void checkCount(Ended<UnreadCount> end, Group group, String user) {
    int expected = Unread.of(model, group, user).count(end.call().node.now());
    unless(
        end.value().equals(new UnreadCount(expected, false)),
        "12",
        user + " has " + end.value() + " unread and not " + expected + " in " + group.id);
    cluster.counts.add(expected == 0 ? "all is read" : "unread at the end", Math.max(1, expected));
  }

  private void checkPositions(Group group, List<ReadPosition> positions) {
    List<ReadPosition> expected = new ArrayList<>();
    for (User member : group.members) {
      GroupState state = Unread.of(model, group, member.id()).state();
      if (state.readUpTo() != null) {
        expected.add(new ReadPosition(member.id(), state.readUpTo()));
      }
    }
    unless(positions.equals(expected), "12", positions + " and not " + expected);
  }

  private void checkInbox(Ended<Page<InboxEntry>> end, String user, Page<InboxEntry> page) {
    Instant now = end.call().node.now();
    Set<String> listed = new HashSet<>();
    for (InboxEntry entry : page.items()) {
      Group group = model.group(entry.row().groupId()).orElseThrow();
      Unread unread = Unread.of(model, group, user);
      listed.add(group.id);
      unless(entry.state().equals(unread.state()), "12", "an inbox has another state");
      unless(
          entry.unread() == unread.count(now) > 0,
          "12",
          "the inbox of " + user + " says of " + group.id + ": unread " + entry.unread());
    }
    unless(
        listed.equals(groupsOf(user, unread -> !unread.isHidden())),
        "12",
        "the inbox of " + user + " has " + listed);
  }

  private Set<String> groupsOf(String user, Function<Unread, Boolean> which) {
    return model.groups().stream()
        .filter(group -> group.has(user))
        .filter(group -> which.apply(Unread.of(model, group, user)))
        .map(group -> group.id)
        .collect(Collectors.toSet());
  }

  private void checkPinned(String user, List<InboxEntry> pinned) {
    List<String> listed = pinned.stream().map(entry -> entry.row().groupId()).toList();
    unless(
        new HashSet<>(listed)
                .equals(
                    groupsOf(
                        user, unread -> unread.state().pinnedAt() != null && !unread.isHidden()))
            && listed.size() == Set.copyOf(listed).size(),
        "12",
        "pinned by " + user + " are " + listed);
    List<Instant> times = pinned.stream().map(entry -> entry.state().pinnedAt()).toList();
    unless(
        times.equals(times.stream().sorted(Comparator.reverseOrder()).toList()),
        "12",
        "pinned groups are out of order");
  }
}

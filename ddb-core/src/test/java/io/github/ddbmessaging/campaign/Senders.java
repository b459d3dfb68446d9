package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Users who make groups and send messages, some of them twice with the same idempotency key. */
final class Senders {
  private static final int MOST_GROUPS = 5;
  private static final List<User> USERS = Cluster.USERS;

  private final Cluster cluster;
  private final Model model;
  private final List<Send> keyed = new ArrayList<>();

  /** Whether some messages expire. */
  boolean lifetimes;

  Senders(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
  }

  /** Someone makes a group, or one that exists. */
  void create(Choice how) {
    int kind = model.groups().size() >= MOST_GROUPS && how.of(4) != 0 ? how.what % 3 : how.what % 5;
    List<User> members = new ArrayList<>();
    NewGroup group;
    if (kind < 3) {
      members.add(cluster.named(USERS.get(kind == 2 ? 1 : 0)));
      members.add(cluster.named(USERS.get(kind == 0 ? 1 : 2)));
      int first = how.of(2);
      group = NewGroup.direct(members.get(first), members.get(1 - first));
    } else {
      USERS.subList(0, 1 + how.of(USERS.size())).forEach(user -> members.add(cluster.named(user)));
      group = NewGroup.titled(kind == 3 ? "pure" : Group.MIXED, members);
    }
    boolean mixed = Group.isMixed(group.title(), group.members());
    NewMessage message = message(how.from(members).id(), mixed, how);
    boolean streamed = mixed && how.of(3) != 0;
    create(how, remember(Send.intoNew(group, message, streamed)));
  }

  private void create(Choice how, Send send) {
    call(
        "createGroup",
        how,
        send,
        store -> send.from(store).createGroup(send.newGroup, send.message));
  }

  /** Someone sends a message into a group. */
  void send(Choice how) {
    Group group = model.pick(how.what);
    NewMessage message = message(how.from(group.members).id(), group.mixed, how);
    send(how, group, remember(Send.into(group.id, message, group.mixed && how.of(3) != 0)));
  }

  private void send(Choice how, Group group, Send send) {
    NewMessage message = send.message;
    send.acting = how.oneIn(3) ? message.senderId() : null;
    int back = how.of(4);
    if (back == 0 || group.seen.isEmpty()) {
      call(
          "createMessage by id",
          how,
          send,
          store -> send.from(store).createMessage(group.id, message));
      return;
    }
    MessageGroup seen = group.seen.get(Math.max(0, group.seen.size() - back));
    send.inHand = seen;
    call(
        "createMessage in hand", how, send, store -> send.from(store).createMessage(seen, message));
  }

  /** Someone sends again with an idempotency key that was used, sometimes for something else. */
  void repeat(Choice how) {
    if (keyed.isEmpty()) {
      return;
    }
    Send first = keyed.get(how.what % keyed.size());
    NewMessage again = how.oneIn(4) ? changed(first.message, how) : first.message;
    if (first.newGroup != null) {
      create(how, Send.intoNew(first.newGroup, again, first.streamed));
      return;
    }
    model
        .group(first.groupId)
        .ifPresent(group -> send(how, group, Send.into(group.id, again, first.streamed)));
  }

  /** For something else: it must be refused, if the key was used. */
  private NewMessage changed(NewMessage first, Choice how) {
    return NewMessage.from(first.senderId(), cluster.text(how))
        .withIdempotencyKey(Objects.requireNonNull(first.idempotencyKey()));
  }

  private Send remember(Send send) {
    if (send.message.idempotencyKey() != null) {
      keyed.add(send);
    }
    return send;
  }

  /** Where rows may lag, some messages have a lifetime. */
  private NewMessage message(String sender, boolean mortal, Choice how) {
    NewMessage message = NewMessage.from(sender, cluster.text(how));
    if (how.oneIn(4)) {
      message = message.withIdempotencyKey(cluster.idempotencyKey());
    }
    return mortal && lifetimes && how.oneIn(4)
        ? message.withLifetime(Duration.ofSeconds(1 + how.of(200)))
        : message;
  }

  private void call(
      String name, Choice how, Send send, Function<Store, CompletableFuture<Sent>> body) {
    cluster.call(name, how, send, body, this::ended);
  }

  private void ended(Ended<Sent> end) {
    if (end.failure() == null) {
      model.sends.returned(end.call(), end.value());
    } else {
      model.sends.failed(end.call(), end.failure());
    }
  }
}

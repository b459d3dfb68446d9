package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.campaign.Readers.Position;
import io.github.ddbmessaging.model.AccessRefusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Users who try what they may not. */
final class Intruders {
  private static final User EVE = Cluster.user("eve");

  private final Cluster cluster;
  private final Model model;
  private final Readers readers;

  Intruders(Cluster cluster, Readers readers) {
    this.cluster = cluster;
    this.model = cluster.model;
    this.readers = readers;
  }

  /** Someone who is no member tries something. */
  void intrude(Choice how) {
    Group group = model.pick(how.what);
    User outsider =
        Cluster.USERS.stream().filter(user -> !group.has(user.id())).findFirst().orElse(EVE);
    String eve = outsider.id();
    boolean consistent = how.oneIn(2);
    int kind = how.of(5);
    PageRequest request = Readers.request(how);
    switch (kind) {
      case 0 ->
          attempt(
              "list as an outsider",
              how,
              null,
              store -> Readers.view(store, consistent, eve).listMessages(group.id, request));
      case 1 -> {
        MessageRef ref = readers.refs(group).get(0);
        attempt(
            "findMessage as an outsider",
            how,
            null,
            store -> Readers.view(store, consistent, eve).findMessage(ref));
      }
      case 2 -> {
        String user = group.members.get(0).id();
        attempt(
            "listMessageGroups as an outsider",
            how,
            null,
            store -> store.actingAs(eve).listMessageGroups(user, request));
      }
      default -> send(how, group, outsider, kind == 3);
    }
  }

  /** With a group in hand to which she has added herself, or in her own name by its id. */
  private void send(Choice how, Group group, User eve, boolean inHand) {
    MessageGroup seen = group.seen.get(group.seen.size() - 1);
    List<User> members = new ArrayList<>(seen.members());
    members.add(eve);
    MessageGroup tampered =
        new MessageGroup(
            seen.id(), seen.newest(), members, seen.title(), seen.createdAt(), seen.version());
    boolean streamed = how.oneIn(2);
    NewMessage message = NewMessage.from(eve.id(), cluster.text(how));
    Send send = Send.into(group.id, message, streamed);
    send.denied = true;
    String acting = inHand || how.oneIn(2) ? eve.id() : null;
    attempt(
        "createMessage as an outsider",
        how,
        send,
        store ->
            inHand
                ? send.from(store, acting).createMessage(tampered, message)
                : send.from(store, acting).createMessage(group.id, message));
  }

  private <T> void attempt(
      String name, Choice how, @Nullable Send send, Function<Store, CompletableFuture<T>> body) {
    cluster.call(name, how, send, body, this::checkRefused);
  }

  private void checkRefused(Ended<?> end) {
    unless(end.failure() != null, "7", "an outsider was let in: " + end.call().name);
    if (end.failure() instanceof AccessRefusedException) {
      cluster.counts.add("outsider refused");
    } else {
      model.checkReason(end.call(), end.failure());
    }
  }

  /** Someone uses a cursor or a ref in another listing than its own. */
  void misuseCursor(Choice how) {
    if (readers.positions().isEmpty()) {
      return;
    }
    Position position = readers.positions().get(how.what % readers.positions().size());
    PageRequest own = position.request();
    Group group = how.from(model.groups());
    PageRequest listed = Readers.request(how);
    boolean sameListing =
        own.position() != null
            || (listed.direction() == own.direction()
                && Objects.equals(listed.from(), own.from())
                && Objects.equals(listed.until(), own.until()));
    if (Keys.messagePartition(group.id).equals(position.pk()) && sameListing) {
      return;
    }
    PageRequest request =
        new PageRequest(
            listed.direction(),
            listed.limit(),
            own.cursor(),
            own.position(),
            listed.from(),
            listed.until());
    cluster.call(
        "list with another's cursor",
        how,
        store -> store.listMessages(group.id, request),
        end -> {
          unless(
              end.failure() instanceof InvalidInputException && end.call().requests == 0,
              "6",
              "a cursor was taken where it does not belong");
          cluster.counts.add("cursor refused");
        });
  }
}

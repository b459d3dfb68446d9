package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.campaign.Readers.Position;
import io.github.ddbmessaging.model.AccessRefusedException;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/** Users who try what they may not. */
final class Intruders {
  private static final User EVE = Cluster.user("eve");

  private final Cluster cluster;
  private final Model model;
  private final Readers readers;

  /** By group: a token that somebody had. */
  private final Map<String, ChangesToken> tokens;

  Intruders(Cluster cluster, Readers readers, Map<String, ChangesToken> tokens) {
    this.tokens = tokens;
    this.cluster = cluster;
    this.model = cluster.model;
    this.readers = readers;
  }

  /** Someone who is no member tries something. */
  void intrude(Choice how) {
    Group group = model.pick(how.what);
    List<User> outsiders =
        Stream.concat(Cluster.USERS.stream(), Stream.of(EVE))
            .filter(user -> !group.has(user.id()))
            .toList();
    User outsider = how.from(outsiders);
    String eve = outsider.id();
    boolean consistent = how.oneIn(2);
    int kind = how.of(9);
    PageRequest request = Readers.request(how);
    switch (kind) {
      case 0 ->
          attempt(
              "list as an outsider",
              how,
              group,
              eve,
              store -> Readers.view(store, consistent, eve).listMessages(group.id, request));
      case 1 -> {
        MessageRef ref = readers.refs(group).get(0);
        attempt(
            "findMessage as an outsider",
            how,
            group,
            eve,
            store -> Readers.view(store, consistent, eve).findMessage(ref));
      }
      case 2 -> {
        String user = group.members.get(0).id();
        attempt(
            "listMessageGroups as an outsider",
            how,
            group,
            EVE.id(),
            store -> store.actingAs(EVE.id()).listMessageGroups(user, request));
      }
      case 5 ->
          attempt(
              "findGroup as an outsider",
              how,
              group,
              eve,
              store -> Readers.view(store, consistent, eve).findGroup(group.id));
      case 6 -> {
        MessageRef ref = how.from(readers.refs(group));
        attempt(
            "list around as an outsider",
            how,
            group,
            eve,
            store -> Readers.view(store, consistent, eve).listMessagesAround(ref, 3));
      }
      case 7 ->
          attempt(
              "beginChanges as an outsider",
              how,
              group,
              eve,
              store -> store.actingAs(eve).beginChanges(group.id));
      case 8 -> {
        ChangesToken token = tokens.get(group.id);
        if (token != null) {
          attempt(
              "follow as an outsider",
              how,
              group,
              eve,
              store -> Readers.view(store, consistent, eve).listChanges(group.id, token, 5));
        }
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
    send.denied = eve.equals(EVE);
    send.acting = inHand || how.oneIn(2) ? eve.id() : null;
    cluster.call(
        "createMessage as an outsider",
        how,
        send,
        store ->
            inHand
                ? send.from(store).createMessage(tampered, message)
                : send.from(store).createMessage(group.id, message),
        end -> {
          if (end.failure() == null && !send.denied) {
            // They were added meanwhile.
            model.sends.returned(end.call(), end.value());
          } else {
            checkRefused(group, eve.id(), end);
          }
        });
  }

  private <T> void attempt(
      String name,
      Choice how,
      Group group,
      String eve,
      Function<Store, CompletableFuture<T>> body) {
    cluster.call(name, how, body, end -> checkRefused(group, eve, end));
  }

  /** What they lost is not theirs any more; reads that lag may say otherwise for a moment. */
  private void checkRefused(Group group, String eve, Ended<?> end) {
    unless(
        end.failure() != null || model.members.sight(group.id, eve, end.call()).wasMember(),
        "7",
        "an outsider was let in: " + end.call().name);
    if (end.failure() == null) {
      cluster.counts.add("outsider let in, who was a member a moment ago or is one by now");
    } else if (end.failure() instanceof AccessRefusedException) {
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

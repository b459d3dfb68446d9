package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What must be true of sends: of what they write, return and fail with. */
final class SendLife {
  private final Model model;

  /** By group and idempotency key: the one message of the key. */
  private final Map<List<String>, ItemKey> ofKeys = new HashMap<>();

  /** By idempotency key: what was sent with it. */
  private final Map<String, List<Object>> contents = new HashMap<>();

  /** By sender and idempotency key: the one group made with the key. */
  private final Map<List<String>, String> madeWithKeys = new HashMap<>();

  SendLife(Model model) {
    this.model = model;
  }

  // -- Writes

  /** Judges a message that a send has written. */
  void written(Change change, Call<?> call, Group group) {
    Send send = call.send;
    unless(change.before() == null && change.after() != null, "1", "a send changed a message");
    Message message = Schemas.read(Schemas.MESSAGES, change.after());
    unless(!send.denied, "1", "a send that failed for certain was written");
    unless(
        message.content().text().equals(send.message.content().text())
            && message.sender().id().equals(send.message.senderId()),
        "1",
        "a message was written that nobody sent so");
    unless(
        send.groupId == null || send.groupId.equals(group.id),
        "7",
        "a message was written into another group");
    unless(
        send.written == null || send.written.equals(change.key()) || isGone(send.written),
        "1",
        "a message was written twice, as " + send.written + " and " + change.key());
    if (send.written != null) {
      // Sent again in doubt after it was purged: nobody can tell that from a first attempt.
      model.unfollowed.add(message.id());
    }
    checkSender(send, group, call);
    send.written = change.key();
    group.rowsFollow |= send.streamed || send.message.lifetime() != null;
    if (model.isFarOff.test(message.createdAt())) {
      model.unfollowed.add(message.id());
    }
    if (send.message.idempotencyKey() != null) {
      keyWritten(send, group);
    }
    unless(
        group.rowsFollow
            || change.key().sk().equals(model.table.keysEver(change.key().pk()).floor(":")),
        "order",
        "a transactional send was sorted before one that was there");
  }

  /** A member at that moment or, of a streamed message, when its group was read. */
  private void checkSender(Send send, Group group, Call<?> call) {
    String sender = send.message.senderId();
    unless(
        send.streamed
            ? send.trustsCaller() || model.members.since(group.id, sender, call).wasMember()
            : group.has(sender),
        "7",
        "a message of someone who is no member was written");
  }

  private void keyWritten(Send send, Group group) {
    String key = Objects.requireNonNull(send.message.idempotencyKey());
    ItemKey first = ofKeys.putIfAbsent(List.of(group.id, key), send.written);
    unless(
        first == null || first.equals(send.written),
        "5",
        "a key has two messages, " + first + " and " + send.written);
    contents.putIfAbsent(key, send.content());
    if (send.newGroup != null && send.newGroup.title() != null) {
      String made = madeWithKeys.putIfAbsent(List.of(send.message.senderId(), key), group.id);
      unless(made == null || made.equals(group.id), "5", "a key has made two groups");
    }
  }

  // -- Calls

  /** Judges what a send returned. */
  void returned(Call<Sent> call, Sent sent) {
    Send send = Objects.requireNonNull(call.send);
    Message message = sent.message();
    ItemKey key = ItemKey.message(message.groupId(), message.sortKey());
    unless(!send.denied, "7", "a send that may not be returned " + key);
    unless(
        model.table.states(key, 0, model.table.version()).stream()
            .flatMap(Optional::stream)
            .map(item -> Schemas.read(Schemas.MESSAGES, item))
            .anyMatch(was -> Renamed.isSame(was, message)),
        "1",
        "a send returned a message that was never written: " + key);
    Group group = model.groups.get(message.groupId());
    unless(
        group != null && model.members.wasSo(call, sent.group()),
        "1",
        "a send returned another group");
    group.seen.add(sent.group());
    String idempotencyKey = send.message.idempotencyKey();
    if (idempotencyKey == null) {
      unless(
          key.equals(send.written) || model.wasMoved(send.written, key),
          "1",
          "a send returned the message of another");
      unless(
          send.streamed || sent.group().newest().compareTo(message.sortKey()) >= 0,
          "1",
          "a send returned a group without its message");
    } else {
      unless(
          key.equals(ofKeys.get(List.of(group.id, idempotencyKey))),
          "5",
          "a repeated key returned another message than the first");
      unless(
          send.content().equals(contents.get(idempotencyKey)),
          "5",
          "a key that was used for something else returned a message");
      model.counts.add(key.equals(send.written) ? "key used" : "key repeated");
    }
    model.counts.add("send returned");
  }

  /** Judges why a send failed. */
  void failed(Call<Sent> call, RuntimeException failure) {
    Send send = Objects.requireNonNull(call.send);
    model.counts.add("send failed: " + failure.getClass().getSimpleName());
    unless(failure instanceof MessagingException, "8", "a send failed with " + failure);
    if (((MessagingException) failure).mayHaveTakenEffect()) {
      model.counts.add(
          send.written == null ? "send in doubt, not written" : "send in doubt, written");
    } else {
      unless(
          send.written == null || isGone(send.written),
          "1",
          "a send was written and failed as if nothing was: " + failure);
      send.denied = true;
    }
    if (failure instanceof IdempotencyKeyReusedException) {
      List<Object> first = contents.get(send.message.idempotencyKey());
      unless(
          first != null && !first.equals(send.content()),
          "5",
          "a key was refused that was not used for something else");
      return;
    }
    if (failure instanceof NotAMemberException) {
      unless(wasNoMember(call), "7", "a member was refused: " + failure);
      return;
    }
    if (failure.getCause() instanceof NotAMemberException) {
      unless(wasNoMember(call), "7", "a member was refused: " + failure);
    }
    if (failure instanceof DamagedItemException || failure instanceof InvalidInputException) {
      unless(
          send.message.idempotencyKey() != null
              && (failure instanceof InvalidInputException || anyMessageWasDeleted()),
          "5",
          "a send failed without reason: " + failure);
      return;
    }
    model.checkReason(call, failure);
  }

  private boolean wasNoMember(Call<Sent> call) {
    Send send = call.send;
    String sender = send.message.senderId();
    boolean unknown = send.inHand != null && send.inHand.findMember(sender).isEmpty();
    String key = Objects.requireNonNullElse(send.message.idempotencyKey(), "");
    String groupId = send.groupId == null ? madeWithKeys.get(List.of(sender, key)) : send.groupId;
    return unknown || (groupId != null && model.members.since(groupId, sender, call).wasStranger());
  }

  /** Another writer has deleted it: a send that still works on it can't know that it was. */
  private boolean isGone(ItemKey key) {
    return model.table.item(key) == null;
  }

  private boolean anyMessageWasDeleted() {
    return model.groups.values().stream().anyMatch(group -> group.messagesWereDeleted);
  }
}

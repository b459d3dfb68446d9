package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.NextKey;
import io.github.ddbmessaging.internal.message.SendAttempt.GroupSource;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.run.Attempts;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.WriteInDoubt;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a draft: message, head and all rows in one transaction, or, streamed, the message alone. A
 * new attempt is planned only when the head turns out to be another than the one seen.
 */
public final class Send {
  private final Draft draft;
  private final StoreSettings settings;
  private final RequestSettings consistent;
  private final GroupWrites writes;
  private final ExpectedMembers expected;

  private Send(Draft draft) {
    this.draft = draft;
    this.settings = draft.settings();
    this.consistent = settings.consistentRequests();
    this.writes = new GroupWrites(consistent.tableName());
    this.expected = new ExpectedMembers(draft.newGroup());
  }

  /** Sends into a group that was read from the table. */
  static Step<Sent> intoGroup(Draft draft, MessageGroup read) {
    return keep(draft, new Send(draft).append(read, GroupSource.TABLE));
  }

  /** Sends into a group as the caller has last seen it. */
  static Step<Sent> intoGroupAsSeen(Draft draft, MessageGroup seen) {
    return keep(draft, new Send(draft).append(seen, GroupSource.CALLER));
  }

  /** Makes a group with the draft as its first message, or sends into the group if it exists. */
  public static Step<Sent> asFirst(Draft draft, String groupId) {
    return keep(draft, new Send(draft).make(groupId, requireNonNull(draft.newGroup(), "newGroup")));
  }

  /** A streamed send returns the group as it was seen, and not as it is. */
  private static Step<Sent> keep(Draft draft, Step<Sent> send) {
    StoreSettings.Messages settings = draft.settings().messages();
    return settings.groupCache() == null || settings.sendMode() == SendMode.STREAMED
        ? send
        : send.map(new CachedGroups(settings.groupCache())::keep);
  }

  private Step<Sent> make(String groupId, NewGroup newGroup) {
    SortKey key = SortKey.of(draft.now(), draft.messageId());
    MessageGroup made =
        new MessageGroup(
            groupId,
            key,
            newGroup.members(),
            newGroup.title(),
            draft.now(),
            1,
            1,
            newGroup.title() == null,
            newGroup.title() == null
                ? Map.of()
                : Map.of(
                    draft.message().senderId(), MemberAccess.FROM_BEGINNING.withRole(Role.OWNER)));
    Message first = draft.toMessage(made, key);
    return transact(
        attempt(writes.make(made, first), first, null, made, GroupSource.CALLER, Attempts.NONE));
  }

  /** Sends of one store into a group wait for each other, and each tells the next the new head. */
  private Step<Sent> append(MessageGroup seen, GroupSource source) {
    return settings.messages().sendMode() == SendMode.STREAMED
        ? append(seen, source, Attempts.NONE)
        : new Step.InLine<InGroup<Sent>, Sent>(
            seen.id(),
            before ->
                append(seen, source, before.map(InGroup::group))
                    .map(sent -> new InGroup<>(sent.group(), sent)),
            done -> new Step.Done<>(done.result()));
  }

  private Step<Sent> append(
      MessageGroup seen, GroupSource source, Optional<MessageGroup> leftBySendBefore) {
    return leftBySendBefore
        .filter(left -> left.newest().compareTo(seen.newest()) > 0)
        .map(left -> append(left, GroupSource.TABLE, Attempts.NONE))
        .orElseGet(() -> append(seen, source, Attempts.NONE));
  }

  private Step<Sent> append(MessageGroup seen, GroupSource source, Attempts before) {
    SortKey key = NextKey.after(seen.newest(), draft.now(), draft.messageId());
    Message next = draft.toMessage(seen, key);
    if (settings.messages().sendMode() == SendMode.TRANSACTIONAL) {
      return transact(
          attempt(writes.move(seen, next), next, seen, seen.withSent(key), source, before));
    }
    SendAttempt alone = attempt(List.of(), next, seen, seen, source, before);
    return alone.actions().size() == 1 ? put(alone) : transact(alone);
  }

  private SendAttempt attempt(
      List<Action> ofGroup,
      Message made,
      @Nullable MessageGroup seen,
      MessageGroup after,
      GroupSource source,
      Attempts before) {
    List<Action> actions = new ArrayList<>(ofGroup);
    actions.addAll(draft.writes(writes, made, ofGroup.isEmpty() ? 0 : after.messages()));
    return new SendAttempt(actions, made, seen, after, source, before);
  }

  private Step<Sent> put(SendAttempt attempt) {
    return carryOut(
        attempt,
        ConditionalWrite.put(settings.requests(), describe(attempt), attempt.actions().get(0)));
  }

  private Step<Sent> transact(SendAttempt attempt) {
    return carryOut(
        attempt,
        ConditionalWrite.transaction(
            settings.requests().retryingConflictsUntilTimeout(),
            describe(attempt),
            attempt.name(),
            attempt.actions()));
  }

  private Step<Sent> carryOut(SendAttempt attempt, ConditionalWrite write) {
    return write
        .send(attempt.before())
        .then(
            outcome ->
                outcome.then(
                    () -> new Step.Done<>(attempt.sent()),
                    refused -> afterRefusal(attempt, refused)));
  }

  private Step<Sent> afterRefusal(SendAttempt attempt, Refused refused) {
    if (refused.by(MARKER)) {
      IdempotencyMarker marker = Schemas.read(Schemas.MARKERS, refused.itemOf(MARKER));
      return draft.message().idempotencyKey() == null
          ? new Step.Done<>(moved(attempt, marker, attempt.group()))
          : new RepeatedKey(draft, expected).firstSent(attempt, refused, marker);
    }
    return refused.by(HEAD)
        ? afterHead(attempt, refused)
        // The key holds this send's own id, so the item is an earlier attempt of ours.
        : new Step.Done<>(attempt.sent());
  }

  /** The head is not as seen: either this send has already moved it, or another one has. */
  private Step<Sent> afterHead(SendAttempt attempt, Refused refused) {
    String groupId = attempt.message().groupId();
    MessageGroup group = headMet(groupId, refused);
    SortKey own = attempt.message().sortKey();
    if (group.newest().equals(own)) {
      return new Step.Done<>(new Sent(attempt.message(), group));
    }
    if (!refused.inDoubt()) {
      return appendAfter(attempt, group, refused);
    }
    // The reasons tell more than a read right after, which may not see the transaction yet.
    if (refused.by(MESSAGE)) {
      return new Step.Done<>(new Sent(attempt.message(), group));
    }
    return GetItems.message(consistent, ItemKey.message(groupId, own))
        .afterWriteInDoubt()
        .then(
            found ->
                found.isPresent()
                    ? new Step.Done<>(new Sent(found.get(), group))
                    : unlessMoved(attempt, group, refused));
  }

  /** A message that was pushed ahead may have been moved back before this send knew of it. */
  private Step<Sent> unlessMoved(SendAttempt attempt, MessageGroup group, Refused refused) {
    Message own = attempt.message();
    if (!draft.isPushed(own)) {
      return appendAfter(attempt, group, refused);
    }
    return GetItems.item(consistent, ItemKey.moveMarker(own.groupId(), own.id()))
        .afterWriteInDoubt()
        .then(
            marker ->
                marker.isPresent()
                    ? new Step.Done<>(
                        moved(attempt, Schemas.read(Schemas.MARKERS, marker.get()), group))
                    : appendAfter(attempt, group, refused));
  }

  private static Sent moved(SendAttempt attempt, IdempotencyMarker marker, MessageGroup group) {
    return new Sent(attempt.message().withKey(marker.message()), group);
  }

  private MessageGroup headMet(String groupId, Refused refused) {
    return WriteInDoubt.decide(
        refused.what(),
        refused.inDoubt(),
        () ->
            refused
                .headItem()
                .map(item -> Membership.readHead(settings, item))
                .orElseThrow(() -> Membership.noSuchGroup(settings, groupId)));
  }

  private Step<Sent> appendAfter(SendAttempt attempt, MessageGroup group, Refused refused) {
    requireUnchanged(group, refused);
    if (attempt.seen() == null) {
      return append(group, GroupSource.TABLE);
    }
    if (attempt.source() == GroupSource.CALLER) {
      // What the caller knows is often old: only from here on does this send lose a race.
      return append(group, GroupSource.TABLE, refused.before());
    }
    return refused.pause(before -> append(group, GroupSource.TABLE, before));
  }

  /**
   * Where the write is in doubt, somebody may have changed the group and deleted its message since.
   */
  private void requireUnchanged(MessageGroup group, Refused refused) {
    WriteInDoubt.decide(
        refused.what(),
        refused.inDoubt(),
        () -> {
          expected.check(group);
          draft.requireSender(group);
          return group;
        });
  }

  private static String describe(SendAttempt attempt) {
    return "Sending to message group '" + attempt.message().groupId() + "'";
  }
}

package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true of what users have read, muted, pinned and hidden. */
final class StateLife {
  private final Model model;

  StateLife(Model model) {
    this.model = model;
  }

  /** Judges a state that was written. */
  void written(Change change, @Nullable Call<?> call) {
    StateChange wanted = call == null ? null : call.state;
    unless(
        wanted != null && change.key().equals(wanted.key()),
        "7",
        "the state of another was written");
    unless(change.after() != null, "12", "a state was deleted");
    unless(!wanted.denied, "10", "a change of a state that failed for certain was written");
    GroupState was = state(wanted, Optional.ofNullable(change.before()));
    GroupState is = Schemas.read(Schemas.STATES, change.after());
    switch (wanted.kind) {
      case READ -> checkRead(wanted, was, is);
      case UNREAD -> checkUnread(wanted, call, was, is);
      default -> checkUpdate(wanted, call, was, is);
    }
    wanted.applied++;
    wanted.marksAfter = is.unreadMarks();
    model.counts.add("state written by " + call.name);
  }

  /**
   * Forward only, and only as long as no message was marked as unread that the device knows not.
   */
  private static void checkRead(StateChange wanted, GroupState was, GroupState is) {
    SortKey before = was.readUpTo();
    SortKey after = Reference.of(wanted.ref);
    unless(before == null || before.compareTo(after) < 0, "12", "a read position went back: " + is);
    unless(
        was.unreadMarks() == wanted.seen.unreadMarks(),
        "12",
        "a late mark as read undid a mark as unread: " + is);
    unless(is.equals(with(was, after, was.unreadMarks())), "12", "a mark as read changed more");
  }

  /** A repeat is refused, unless two others have marked messages as unread meanwhile. */
  private static void checkUnread(StateChange wanted, Call<?> call, GroupState was, GroupState is) {
    unless(
        wanted.applied == 0 || (call.faults > 0 && was.unreadMarks() > wanted.marksAfter + 1),
        "12",
        "a mark as unread was made twice: " + is);
    SortKey ref = Reference.of(wanted.ref);
    SortKey position = is.readUpTo();
    unless(
        position != null
            && position.compareTo(ref) < 0
            && Duration.between(position.instant(), ref.instant()).equals(Duration.ofNanos(1_000)),
        "12",
        "a mark as unread of " + ref + " led to " + is);
    unless(is.equals(with(was, position, was.unreadMarks() + 1)), "12", "a mark as unread: " + is);
  }

  private static GroupState with(GroupState was, SortKey position, long marks) {
    return new GroupState(
        was.userId(),
        was.groupId(),
        position,
        marks,
        was.mutedUntil(),
        was.pinnedAt(),
        was.hiddenUpTo(),
        was.data());
  }

  private static void checkUpdate(StateChange wanted, Call<?> call, GroupState was, GroupState is) {
    GroupStateUpdate update = wanted.update;
    Instant pinned = is.pinnedAt();
    unless(
        !Boolean.TRUE.equals(update.pinned())
            || (pinned != null && !pinned.isBefore(call.startedWhen.minusNanos(1_000))),
        "12",
        "a group was pinned at another time");
    unless(
        is.equals(
            new GroupState(
                was.userId(),
                was.groupId(),
                was.readUpTo(),
                was.unreadMarks(),
                changed(update.mutedUntil(), update.unmuted(), was.mutedUntil()),
                changed(
                    Boolean.TRUE.equals(update.pinned()) ? pinned : null,
                    Boolean.FALSE.equals(update.pinned()),
                    was.pinnedAt()),
                changed(update.hiddenUpTo(), update.shown(), was.hiddenUpTo()),
                update.data() == null ? was.data() : update.data())),
        "12",
        "an update of a state changed something else: " + is);
  }

  private static @Nullable Instant changed(
      @Nullable Instant to, boolean removed, @Nullable Instant was) {
    return to != null ? to : removed ? null : was;
  }

  private static GroupState state(StateChange wanted, Optional<Map<String, AttributeValue>> item) {
    return item.map(found -> Schemas.read(Schemas.STATES, found))
        .orElseGet(() -> GroupState.none(wanted.userId, wanted.groupId));
  }

  /** Judges the state that a change returned: one that was there, and that the change led to. */
  void returned(Call<GroupState> call, GroupState returned) {
    StateChange wanted = call.state;
    unless(!wanted.denied, "7", "someone was let in: " + call.name);
    unless(
        model.table.states(wanted.key(), call.startedAt, model.table.version()).stream()
            .anyMatch(item -> state(wanted, item).equals(returned)),
        "12",
        call.name + " returned a state that never was: " + returned);
    SortKey position = returned.readUpTo();
    switch (wanted.kind) {
      case READ ->
          unless(
              (position != null && position.compareTo(Reference.of(wanted.ref)) >= 0)
                  || returned.unreadMarks() != wanted.seen.unreadMarks(),
              "12",
              "a mark as read was lost: " + returned);
      case UNREAD ->
          unless(
              wanted.applied > 0 && returned.unreadMarks() > 0,
              "12",
              "a mark as unread was lost: " + returned);
      default -> unless(wanted.applied > 0 || isSo(wanted, call), "12", "an update was lost");
    }
  }

  /** A write that changes nothing leaves no trace. */
  private boolean isSo(StateChange wanted, Call<?> call) {
    GroupStateUpdate update = wanted.update;
    return update.pinned() == null
        ? model.table.states(wanted.key(), call.startedAt, model.table.version()).stream()
            .map(item -> state(wanted, item))
            .anyMatch(
                is ->
                    (update.mutedUntil() == null || update.mutedUntil().equals(is.mutedUntil()))
                        && (update.hiddenUpTo() == null
                            || update.hiddenUpTo().equals(is.hiddenUpTo())))
        : true;
  }

  /** Judges why a change failed. */
  void failed(Call<?> call, RuntimeException failure) {
    StateChange wanted = call.state;
    unless(failure instanceof MessagingException, "8", call.name + " failed with " + failure);
    if (!((MessagingException) failure).mayHaveTakenEffect()) {
      unless(
          wanted.applied == 0, "10", call.name + " was written and failed as if not: " + failure);
      wanted.denied = true;
    }
    model.checkReason(call, failure);
  }
}

package io.github.ddbmessaging.internal.project;

import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.project.StreamEvents.Event;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.NewestLive;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.LogNumber;
import io.github.ddbmessaging.internal.write.LogWrites;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Brings the rows of one group up to date with stream records or with its newest message. Each
 * write depends on the head as it was seen: how often, how late and in what order does not matter.
 */
public final class ProjectGroup {
  private final RequestSettings settings;
  private final GroupWrites writes;
  private final MessageWrites messages;
  private final LogWrites log;

  private ProjectGroup(RequestSettings settings) {
    this.settings = settings;
    this.writes = new GroupWrites(settings.tableName());
    this.messages = new MessageWrites(settings.tableName());
    this.log = new LogWrites(settings.tableName());
  }

  /** Brings the rows up to date with stream records; returns the group as it is then. */
  static Step<MessageGroup> withEvents(
      RequestSettings settings, GroupHead head, GroupEvents events) {
    return new ProjectGroup(settings.withConsistentReads()).bringUpToDate(head, events, 1);
  }

  /** Writes what is missing in the change log for messages that were read. */
  public static Step<MessageGroup> logChanges(
      RequestSettings settings, GroupHead head, List<Map<String, AttributeValue>> messages) {
    List<Event> events = messages.stream().map(item -> Event.of(item, true)).toList();
    return withEvents(settings, head, new GroupEvents(events, List.of()));
  }

  /** Rewrites the rows to show the newest message, whatever they show now. */
  public static Step<MessageGroup> showNewest(RequestSettings settings, GroupHead head) {
    return new ProjectGroup(settings.withConsistentReads()).showNewest(head, 1);
  }

  private Step<MessageGroup> showNewest(GroupHead head, int attempt) {
    return NewestLive.message(settings, head.group().id())
        .then(left -> show(head, left, attempt, this::showNewest));
  }

  private Step<MessageGroup> show(
      GroupHead head, Optional<Message> left, int attempt, Resume resume) {
    return left.filter(message -> message.sortKey().compareTo(head.group().newest()) > 0)
        .map(newer -> moveIfThere(head, newer, attempt, resume))
        .orElseGet(() -> refresh(head, left, attempt, resume));
  }

  private Step<MessageGroup> moveIfThere(
      GroupHead head, Message newer, int attempt, Resume resume) {
    return write(
        head,
        writes.projectIfThere(head, newer),
        attempt,
        resume,
        () -> new Step.Done<>(head.group().withNewest(newer.sortKey())));
  }

  private Step<MessageGroup> bringUpToDate(GroupHead head, GroupEvents events, int attempt) {
    SortKey shown = head.group().newest();
    Optional<Message> newest = events.newestAbove(shown, settings.now());
    if (newest.isPresent()) {
      return NewestLeft.mayBeLate(head, newest.get())
          ? moveIfStillThere(head, events, newest.get().sortKey(), attempt)
          : move(head, events, newest.get(), writes.project(head, newest.get()), attempt);
    }
    Optional<SortKey> gone =
        events.removalAbove(shown, settings.now()).filter(key -> !head.mayBeRemoved(key));
    if (gone.isPresent()) {
      return noteRemoval(head, gone.get(), attempt, with(events));
    }
    Optional<Event> unlogged = events.nextUnlogged();
    if (unlogged.isPresent()) {
      return log(head, events, unlogged.get(), attempt);
    }
    // While the newest itself is gone, a message below it may be the newest that is left.
    return (head.mayBeRemoved(shown) ? events.anyUpTo(shown) : events.changeUpTo(shown))
        .map(changed -> refreshIfShown(head, events, changed, attempt))
        .orElseGet(() -> new Step.Done<>(head.group()));
  }

  private Step<MessageGroup> noteRemoval(GroupHead head, SortKey gone, int attempt, Resume resume) {
    return write(
        head,
        writes.noteRemoval(head, gone),
        attempt,
        resume,
        () -> resume.from(head.withRemoved(gone), attempt));
  }

  private Step<MessageGroup> move(
      GroupHead head, GroupEvents events, Message newest, List<Action> actions, int attempt) {
    GroupHead moved = head.withGroup(head.group().withNewest(newest.sortKey()));
    return write(
        head,
        actions,
        attempt,
        with(events),
        () -> bringUpToDate(moved, events.above(newest.sortKey()), attempt));
  }

  private Step<MessageGroup> moveIfStillThere(
      GroupHead head, GroupEvents events, SortKey newest, int attempt) {
    return GetItems.item(settings, ItemKey.message(head.group().id(), newest))
        .then(
            found -> {
              if (found.isEmpty()) {
                return bringUpToDate(head, events.without(newest), attempt);
              }
              Event now = Event.of(found.get(), false);
              Message message = requireNonNull(now.image());
              return now.isLive(settings.now())
                  ? move(
                      head,
                      events.with(now),
                      message,
                      writes.projectIfThere(head, message),
                      attempt)
                  : bringUpToDate(head, events.with(now), attempt);
            });
  }

  /**
   * Writes the entry of a streamed change into the change log. If the rows show the message, they
   * follow in the same transaction.
   */
  private Step<MessageGroup> log(GroupHead head, GroupEvents events, Event event, int attempt) {
    Message changed = requireNonNull(event.image());
    LogEntry entry = LogEntries.next(head, changed, changed.status().deletedBy(), settings.now());
    if (!head.shows(event.key())) {
      return writeLog(head, events, event, log.log(head, changed, entry), attempt);
    }
    if (changed.isLive(settings.now())) {
      return writeLog(head, events, event, log.logShown(head, changed, changed, entry), attempt);
    }
    return NewestLive.message(settings, head.group().id())
        .then(
            left ->
                left.filter(found -> found.sortKey().compareTo(head.group().newest()) > 0)
                    .map(
                        newer ->
                            move(head, events, newer, writes.projectIfThere(head, newer), attempt))
                    .orElseGet(
                        () ->
                            writeLog(
                                    head,
                                    events,
                                    event,
                                    log.logShown(head, changed, left.orElse(null), entry),
                                    attempt)
                                .then(group -> lookAgain(group, left))));
  }

  /** A message may have come between the look and the write, when no head told of the removal. */
  private Step<MessageGroup> lookAgain(MessageGroup group, Optional<Message> shown) {
    return NewestLive.message(settings, group.id())
        .then(
            left ->
                left.map(Message::sortKey).equals(shown.map(Message::sortKey))
                    ? new Step.Done<>(group)
                    : GetItems.head(settings, group.id())
                        .then(head -> showNewest(head.orElseThrow(), 1)));
  }

  private Step<MessageGroup> writeLog(
      GroupHead head, GroupEvents events, Event event, List<Action> besides, int attempt) {
    List<Action> actions = new ArrayList<>();
    actions.add(messages.noteLogged(requireNonNull(event.image())));
    actions.addAll(besides);
    GroupEvents left = events.done(event);
    return ConditionalWrite.transaction(settings, describe(head), actions)
        .send()
        .then(
            outcome ->
                outcome.then(
                    () ->
                        left.events().size() > 1
                            ? readAgain(head, attempt, with(left))
                            : new Step.Done<>(head.group()),
                    refused ->
                        refused.by(MESSAGE)
                            ? afterMessage(head, events, event, refused, attempt)
                            : afterRefusal(head, refused, attempt, with(events))));
  }

  /** A record that is only repeated costs no attempt: there may be more of them than attempts. */
  private Step<MessageGroup> afterMessage(
      GroupHead head, GroupEvents events, Event event, Refused refused, int attempt) {
    GroupEvents met = events.asMet(event.key(), refused.itemOf(MESSAGE));
    return met.isUnlogged(event.key())
        ? afterRefusal(head, refused, attempt, with(met))
        : bringUpToDate(refused.head().orElse(head), met, attempt);
  }

  /**
   * The rows follow if the newest message that is left, or one above it, changed. A newer one is
   * shown at once: were it deleted before its own record comes, nobody would look again.
   */
  private Step<MessageGroup> refreshIfShown(
      GroupHead head, GroupEvents events, SortKey changed, int attempt) {
    SortKey shown = head.group().newest();
    return NewestLive.message(settings, head.group().id())
        .then(
            left -> {
              boolean changesNoRow =
                  left.map(Message::sortKey)
                      .filter(key -> key.compareTo(changed) > 0 && key.compareTo(shown) <= 0)
                      .isPresent();
              return changesNoRow
                  ? new Step.Done<>(head.group())
                  : show(head, left, attempt, with(events));
            });
  }

  private Step<MessageGroup> refresh(
      GroupHead head, Optional<Message> left, int attempt, Resume resume) {
    // Note the removal before reading again, so that concurrent projectors of older messages read
    // again, too.
    if (NewestLeft.isUnnotedRemoval(head, left)) {
      return noteRemoval(head, head.group().newest(), attempt, resume);
    }
    Optional<Message> later = NewestLeft.laterOfOldKey(head.group().newest(), left);
    return later.isPresent()
        ? moveIfThere(head, later.get(), attempt, resume)
        : write(
            head,
            writes.refresh(head, left.orElse(null)),
            attempt,
            resume,
            () -> new Step.Done<>(head.group()));
  }

  private Resume with(GroupEvents events) {
    return (head, attempt) -> bringUpToDate(head, events, attempt);
  }

  private Step<MessageGroup> write(
      GroupHead head,
      List<Action> actions,
      int attempt,
      Resume resume,
      Supplier<Step<MessageGroup>> ifApplied) {
    return ConditionalWrite.transaction(settings, describe(head), actions)
        .send()
        .then(
            outcome ->
                outcome.then(ifApplied, refused -> afterRefusal(head, refused, attempt, resume)));
  }

  /** Another projector or a sender was faster: continues with the head as it is now. */
  private Step<MessageGroup> afterRefusal(
      GroupHead head, Refused refused, int attempt, Resume resume) {
    Optional<GroupHead> current = refused.head();
    return refused.pause(
        attempt,
        next ->
            current.isPresent()
                ? resume.from(current.get(), next)
                : LogNumber.mendIfTaken(
                    settings, head, refused, false, () -> readAgain(head, next, resume)));
  }

  private Step<MessageGroup> readAgain(GroupHead head, int attempt, Resume resume) {
    String groupId = head.group().id();
    return BatchGet.heads(settings, List.of(groupId))
        .then(
            heads -> {
              Map<String, AttributeValue> item = heads.get(groupId);
              if (item == null) {
                throw new GroupNotFoundException(groupId);
              }
              return resume.from(Schemas.read(Schemas.HEADS, item), attempt);
            });
  }

  private static String describe(GroupHead head) {
    return "Bringing message group '" + head.group().id() + "' up to date";
  }

  /** How to continue with the head as it is now. */
  private interface Resume {
    Step<MessageGroup> from(GroupHead head, int attempt);
  }
}

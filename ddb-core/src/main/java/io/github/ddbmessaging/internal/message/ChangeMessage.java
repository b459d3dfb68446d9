package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemSize;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.read.NewestLive;
import io.github.ddbmessaging.internal.run.Attempts;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.WriteInDoubt;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.LogNumber;
import io.github.ddbmessaging.internal.write.LogWrites;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SendMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes a message: reads it with its group's head, lets the operation decide, and writes. A
 * refused write begins anew, so that the decision is always made on the message as it is. Whether a
 * write whose response was lost was applied shows there, too: the message is as it is wanted.
 */
final class ChangeMessage {
  private final StoreSettings settings;
  private final RequestSettings requests;
  private final SendMode mode;
  private final boolean forPurge;
  private final MessageRef ref;
  private final String what;
  private final Change change;
  private final MessageWrites messages;
  private final LogWrites log;

  private ChangeMessage(
      StoreSettings settings,
      SendMode mode,
      boolean forPurge,
      MessageRef ref,
      String verb,
      Change change) {
    this.settings = settings;
    this.requests = settings.consistentRequests().retryingConflictsUntilTimeout();
    this.mode = mode;
    this.forPurge = forPurge;
    this.ref = ref;
    this.what = describe(verb, ref);
    this.change = change;
    this.messages = new MessageWrites(requests.tableName());
    this.log = new LogWrites(requests.tableName());
  }

  /** What is done with a message, as exceptions tell it. */
  static String describe(String verb, MessageRef ref) {
    return verb + " message '" + ref.messageId() + "' of message group '" + ref.groupId() + "'";
  }

  /** Decides on a change. */
  interface Change {
    /**
     * Makes the message as it is to be; the same one if it is so already.
     *
     * @param group the group as it is
     * @param read the message as it is
     * @param doubtful the revision that a write of this operation may have made, or 0 if none may
     */
    Message apply(MessageGroup group, Message read, long doubtful);
  }

  /**
   * Changes a message as the store's send mode says: with its rows and log entry, or alone.
   *
   * @param settings of the store
   * @param ref which message
   * @param verb as in "Editing"
   * @param change decides
   */
  static Step<Message> of(StoreSettings settings, MessageRef ref, String verb, Change change) {
    return new ChangeMessage(settings, settings.messages().sendMode(), false, ref, verb, change)
        .attempt(Attempts.NONE, 0);
  }

  /**
   * Changes a message with its rows and log entry, whatever the store's send mode, even if it has
   * expired; also writes the entry of a streamed change that has none yet.
   */
  static Step<Message> transactionally(
      StoreSettings settings, MessageRef ref, String verb, Change change) {
    return new ChangeMessage(settings, SendMode.TRANSACTIONAL, true, ref, verb, change)
        .attempt(Attempts.NONE, 0);
  }

  private Step<Message> attempt(Attempts before, long doubtful) {
    return doubtful > 0
        ? WriteInDoubt.readAgain(what, this::open, found -> decide(found, before, doubtful))
        : open().then(found -> decide(found, before, doubtful));
  }

  private Step<OpenMessage> open() {
    return forPurge ? OpenMessage.findEvenExpired(settings, ref) : OpenMessage.find(settings, ref);
  }

  private Step<Message> decide(OpenMessage found, Attempts before, long doubtful) {
    Message read = found.message();
    Message changed =
        WriteInDoubt.decide(
            what, doubtful > 0, () -> change.apply(found.head().group(), read, doubtful));
    boolean logged = !forPurge || MessageWrites.isLogged(found.item(), read);
    if (changed.equals(read) && logged) {
      return new Step.Done<>(read);
    }
    Validation.itemSize(ItemSize.of(MessageWrites.changedItem(found.item(), changed)));
    if (mode == SendMode.STREAMED) {
      Action alone = messages.change(read, changed);
      return write(
          found.head(), ConditionalWrite.update(requests, what, alone), changed, before, doubtful);
    }
    return plan(found.head(), read, changed)
        .then(
            actions ->
                write(
                    found.head(),
                    ConditionalWrite.transaction(requests, what, actions),
                    changed,
                    before,
                    doubtful));
  }

  private Step<List<Action>> plan(GroupHead head, Message read, Message changed) {
    LogEntry entry = LogEntries.next(head, changed, Membership.author(settings), requests.now());
    if (!head.shows(read.sortKey())) {
      return new Step.Done<>(actions(read, changed, log.log(head, changed, entry)));
    }
    Step<Optional<Message>> shown =
        changed.isDeleted()
            ? NewestLive.below(requests, head.group().id(), read.sortKey())
            : new Step.Done<>(Optional.of(changed));
    return shown.map(
        message ->
            actions(read, changed, log.logShown(head, changed, message.orElse(null), entry)));
  }

  private List<Action> actions(Message read, Message changed, List<Action> besides) {
    List<Action> actions = new ArrayList<>();
    actions.add(
        changed.equals(read) ? messages.noteLogged(read) : messages.changeLogged(read, changed));
    actions.addAll(besides);
    return actions;
  }

  private Step<Message> write(
      GroupHead head, ConditionalWrite write, Message changed, Attempts before, long doubtful) {
    return write
        .send(before)
        .then(
            outcome ->
                outcome.then(
                    () -> new Step.Done<>(changed),
                    refused -> again(head, refused, changed, doubtful)));
  }

  private Step<Message> again(
      GroupHead head, Refused refused, Message changed, long doubtfulBefore) {
    long doubtful = refused.inDoubt() ? changed.status().revision() : doubtfulBefore;
    return refused.pause(
        next ->
            LogNumber.mendIfTaken(
                requests, head, refused, doubtful > 0, () -> attempt(next, doubtful)));
  }
}

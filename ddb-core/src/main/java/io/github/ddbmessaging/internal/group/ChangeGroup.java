package io.github.ddbmessaging.internal.group;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.item.LogEntries;
import io.github.ddbmessaging.internal.message.InGroup;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.HeadAndNewest;
import io.github.ddbmessaging.internal.run.Attempts;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.WriteInDoubt;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.ConditionalWrite.Refused;
import io.github.ddbmessaging.internal.write.HeadWrites;
import io.github.ddbmessaging.internal.write.LogNumber;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Changes a group itself, and not its messages: reads the head, lets the operation decide, and
 * writes the head, a log entry and the rows that differ in one transaction. A refused write begins
 * anew, so that the decision is always made on the group as it is. Whether a write whose response
 * was lost was applied shows there, too: the group is as it is wanted.
 */
public final class ChangeGroup {
  /** Stands for the id of a message whose key holds none, and which is gone. */
  private static final String ABOVE_IDS = "~";

  private final StoreSettings settings;
  private final RequestSettings requests;
  private final String groupId;
  private final String what;
  private final Set<String> users;
  private final Change change;

  private ChangeGroup(
      StoreSettings settings, String groupId, String verb, Set<String> users, Change change) {
    this.settings = settings;
    this.requests = settings.consistentRequests().retryingConflictsUntilTimeout();
    this.groupId = groupId;
    this.what = verb + " message group '" + groupId + "'";
    this.users = new HashSet<>(users);
    this.users.addAll(Membership.actingUsers(settings));
    this.change = change;
  }

  /** Decides on a change. */
  public interface Change {
    /**
     * The group as it is to be, or empty if it is so already.
     *
     * @param group the group as it is
     * @param newest the time in UTC and the id of the newest message that there is
     * @param inDoubt whether a write of this operation may have been applied before
     */
    Optional<Decision> decide(MessageGroup group, SortKey newest, boolean inDoubt);

    /** Whether the decision or the rows depend on messages, and not on the head alone. */
    boolean readsNewest();

    /** Whether a group of the original application is adopted for it. */
    default boolean adopts() {
      return true;
    }
  }

  /**
   * What is to be written.
   *
   * @param changed the group as it is to be
   * @param change what the change log tells
   * @param userIds whom it is about
   */
  public record Decision(MessageGroup changed, LogEntry.Change change, Set<String> userIds) {
    public Decision {
      userIds = Set.copyOf(userIds);
    }
  }

  /**
   * What came of it.
   *
   * @param group the group as it is then
   * @param changed whether it was otherwise before
   */
  public record Changed(MessageGroup group, boolean changed) {}

  /**
   * Changes a group.
   *
   * @param settings of the store
   * @param groupId which group
   * @param verb as in "Adding members to"
   * @param users in whose lists rows of the group may be, if nobody has adopted it
   * @param change decides
   */
  public static Step<Changed> of(
      StoreSettings settings, String groupId, String verb, Set<String> users, Change change) {
    ChangeGroup operation = new ChangeGroup(settings, groupId, verb, users, change);
    return new Step.InLine<InGroup<Changed>, Changed>(
        groupId,
        before ->
            operation.attempt(Attempts.NONE, false).map(done -> new InGroup<>(done.group(), done)),
        done -> new Step.Done<>(done.result()));
  }

  private Step<Changed> attempt(Attempts before, boolean inDoubt) {
    return inDoubt
        ? WriteInDoubt.readAgain(what, this::read, found -> decide(found, before, true))
        : read().then(found -> decide(found, before, false));
  }

  private Step<Found> read() {
    return change.readsNewest()
        ? HeadAndNewest.read(requests, groupId)
            .then(found -> withHead(found.head(), found.newest()))
        : GetItems.item(requests, ItemKey.head(groupId))
            .then(head -> withHead(head, Optional.empty()));
  }

  private Step<Found> withHead(
      Optional<Map<String, AttributeValue>> head, Optional<Map<String, AttributeValue>> newest) {
    if (head.isPresent()) {
      return new Step.Done<>(new Found(Membership.readWholeHead(settings, head.get()), newest));
    }
    if (!change.adopts()) {
      throw new GroupNotAdoptedException(groupId);
    }
    return settings
        .legacy()
        .adopt(requests, groupId, users, group -> Membership.requireMember(settings, group))
        .map(
            adopted ->
                new Found(
                    adopted.orElseThrow(() -> Membership.noSuchGroup(settings, groupId)), newest));
  }

  private Step<Changed> decide(Found found, Attempts before, boolean inDoubt) {
    MessageGroup group = found.head().group();
    Optional<Decision> decision =
        WriteInDoubt.decide(
            what, inDoubt, () -> change.decide(group, found.newest(settings), inDoubt));
    if (decision.isEmpty()) {
      return new Step.Done<>(new Changed(group, inDoubt));
    }
    MessageGroup changed = decision.get().changed();
    return shown(found, changed)
        .then(shown -> write(found.head(), decision.get(), shown, before, inDoubt));
  }

  /** The message that the rows show, if any row that shows it has to be written. */
  private Step<Optional<Message>> shown(Found found, MessageGroup changed) {
    Optional<SortKey> key =
        HeadWrites.needsShownMessage(found.head(), changed)
            ? found.head().shownMessage()
            : Optional.empty();
    Optional<Message> known =
        found
            .newestItem()
            .filter(item -> key.map(SortKey::value).equals(Optional.of(ItemKey.of(item).sk())))
            .map(item -> Schemas.read(Schemas.MESSAGES, item));
    return key.isEmpty() || known.isPresent()
        ? new Step.Done<>(known)
        : GetItems.message(requests, ItemKey.message(groupId, key.get()));
  }

  private Step<Changed> write(
      GroupHead head,
      Decision decision,
      Optional<Message> shown,
      Attempts before,
      boolean inDoubt) {
    LogEntry entry =
        LogEntries.ofGroup(
            head,
            decision.change(),
            decision.userIds(),
            Membership.author(settings),
            Validation.now(requests.now()));
    return ConditionalWrite.transaction(
            requests,
            what,
            new HeadWrites(requests.tableName())
                .change(head, decision.changed(), shown.orElse(null), entry))
        .send(before)
        .then(
            outcome ->
                outcome.then(
                    () -> new Step.Done<>(new Changed(decision.changed(), true)),
                    refused -> again(head, refused, inDoubt)));
  }

  /** The refusal tells the head as it is now, which is enough where no message matters. */
  private Step<Changed> again(GroupHead head, Refused refused, boolean inDoubtBefore) {
    boolean inDoubt = inDoubtBefore || refused.inDoubt();
    Optional<Map<String, AttributeValue>> met =
        inDoubt || change.readsNewest() ? Optional.empty() : refused.headItem();
    return refused.pause(
        next ->
            met.isPresent()
                ? withHead(met, Optional.empty()).then(found -> decide(found, next, false))
                : LogNumber.mendIfTaken(
                    requests, head, refused, inDoubt, () -> attempt(next, inDoubt)));
  }

  /**
   * What was read.
   *
   * @param head the head
   * @param newestItem the newest message, if it was read and there is one
   */
  private record Found(GroupHead head, Optional<Map<String, AttributeValue>> newestItem) {
    /** The later of what the head says and what is there, by its time in UTC and its id. */
    SortKey newest(StoreSettings settings) {
      SortKey ofHead = reference(settings, head.group().newest(), Optional.empty());
      Optional<SortKey> ofItem =
          newestItem
              .filter(item -> SortKey.isOne(ItemKey.of(item).sk()))
              .map(
                  item ->
                      reference(
                          settings,
                          new SortKey(ItemKey.of(item).sk()),
                          Optional.ofNullable(item.get(Attributes.MESSAGE_ID))
                              .map(AttributeValue::s)));
      return ofItem.filter(key -> key.compareTo(ofHead) > 0).orElse(ofHead);
    }

    /**
     * Among keys of the original application the highest need not have the latest time: then
     * nothing up to now is taken for newer.
     */
    private static SortKey reference(StoreSettings settings, SortKey key, Optional<String> id) {
      SortKey reference = settings.legacy().referenceTo(key, id.or(key::id).orElse(ABOVE_IDS));
      SortKey now = SortKey.of(Validation.now(settings.requests().now()), ABOVE_IDS);
      return KeyForm.isOld(key) && now.compareTo(reference) > 0 ? now : reference;
    }
  }
}

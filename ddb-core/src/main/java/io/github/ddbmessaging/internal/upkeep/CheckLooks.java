package io.github.ddbmessaging.internal.upkeep;

import static io.github.ddbmessaging.model.Finding.Problem.HEAD_MISSING;
import static io.github.ddbmessaging.model.Finding.Problem.MARKER_OF_NO_MESSAGE;
import static io.github.ddbmessaging.model.Finding.Problem.NOT_ADOPTED;
import static io.github.ddbmessaging.model.Finding.Problem.ROWS_NOT_ADOPTED;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_LEFT_BEHIND;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_NOT_ADOPTED;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_OF_NO_GROUP;
import static io.github.ddbmessaging.model.Finding.Problem.ROW_OF_NO_MEMBER;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.NewestLive;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what an item is about. What looks wrong is read again, until two looks in a row agree,
 * so that traffic going on meanwhile is not taken for damage. A group that moves between all looks
 * is not reported.
 */
final class CheckLooks {
  private static final int MOST_LOOKS = 5;
  private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59Z");
  private static final Duration MOST_AHEAD = Duration.ofMinutes(10);

  private final StoreSettings settings;
  private final RequestSettings consistent;

  CheckLooks(StoreSettings settings) {
    this.settings = settings;
    this.consistent = settings.consistentRequests();
  }

  /** At a group whose first message is this, and of which no head was found. */
  Step<List<Finding>> atHeadless(ItemKey first) {
    return GetItems.item(consistent, ItemKey.head(first.groupId()))
        .map(
            head ->
                head.isPresent()
                    ? List.of()
                    : List.of(
                        finding(
                            KeyForm.isOld(new SortKey(first.sk())) ? NOT_ADOPTED : HEAD_MISSING,
                            ItemKey.head(first.groupId()))));
  }

  /** At a group with a head. */
  Step<List<Finding>> atGroup(String groupId) {
    return again(() -> lookAtGroup(groupId));
  }

  /** At the message that an idempotency marker names. */
  Step<List<Finding>> atMarker(ItemKey key, SortKey marked) {
    return again(() -> lookAtMarker(key, marked).map(Look::new));
  }

  /** At a row that is not where its group's head says. */
  Step<List<Finding>> atStray(ItemKey key, MessageGroupRow row) {
    return again(() -> lookAtStray(key, row).map(Look::new));
  }

  /** At a row of whose group no head was found. */
  Step<List<Finding>> atRowOfHeadless(ItemKey key, MessageGroupRow row) {
    return again(() -> lookAtRowOfHeadless(key, row).map(Look::new));
  }

  /** At reactions to a message: is it gone? */
  Step<List<Finding>> atReactions(ItemKey key, SortKey message) {
    return again(
        () ->
            lookWithout(key, message, Finding.Problem.REACTIONS_TO_NO_MESSAGE)
                .then(
                    findings ->
                        findings.isEmpty()
                            ? new Step.Done<>(findings)
                            : ReferredMessage.exists(consistent, key.groupId(), message)
                                .map(exists -> exists ? List.<Finding>of() : findings))
                .map(Look::new));
  }

  /** At a user's state of a group of which no head was found. */
  Step<List<Finding>> atState(ItemKey key, GroupState state) {
    return again(
        () ->
            SweepStates.isGroupGone(consistent, settings.legacy(), state)
                .then(
                    gone ->
                        gone
                            ? GetItems.item(consistent, key).map(Optional::isPresent)
                            : new Step.Done<>(false))
                .map(
                    stray ->
                        new Look(
                            stray
                                ? List.of(finding(Finding.Problem.STATE_OF_NO_GROUP, key))
                                : List.of())));
  }

  /** At a message of whose last change the change log does not tell: does it still not? */
  Step<List<Finding>> atUnlogged(ItemKey key) {
    return again(
        () ->
            GetItems.item(consistent, key)
                .map(
                    found ->
                        new Look(
                            found
                                .filter(
                                    item ->
                                        !MessageWrites.isLogged(
                                            item, Schemas.read(Schemas.MESSAGES, item)))
                                .map(item -> finding(Finding.Problem.CHANGE_NOT_LOGGED, key))
                                .stream()
                                .toList())));
  }

  private Step<Look> lookAtGroup(String groupId) {
    return GetItems.head(consistent, groupId)
        .then(
            head ->
                head.isPresent()
                    ? findings(head.get().group())
                        .map(findings -> new Look(head.get().group(), findings))
                    : new Step.Done<>(new Look(List.of())));
  }

  private Step<List<Finding>> findings(MessageGroup group) {
    Instant ahead = settings.requests().now().plus(MOST_AHEAD);
    Instant latest = ahead.isBefore(LAST_TIME) ? ahead : LAST_TIME;
    return NewestLive.item(consistent, group.id())
        .then(
            newest ->
                BatchGet.items(consistent, CheckGroup.rowKeys(group))
                    .map(rows -> CheckGroup.findings(group, newest, rows, latest)));
  }

  private Step<List<Finding>> lookAtMarker(ItemKey key, SortKey marked) {
    return lookWithout(key, marked, MARKER_OF_NO_MESSAGE);
  }

  /** Whether an item is there without the message that it names. */
  private Step<List<Finding>> lookWithout(ItemKey key, SortKey message, Finding.Problem problem) {
    return BatchGet.items(consistent, List.of(key, ItemKey.message(key.groupId(), message)))
        .map(
            found ->
                found.size() == 1 && found.containsKey(key)
                    ? List.of(finding(problem, key))
                    : List.of());
  }

  private Step<List<Finding>> lookAtStray(ItemKey key, MessageGroupRow row) {
    ItemKey headKey = ItemKey.head(row.groupId());
    return BatchGet.items(consistent, List.of(key, headKey))
        .map(
            found -> {
              Optional<MessageGroup> group =
                  Optional.ofNullable(found.get(headKey))
                      .map(head -> Schemas.read(Schemas.HEADS, head))
                      .map(GroupHead::group);
              if (!found.containsKey(key)
                  || group.filter(now -> MemberRows.isInPlace(row, now)).isPresent()) {
                return List.of();
              }
              boolean member = group.flatMap(now -> now.findMember(row.userId())).isPresent();
              return List.of(finding(member ? ROW_LEFT_BEHIND : ROW_OF_NO_MEMBER, key));
            });
  }

  private Step<List<Finding>> lookAtRowOfHeadless(ItemKey key, MessageGroupRow row) {
    return GetItems.item(consistent, ItemKey.head(row.groupId()))
        .then(head -> head.isPresent() ? lookAtStray(key, row) : lookAtRowsWithoutHead(key, row));
  }

  private Step<List<Finding>> lookAtRowsWithoutHead(ItemKey key, MessageGroupRow row) {
    return settings
        .legacy()
        .rows(consistent, row.groupId(), row.userId())
        .then(
            rows -> {
              if (!rows.contains(row)) {
                return new Step.Done<>(List.<Finding>of());
              }
              return rows.get(0).equals(row)
                  ? lookForMessages(key, row)
                  : new Step.Done<>(List.of(finding(ROWS_NOT_ADOPTED, key)));
            });
  }

  /** A group of which only rows are left is adopted as any other. */
  private Step<List<Finding>> lookForMessages(ItemKey key, MessageGroupRow row) {
    Finding.Problem problem = KeyForm.isOld(row.sortKey()) ? ROW_NOT_ADOPTED : ROW_OF_NO_GROUP;
    return ReadPage.hasMessages(consistent, row.groupId())
        .map(there -> there ? List.of() : List.of(finding(problem, key)));
  }

  private Step<List<Finding>> again(Supplier<Step<Look>> look) {
    return look.get().then(seen -> again(look, seen, 1));
  }

  private Step<List<Finding>> again(Supplier<Step<Look>> look, Look seen, int looks) {
    if (seen.findings().isEmpty() || looks == MOST_LOOKS) {
      return new Step.Done<>(List.of());
    }
    return look.get()
        .then(
            now ->
                now.equals(seen) ? new Step.Done<>(now.findings()) : again(look, now, looks + 1));
  }

  /** What a look found, and the group as it was then, if it was at one. */
  private record Look(@Nullable MessageGroup group, List<Finding> findings) {
    Look(List<Finding> findings) {
      this(null, findings);
    }
  }

  static Finding finding(Finding.Problem problem, ItemKey key) {
    return new Finding(problem, key.pk(), key.sk(), Optional.empty());
  }
}

package io.github.ddbmessaging.internal.upkeep;

import io.github.ddbmessaging.internal.access.GroupRules;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.group.RenameMember;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.internal.project.ProjectGroup;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.QueryRange;
import io.github.ddbmessaging.internal.read.TablePage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Brings a user's new names to all their groups, a page of their list at a time; and, if wanted, to
 * the messages that they wrote, then one group after the other.
 */
public final class RenameUser {
  /** Between the key of a row and that of a message; in no position of one key. */
  private static final String BEFORE_MESSAGE = ":";

  private final StoreSettings settings;
  private final RequestSettings requests;
  private final User user;
  private final boolean messages;
  private final int pageSize;
  private final Problems problems = new Problems();

  private RenameUser(StoreSettings settings, User user, RenameScope scope, int pageSize) {
    this.settings = settings;
    this.requests = settings.consistentRequests();
    this.user = user;
    this.messages = scope == RenameScope.GROUPS_AND_MESSAGES;
    this.pageSize = pageSize;
  }

  /** Renames the user in what one page concerns. */
  public static Operation<RenameReport> onPage(
      StoreSettings settings, User user, RenameScope scope, TableScan scan) {
    return Operation.inParts(
        "renameUser",
        () -> {
          GroupRules.user(user);
          Validation.given(scope, "scope");
          Validation.tableScan(scan);
          return new RenameUser(settings, user, scope, scan.pageSize()).from(scan.position());
        });
  }

  private Step<RenameReport> from(@Nullable String position) {
    if (position == null) {
      return groups(null);
    }
    int end = position.indexOf(BEFORE_MESSAGE);
    if (end < 0) {
      return groups(TablePage.decode(position));
    }
    ItemKey message = TablePage.decode(position.substring(end + BEFORE_MESSAGE.length()));
    return messagesOf(
        TablePage.decode(position.substring(0, end)), message.groupId(), message.attributes(), 0);
  }

  private Step<RenameReport> groups(@Nullable ItemKey last) {
    boolean former = last != null && last.kind() == ItemKind.FORMER_MEMBERSHIP;
    return (former ? QueryRange.ofFormerMemberships(user.id()) : QueryRange.ofRows(user.id()))
        .query(requests, messages ? 1 : pageSize, last == null ? null : last.attributes())
        .then(response -> afterGroups(response, former));
  }

  private Step<RenameReport> afterGroups(QueryResponse response, boolean former) {
    if (response.items().isEmpty() && messages && !former) {
      return QueryRange.ofFormerMemberships(user.id())
          .query(requests, 1, null)
          .then(formerOnes -> afterGroups(formerOnes, true));
    }
    Map<ItemKey, String> groupIds = new LinkedHashMap<>();
    response.items().forEach(item -> problems.collect(() -> add(groupIds, item)));
    return Step.all(former ? Map.of() : renames(groupIds))
        .then(
            renamed -> {
              problems.collect(renamed.values());
              return response.items().isEmpty() || !messages
                  ? new Step.Done<>(
                      report(
                          groupIds.size(),
                          0,
                          Optional.of(response.lastEvaluatedKey())
                              .filter(key -> !key.isEmpty())
                              .map(key -> TablePage.encode(ItemKey.of(key)))))
                  // The group is renamed by then, whatever becomes of its messages.
                  : messagesOfFirst(groupIds, ItemKey.of(response.items().get(0)))
                      .afterWriteInDoubt();
            });
  }

  private static void add(Map<ItemKey, String> groupIds, Map<String, AttributeValue> item) {
    ItemKey key = ItemKey.of(item);
    groupIds.put(
        key,
        key.kind() == ItemKind.ROW
            ? Schemas.read(Schemas.ROWS, item).groupId()
            : Schemas.read(Schemas.FORMER, item).groupId());
  }

  private Map<String, Supplier<Step<MessageGroup>>> renames(Map<ItemKey, String> groupIds) {
    Map<String, Supplier<Step<MessageGroup>>> parts = new LinkedHashMap<>();
    groupIds.values().forEach(id -> parts.put(id, () -> RenameMember.inGroup(settings, id, user)));
    return parts;
  }

  private Step<RenameReport> messagesOfFirst(Map<ItemKey, String> groupIds, ItemKey row) {
    String groupId = groupIds.get(row);
    return groupId == null
        ? new Step.Done<>(report(0, 0, Optional.of(TablePage.encode(row))))
        : messagesOf(row, groupId, null, 1);
  }

  private Step<RenameReport> messagesOf(
      ItemKey row, String groupId, @Nullable Map<String, AttributeValue> startKey, int groups) {
    return QueryRange.ofMessages(groupId)
        .query(requests, pageSize, startKey)
        .then(
            response ->
                Step.all(renamesOf(response.items()))
                    .then(
                        renamed -> {
                          problems.collect(renamed.values());
                          return showIfLeft(row, groupId, renamed.keySet())
                              .afterWriteInDoubt()
                              .map(
                                  shown ->
                                      report(
                                          groups,
                                          count(renamed.values()),
                                          Optional.of(after(row, response))));
                        }));
  }

  private static int count(Collection<Step.Outcome<Boolean>> renamed) {
    return (int) renamed.stream().filter(one -> one.value().orElse(false)).count();
  }

  /** Of whom is no member any more, rows show the names in the message. */
  private Step<Boolean> showIfLeft(ItemKey row, String groupId, Set<MessageRef> renamed) {
    if (row.kind() != ItemKind.FORMER_MEMBERSHIP || renamed.isEmpty()) {
      return new Step.Done<>(false);
    }
    return GetItems.head(requests, groupId)
        .then(
            head ->
                head.filter(found -> renamed.stream().anyMatch(ref -> found.shows(ref.sortKey())))
                    .map(found -> ProjectGroup.showNewest(requests, found).map(shown -> true))
                    .orElseGet(() -> new Step.Done<>(false)));
  }

  private static String after(ItemKey row, QueryResponse response) {
    return response.hasLastEvaluatedKey()
        ? TablePage.encode(row)
            + BEFORE_MESSAGE
            + TablePage.encode(ItemKey.of(response.lastEvaluatedKey()))
        : TablePage.encode(row);
  }

  private Map<MessageRef, Supplier<Step<Boolean>>> renamesOf(
      List<Map<String, AttributeValue>> items) {
    List<Message> written = new ArrayList<>();
    items.forEach(
        item -> problems.collect(() -> written.add(Schemas.read(Schemas.MESSAGES, item))));
    Map<MessageRef, Supplier<Step<Boolean>>> parts = new LinkedHashMap<>();
    written.stream()
        .filter(message -> message.sender().id().equals(user.id()))
        .filter(message -> !message.sender().equals(user))
        .map(Message::ref)
        .forEach(ref -> parts.put(ref, () -> rename(ref)));
    return parts;
  }

  /** Returns whether it is still there. */
  private Step<Boolean> rename(MessageRef ref) {
    String what =
        "Renaming the sender of message '"
            + ref.messageId()
            + "' of message group '"
            + ref.groupId()
            + "'";
    return ConditionalWrite.update(
            requests, what, new MessageWrites(requests.tableName()).rename(ref, user))
        .send()
        .map(outcome -> outcome instanceof ConditionalWrite.Applied);
  }

  private RenameReport report(int groups, int renamed, Optional<String> position) {
    return new RenameReport(groups, renamed, problems.all(), position);
  }
}

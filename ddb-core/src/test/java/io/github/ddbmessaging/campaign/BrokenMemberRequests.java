package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Alterations.changing;
import static io.github.ddbmessaging.campaign.Alterations.dropping;
import static io.github.ddbmessaging.campaign.Alterations.has;
import static io.github.ddbmessaging.campaign.Alterations.transactions;
import static io.github.ddbmessaging.campaign.BrokenRequests.copy;
import static io.github.ddbmessaging.internal.item.ItemKind.FORMER_MEMBERSHIP;
import static io.github.ddbmessaging.internal.item.ItemKind.HEAD;
import static io.github.ddbmessaging.internal.item.ItemKind.LOG_ENTRY;
import static io.github.ddbmessaging.internal.item.ItemKind.ROW;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.table.Schemas;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Mistakes in requests that change members, names, or what users have read. */
final class BrokenMemberRequests {
  private BrokenMemberRequests() {}

  /** Each shows in groups of the library and in those of the original application. */
  static Stream<BrokenCopy> copies() {
    return Stream.of(false, true).flatMap(BrokenMemberRequests::copies);
  }

  private static Stream<BrokenCopy> copies(boolean amongOldGroups) {
    return Stream.of(
        copy(
            "the row of who is removed stays",
            amongOldGroups,
            () ->
                dropping(
                    (write, all) ->
                        write.is(Delete.class, ROW) && has(all, Put.class, FORMER_MEMBERSHIP))),
        copy(
            "nobody notes who has left",
            amongOldGroups,
            () -> dropping((write, all) -> write.is(Put.class, FORMER_MEMBERSHIP))),
        copy(
            "who is added gets no row",
            amongOldGroups,
            () -> dropping((write, all) -> write.is(Put.class, ROW) && changesMembers(all))),
        copy(
            "a change of members is not logged",
            amongOldGroups,
            () -> dropping((write, all) -> write.isOf(LOG_ENTRY) && changesMembers(all))),
        copy(
            "members change whatever they are by now",
            amongOldGroups,
            () ->
                transactions(
                    all ->
                        changesMembers(all)
                            ? all.stream().map(Alterations::unconditional).toList()
                            : all)),
        copy(
            "rows keep the old names of a renamed user",
            amongOldGroups,
            () ->
                dropping(
                    (write, all) ->
                        write.is(Put.class, ROW) && logs(all, LogEntry.Change.NAMES_CHANGED))),
        copy(
            "rows keep the old title of a renamed group",
            amongOldGroups,
            () ->
                dropping(
                    (write, all) ->
                        write.is(Put.class, ROW) && logs(all, LogEntry.Change.TITLE_CHANGED))),
        copy(
            "a renaming makes messages that are gone",
            amongOldGroups,
            () ->
                changing(
                    UpdateItemRequest.class,
                    update ->
                        update.updateExpression().contains(":displayName")
                            ? update.toBuilder().conditionExpression(null).build()
                            : update)),
        copy(
            "a read position moves backward",
            amongOldGroups,
            () -> ofStates("\\(attribute_not_exists\\(#read\\) OR #read < :read\\) AND ")),
        copy(
            "a late mark as read undoes a mark as unread",
            amongOldGroups,
            () -> ofStates(" AND (attribute_not_exists\\(#marks\\)|#marks = :marks)")),
        copy(
            "a mark as unread whose response was lost counts twice",
            amongOldGroups,
            () -> ofStates("NOT \\(#id = :id OR #before = :id\\) AND ")),
        copy(
            "a mark as unread whose response was lost is forgotten with the next one",
            amongOldGroups,
            () -> ofStates(" OR #before = :id")));
  }

  /** What users mark does not depend on some of what it should. */
  private static Interceptor ofStates(String term) {
    return changing(
        UpdateItemRequest.class,
        update ->
            update.conditionExpression() != null
                    && ItemKey.of(update.key()).kind() == ItemKind.STATE
                ? update.toBuilder()
                    .conditionExpression(without(update.conditionExpression(), term))
                    .build()
                : update);
  }

  private static @Nullable String without(String condition, String term) {
    String left = condition.replaceAll(term, "");
    return left.isEmpty() ? null : left;
  }

  private static boolean logs(List<Write> all, LogEntry.Change change) {
    return all.stream()
        .filter(write -> write.is(Put.class, LOG_ENTRY))
        .anyMatch(write -> Schemas.read(Schemas.LOG, write.item()).change() == change);
  }

  private static boolean changesMembers(List<Write> all) {
    return all.stream()
        .anyMatch(write -> write.isOf(HEAD) && write.values().containsKey(":newMembers"));
  }
}

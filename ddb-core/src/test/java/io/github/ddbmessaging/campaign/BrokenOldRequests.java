package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Alterations.changing;
import static io.github.ddbmessaging.campaign.Alterations.changingWrites;
import static io.github.ddbmessaging.campaign.Alterations.dropping;
import static io.github.ddbmessaging.campaign.Alterations.has;
import static io.github.ddbmessaging.campaign.Alterations.unconditional;
import static io.github.ddbmessaging.campaign.BrokenRequests.copy;
import static io.github.ddbmessaging.campaign.BrokenRequests.deletingFirst;
import static io.github.ddbmessaging.internal.item.ItemKind.HEAD;
import static io.github.ddbmessaging.internal.item.ItemKind.MARKER;
import static io.github.ddbmessaging.internal.item.ItemKind.MESSAGE;
import static io.github.ddbmessaging.internal.item.ItemKind.ROW;

import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Mistakes in requests that only groups of the original application show. */
final class BrokenOldRequests {
  private BrokenOldRequests() {}

  static Stream<BrokenCopy> copies() {
    return Stream.of(
        oldCopy(
            "a moved message is deleted whatever it says by now",
            () ->
                changingWrites(
                    write -> write.is(Delete.class, MESSAGE) ? unconditional(write) : write)),
        oldCopy(
            "a message is moved in two requests",
            () ->
                deletingFirst(
                    all -> has(all, Delete.class, MESSAGE),
                    all -> all.stream().filter(write -> !write.is(Delete.class)).toList())),
        oldCopy(
            "the rows keep the text that they show of a moved message",
            () -> dropping((write, all) -> write.isOf(ROW) && movesNewest(all))),
        oldCopy(
            "a message is moved without a mark for its send",
            () ->
                dropping(
                    (write, all) ->
                        write.is(Put.class, MARKER) && has(all, Delete.class, MESSAGE))),
        oldCopy("a group is adopted over its head", BrokenRequests::puttingHeadsOverOthers),
        oldCopy(
            "an adoption leaves rows of the member with the lowest id",
            () ->
                dropping(
                    (write, all) ->
                        write.is(Delete.class)
                            && has(all, Put.class, HEAD)
                            && isOfLowestMember(write, all))),
        oldCopy(
            "the lists of an old group are read stale",
            () ->
                changing(
                    QueryRequest.class,
                    query ->
                        isOfRows(query) ? query.toBuilder().consistentRead(false).build() : query)),
        oldCopy(
            "a stray row is removed wherever the head is by now",
            () ->
                dropping((write, all) -> write.is(ConditionCheck.class) && isOnHeadAsSeen(write))),
        oldCopy(
            "an adoption shows a message that has changed meanwhile",
            () ->
                dropping(
                    (write, all) ->
                        write.is(ConditionCheck.class, MESSAGE) && has(all, Put.class, HEAD))));
  }

  private static BrokenCopy oldCopy(String mistake, Supplier<Interceptor> interceptor) {
    return copy(mistake, true, interceptor);
  }

  private static boolean isOfRows(QueryRequest query) {
    return query.expressionAttributeValues().values().stream()
        .anyMatch(value -> value.s().startsWith(Keys.GROUPS_PREFIX));
  }

  private static boolean isOnHeadAsSeen(Write write) {
    return write.isOf(HEAD) && write.names().containsValue(Attributes.NEWEST);
  }

  /** Whether the head is expected to name the message that moves. */
  private static boolean movesNewest(List<Write> all) {
    return all.stream()
        .filter(write -> write.is(Delete.class, MESSAGE))
        .map(write -> AttributeValue.fromS(write.key().sk()))
        .anyMatch(key -> all.stream().anyMatch(w -> w.isOf(HEAD) && w.values().containsValue(key)));
  }

  private static boolean isOfLowestMember(Write write, List<Write> all) {
    return all.stream()
        .filter(other -> other.is(Put.class, ROW))
        .map(row -> row.key().pk())
        .min(Comparator.naturalOrder())
        .equals(Optional.of(write.key().pk()));
  }
}

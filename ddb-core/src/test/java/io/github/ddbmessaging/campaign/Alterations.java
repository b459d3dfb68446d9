package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Ways to alter what the library sends, of which the broken requests are made. */
final class Alterations {
  private Alterations() {}

  static <R extends SdkRequest> Interceptor changing(Class<R> type, UnaryOperator<R> change) {
    return (call, request, network) ->
        network.send(type.isInstance(request) ? change.apply(type.cast(request)) : request);
  }

  static Interceptor transactions(UnaryOperator<List<Write>> change) {
    return changing(
        TransactWriteItemsRequest.class,
        transaction -> with(transaction, change.apply(writes(transaction))));
  }

  static Interceptor changingWrites(UnaryOperator<Write> change) {
    return transactions(writes -> writes.stream().map(change).toList());
  }

  /** Without the writes that a condition on them and on the whole transaction holds for. */
  static Interceptor dropping(BiPredicate<Write, List<Write>> which) {
    return transactions(all -> all.stream().filter(write -> !which.test(write, all)).toList());
  }

  static List<Write> writes(TransactWriteItemsRequest transaction) {
    return transaction.transactItems().stream().map(Write::of).toList();
  }

  static TransactWriteItemsRequest with(TransactWriteItemsRequest transaction, List<Write> writes) {
    return transaction.toBuilder()
        .transactItems(writes.stream().map(Write::action).toList())
        .build();
  }

  static Write unconditional(Write write) {
    return write.withCondition(null);
  }

  /** What the condition says of an attribute need not hold. */
  static UnaryOperator<Write> withoutTermOn(String attribute) {
    return write -> {
      if (write.condition() == null) {
        return write;
      }
      Set<String> names = new HashSet<>(write.names().keySet());
      names.removeIf(name -> !write.names().get(name).equals(attribute));
      return write.withCondition(
          Arrays.stream(write.condition().split(" AND "))
              .map(
                  term ->
                      names.stream().anyMatch(name -> term.matches(".*" + name + "\\b.*"))
                          ? "(" + term + " OR NOT " + term + ")"
                          : term)
              .collect(Collectors.joining(" AND ")));
    };
  }

  static boolean has(List<Write> all, Class<? extends SdkPojo> type, ItemKind kind) {
    return all.stream().anyMatch(write -> write.is(type, kind));
  }
}

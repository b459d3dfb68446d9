package io.github.ddbmessaging.examples.lambda;

import static java.util.stream.Collectors.toSet;

import io.github.ddbmessaging.testing.fault.FaultCall;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Which IAM actions calls need. Those of a transaction are those of its parts. */
final class RequiredActions {
  private RequiredActions() {}

  static Set<String> of(List<FaultCall> calls) {
    return calls.stream()
        .flatMap(RequiredActions::operations)
        .map(operation -> "dynamodb:" + operation)
        .collect(toSet());
  }

  private static Stream<String> operations(FaultCall call) {
    return call.request() instanceof TransactWriteItemsRequest transaction
        ? transaction.transactItems().stream().map(RequiredActions::operation)
        : Stream.of(call.operation());
  }

  private static String operation(TransactWriteItem part) {
    if (part.put() != null) {
      return "PutItem";
    }
    if (part.update() != null) {
      return "UpdateItem";
    }
    return part.delete() != null ? "DeleteItem" : "ConditionCheckItem";
  }
}

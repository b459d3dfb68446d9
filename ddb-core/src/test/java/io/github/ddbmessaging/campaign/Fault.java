package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.testing.fault.Cancellation;
import io.github.ddbmessaging.testing.fault.FaultRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What can happen to a request. */
enum Fault {
  /** Nothing. */
  NONE(0),
  /** The network fails before it arrives. */
  REQUEST_LOST(3),
  /** It is executed, and the network fails before the response is back. */
  RESPONSE_LOST(6),
  /** The sender hears of a broken network, and it is executed later. */
  LATE(5),
  /** The service fails without having executed it. */
  SERVER_ERROR(2),
  /** The service fails after having executed it. */
  SERVER_ERROR_AFTER(3),
  /** The table's units are used up. */
  UNITS_USED_UP(2),
  /** The account's limit is reached. */
  REQUEST_LIMIT(2),
  /** The client is closed while it sends; what it throws is no exception of the SDK. */
  CLOSED(2),
  /** It is executed, and a proxy responds that it took too long. */
  PROXY_TIMEOUT(2),
  /**
   * A strongly consistent read beside a transaction does not show all of it yet: of a message,
   * though the head is there.
   */
  UNSEEN(40),
  /** The service throttles. */
  THROTTLED(2),
  /** The credentials are refused. */
  DENIED(2),
  /** A plain write meets a transaction. */
  CONFLICT(4),
  /** A transaction meets another at its first action. */
  CANCELLED_BY_CONFLICT(3),
  /** A transaction is throttled at its second action. */
  CANCELLED_BY_THROTTLING(3),
  /** The service still executes the same transaction. */
  IN_PROGRESS(3),
  /** The service has forgotten the transaction's token, as it does after 10 minutes. */
  TOKEN_FORGOTTEN(5),
  /** Keys of a batch are left unprocessed. */
  UNPROCESSED(8),
  /** An eventually consistent read misses some writes. */
  STALE(20),
  /**
   * A read of a follower shows only a part of the last transaction. As AWS documents it, queries
   * and batches are read-committed beside transactions; of one item, a strongly consistent read is
   * serializable.
   */
  TORN(20),
  /** A query ends early, as at 1 MB. */
  SHORT_PAGE(6),
  /** The process dies before the request is sent. */
  CRASH_BEFORE(1),
  /** The process dies when the request is executed, before the response is back. */
  CRASH_AFTER(1);

  private final int weight;

  Fault(int weight) {
    this.weight = weight;
  }

  /** One of the faults that a request can have; zero is the first. */
  static Fault of(SdkRequest request, Choice choice) {
    List<Fault> urn = new ArrayList<>();
    for (Fault fault : values()) {
      if (fault.isPossible(request)) {
        urn.addAll(Collections.nCopies(fault.weight, fault));
      }
    }
    return choice.from(urn);
  }

  /** Makes clients fail so, if it is what the service reports. */
  void injectBy(FaultRule rule) {
    switch (this) {
      case SERVER_ERROR -> rule.internalServerError();
      case UNITS_USED_UP -> rule.provisionedThroughputExceeded();
      case REQUEST_LIMIT -> rule.requestLimitExceeded();
      case THROTTLED -> rule.throttled();
      case DENIED -> rule.failing(Fault::denied);
      case CONFLICT -> rule.transactionConflict();
      case CANCELLED_BY_CONFLICT -> rule.transactionCancelled(0, Cancellation.TRANSACTION_CONFLICT);
      case CANCELLED_BY_THROTTLING -> rule.transactionCancelled(1, Cancellation.THROTTLING_ERROR);
      case IN_PROGRESS -> rule.transactionInProgress();
      case UNPROCESSED -> rule.unprocessed(1);
      default -> {}
    }
  }

  private boolean isPossible(SdkRequest request) {
    boolean transaction = request instanceof TransactWriteItemsRequest;
    boolean plainWrite = request instanceof PutItemRequest || request instanceof UpdateItemRequest;
    return switch (this) {
      case CONFLICT -> plainWrite;
      case CANCELLED_BY_CONFLICT, CANCELLED_BY_THROTTLING, IN_PROGRESS, TOKEN_FORGOTTEN ->
          transaction;
      case LATE -> transaction || plainWrite;
      case TORN ->
          isEventualGet(request)
              || request instanceof QueryRequest
              || request instanceof BatchGetItemRequest;
      case UNPROCESSED -> request instanceof BatchGetItemRequest;
      case STALE ->
          isEventualGet(request)
              || (request instanceof QueryRequest query
                  && !Boolean.TRUE.equals(query.consistentRead()))
              || (request instanceof BatchGetItemRequest batch && !isConsistent(batch));
      case UNSEEN ->
          request instanceof GetItemRequest get
              && Boolean.TRUE.equals(get.consistentRead())
              && ItemKey.of(get.key()).kind() == ItemKind.MESSAGE;
      case SHORT_PAGE -> request instanceof QueryRequest;
      default -> true;
    };
  }

  private static boolean isEventualGet(SdkRequest request) {
    return request instanceof GetItemRequest get && !Boolean.TRUE.equals(get.consistentRead());
  }

  static boolean isConsistent(BatchGetItemRequest request) {
    return request.requestItems().values().stream()
        .anyMatch(asked -> Boolean.TRUE.equals(asked.consistentRead()));
  }

  /** As the service refuses credentials that have just expired. */
  private static RuntimeException denied(String message) {
    return (RuntimeException)
        DynamoDbException.builder()
            .message(message)
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("ExpiredTokenException")
                    .errorMessage(message)
                    .build())
            .build();
  }
}

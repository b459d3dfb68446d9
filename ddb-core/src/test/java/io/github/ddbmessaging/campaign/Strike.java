package io.github.ddbmessaging.campaign;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** What can become of a request. */
enum Strike {
  /** It is answered. */
  NONE(0),
  /** The network fails before it arrives. */
  REQUEST_LOST(3),
  /** It is done, and the network fails before the answer is back. */
  ANSWER_LOST(6),
  /** The sender hears of a broken network, and it is done later. */
  LATE(5),
  /** The service fails without having done it. */
  SERVER_ERROR(2),
  /** The service fails after having done it. */
  SERVER_ERROR_AFTER(3),
  /** The table's units are used up. */
  UNITS_USED_UP(2),
  /** The account's limit is reached. */
  REQUEST_LIMIT(2),
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
  /** The service is still at work on the same transaction. */
  IN_PROGRESS(3),
  /** The service has forgotten the transaction's token, as it does after 10 minutes. */
  TOKEN_FORGOTTEN(5),
  /** Keys of a batch are left undone. */
  UNPROCESSED(8),
  /** An eventually consistent read misses some writes. */
  STALE(20),
  /** A query ends early, as at 1 MB. */
  SHORT_PAGE(6),
  /** The process dies before the request is sent. */
  CRASH_BEFORE(1),
  /** The process dies when the request is done, before the answer is back. */
  CRASH_AFTER(1);

  private final int weight;

  Strike(int weight) {
    this.weight = weight;
  }

  /** One of the faults that can strike a request; zero is the first. */
  static Strike on(SdkRequest request, Choice choice) {
    List<Strike> urn = new ArrayList<>();
    for (Strike strike : values()) {
      if (strike.canStrike(request)) {
        urn.addAll(Collections.nCopies(strike.weight, strike));
      }
    }
    return choice.from(urn);
  }

  private boolean canStrike(SdkRequest request) {
    boolean transaction = request instanceof TransactWriteItemsRequest;
    boolean plainWrite = request instanceof PutItemRequest;
    return switch (this) {
      case CONFLICT -> plainWrite;
      case CANCELLED_BY_CONFLICT, CANCELLED_BY_THROTTLING, IN_PROGRESS, TOKEN_FORGOTTEN ->
          transaction;
      case LATE -> transaction || plainWrite;
      case UNPROCESSED -> request instanceof BatchGetItemRequest;
      case STALE ->
          (request instanceof GetItemRequest get && !Boolean.TRUE.equals(get.consistentRead()))
              || (request instanceof QueryRequest query
                  && !Boolean.TRUE.equals(query.consistentRead()));
      case SHORT_PAGE -> request instanceof QueryRequest;
      default -> true;
    };
  }
}

package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.table.Schemas;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** What DynamoDB may respond, for tests to lay down in advance. */
public final class Answers {
  public static final TransactWriteItemsResponse WRITTEN =
      TransactWriteItemsResponse.builder().build();

  /** A query that finds nothing. */
  public static final QueryResponse NO_ITEMS = lastItems(List.of());

  public static final GetItemResponse NOTHING = GetItemResponse.builder().build();

  private static final CancellationReason NONE = reason("None");

  private Answers() {}

  public static GetItemResponse item(MessageGroup group) {
    return GetItemResponse.builder()
        .item(Schemas.HEADS.itemToMap(new GroupHead(group, null), true))
        .build();
  }

  public static GetItemResponse item(Message message) {
    return GetItemResponse.builder().item(Schemas.MESSAGES.itemToMap(message, true)).build();
  }

  /** The end of a query's results. */
  public static QueryResponse lastItems(List<Map<String, AttributeValue>> items) {
    return QueryResponse.builder().items(items).build();
  }

  /** Some of a query's results; more of them may be behind the last. */
  public static QueryResponse moreItems(
      List<Map<String, AttributeValue>> items, Map<String, AttributeValue> lastKey) {
    return QueryResponse.builder().items(items).lastEvaluatedKey(lastKey).build();
  }

  /** A transaction cancelled for these reasons, in the order of its actions. */
  public static TransactionCanceledException canceled(CancellationReason... reasons) {
    return TransactionCanceledException.builder()
        .cancellationReasons(reasons)
        .awsErrorDetails(details("TransactionCanceledException"))
        .statusCode(400)
        .build();
  }

  /** A transaction cancelled for one reason at one position. */
  public static TransactionCanceledException canceledAt(int position, CancellationReason reason) {
    CancellationReason[] reasons = new CancellationReason[position + 1];
    Arrays.fill(reasons, NONE);
    reasons[position] = reason;
    return canceled(reasons);
  }

  public static CancellationReason reason(String code) {
    return CancellationReason.builder().code(code).build();
  }

  public static CancellationReason conditionFailed(Map<String, AttributeValue> met) {
    return CancellationReason.builder().code("ConditionalCheckFailed").item(met).build();
  }

  /** An error as emulators throw it: of the base class, known by its code. */
  public static DynamoDbException error(String code, int status) {
    return (DynamoDbException)
        DynamoDbException.builder().awsErrorDetails(details(code)).statusCode(status).build();
  }

  /** The response got lost: the request may have been carried out. */
  public static ApiCallTimeoutException lost() {
    return ApiCallTimeoutException.create(1_000);
  }

  /**
   * A failure of a client that has repeated the request itself, and tells of its last try alone.
   */
  @SuppressWarnings("unchecked") // A builder builds the class of the exception that it is from.
  public static <T extends SdkException> T ofRepeat(T failure) {
    return (T) failure.toBuilder().numAttempts(2).build();
  }

  private static AwsErrorDetails details(String code) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage("as the service says").build();
  }
}

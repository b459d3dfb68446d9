package io.github.ddbmessaging.testing.fault;

/** Why the service cancels a transaction, at one of its actions. */
public enum Cancellation {
  /** Another request is at work on the item. */
  TRANSACTION_CONFLICT("TransactionConflict", "Transaction is ongoing for the item"),

  /** The table or index is being scaled, or the key is hot. */
  THROTTLING_ERROR(
      "ThrottlingError",
      "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically"
          + " scaling your table or index so please try again shortly."),

  /** The provisioned units of the table or index are used up. */
  PROVISIONED_THROUGHPUT_EXCEEDED(
      "ProvisionedThroughputExceeded",
      "The level of configured provisioned throughput for the table was exceeded. Consider"
          + " increasing your provisioning level with the UpdateTable API."),

  /** The action is not valid for the item that it met. */
  VALIDATION_ERROR("ValidationError", "One or more parameter values were invalid."),

  /** The action's condition does not hold. */
  CONDITIONAL_CHECK_FAILED("ConditionalCheckFailed", "The conditional request failed");

  private final String code;
  private final String message;

  Cancellation(String code, String message) {
    this.code = code;
    this.message = message;
  }

  String code() {
    return code;
  }

  String message() {
    return message;
  }
}

package io.github.ddbmessaging.model;

import static java.util.Objects.requireNonNull;

import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * A stream record that can never be applied: its message can't be understood, belongs to no group,
 * or needs a write that DynamoDB can never accept. Trying again would not help, so it counts as
 * done once it was handed over.
 *
 * @param record the record as it came; it holds the message's text
 * @param reason why it can't be applied, without content
 */
public record RejectedRecord(Record record, MessagingException reason) {
  /** Refuses null. */
  public RejectedRecord {
    requireNonNull(record, "record");
    requireNonNull(reason, "reason");
  }

  /**
   * The record's sequence number and the reason, without content.
   *
   * @return a description that can be logged
   */
  @Override
  public String toString() {
    String sequence = record.dynamodb() == null ? "?" : record.dynamodb().sequenceNumber();
    return "RejectedRecord[sequenceNumber=" + sequence + ", reason=" + reason.getMessage() + "]";
  }
}

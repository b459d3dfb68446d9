package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.table.Schemas;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Stream records made by hand, as a stream with new images would have them. */
public final class StreamRecords {
  private StreamRecords() {}

  /** That a message came. */
  public static Record inserted(long sequenceNumber, Message message) {
    return of(OperationType.INSERT, sequenceNumber, Schemas.MESSAGES.itemToMap(message, true));
  }

  /** That a message was edited, and now is this one. */
  public static Record modified(long sequenceNumber, Message message) {
    return of(OperationType.MODIFY, sequenceNumber, Schemas.MESSAGES.itemToMap(message, true));
  }

  /** That a message went. */
  public static Record removed(long sequenceNumber, Message message) {
    return withoutImage(
        OperationType.REMOVE,
        sequenceNumber,
        ItemKey.message(message.groupId(), message.sortKey()).attributes());
  }

  /** That something happened to an item, which now is this one. */
  public static Record of(
      OperationType type, long sequenceNumber, Map<String, AttributeValue> image) {
    Record record = withoutImage(type, sequenceNumber, ItemKey.of(image).attributes());
    return record.toBuilder()
        .dynamodb(record.dynamodb().toBuilder().newImage(image).build())
        .build();
  }

  /** That something happened to an item, with its key alone. */
  public static Record withoutImage(
      OperationType type, long sequenceNumber, Map<String, AttributeValue> key) {
    return Record.builder()
        .eventName(type)
        .dynamodb(stream -> stream.sequenceNumber(Long.toString(sequenceNumber)).keys(key))
        .build();
  }

  /** The same, of a stream that has old images. */
  public static Record withOldImage(Record record, Map<String, AttributeValue> image) {
    return record.toBuilder()
        .dynamodb(record.dynamodb().toBuilder().oldImage(image).build())
        .build();
  }
}

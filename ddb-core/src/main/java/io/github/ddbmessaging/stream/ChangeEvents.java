package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.internal.item.DecodeRecord;
import io.github.ddbmessaging.model.ChangeEvent;
import io.github.ddbmessaging.model.DamagedItemException;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Decodes records of the table's stream. Makes no request. Records of Lambda's event library and of
 * the Kinesis Client Library's adapter are turned into the SDK's first, as {@code docs/streams.md}
 * shows.
 */
public final class ChangeEvents {
  private ChangeEvents() {}

  /**
   * What a record tells.
   *
   * @param record any record of the stream
   * @return the event, or empty for what changes nothing for a client: rows, heads that move on,
   *     idempotency keys, log entries, checkpoints, items of other programs
   * @throws DamagedItemException if it is the record of a message, a group or reactions that can't
   *     be understood
   */
  public static Optional<ChangeEvent> decode(Record record) {
    return DecodeRecord.event(record);
  }
}

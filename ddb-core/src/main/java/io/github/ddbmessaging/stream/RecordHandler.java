package io.github.ddbmessaging.stream;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Processes records of a stream. With a projector: {@code records ->
 * projector.project(records).retryFrom()}.
 */
@FunctionalInterface
public interface RecordHandler {
  /**
   * Processes a batch of one shard.
   *
   * @param records in the order of the shard, at least one
   * @return the lowest sequence number that is not done, from which the batch is to be repeated, or
   *     empty if all is done
   */
  Optional<String> handle(List<Record> records);
}

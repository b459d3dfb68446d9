package io.github.ddbmessaging.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * What came of a batch of stream records. Each record is either done, rejected, or not done because
 * its group's rows could not be brought up to date now.
 *
 * @param done how many records of messages are done; records of other items are not counted
 * @param notDone the records that must be delivered again, by sequence number, lowest first
 * @param rejected the records that can never be applied; the listener has had them
 * @param failures why groups could not be brought up to date, by group id
 */
public record ProjectionResult(
    int done,
    List<Record> notDone,
    List<RejectedRecord> rejected,
    Map<String, RuntimeException> failures) {
  /** Refuses null and copies. */
  public ProjectionResult {
    notDone = List.copyOf(notDone);
    rejected = List.copyOf(rejected);
    failures = Map.copyOf(failures);
  }

  /**
   * Where a retry must start: all records of the batch before it are done. Delivering from here
   * again repeats some that are done, which does no harm.
   *
   * @return the lowest sequence number that is not done, or empty if all are
   */
  public Optional<String> retryFrom() {
    return notDone.stream().findFirst().map(record -> record.dynamodb().sequenceNumber());
  }

  /**
   * Counts, without content.
   *
   * @return a description that can be logged
   */
  @Override
  public String toString() {
    return "ProjectionResult[done="
        + done
        + ", notDone="
        + notDone.size()
        + ", rejected="
        + rejected
        + ", failures="
        + failures.keySet()
        + "]";
  }
}

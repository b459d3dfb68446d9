package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.read.BatchGet;
import io.github.ddbmessaging.internal.run.ClientFailure;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RejectedRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Pattern E: one batch of stream records, all heads read together, then group by group. */
public final class ProjectRecords {
  private ProjectRecords() {}

  /**
   * Brings the rows of all groups in a batch up to date.
   *
   * @param settings of the store, which acts for nobody
   * @param records the batch
   * @param onRejected is handed the records that can never be applied
   * @param rewritesOldKeys whether messages get keys of this library
   */
  public static Operation<ProjectionResult> ofBatch(
      StoreSettings settings,
      Collection<Record> records,
      Consumer<RejectedRecord> onRejected,
      boolean rewritesOldKeys) {
    return Operation.inParts(
        "project", () -> project(settings, records, onRejected, rewritesOldKeys));
  }

  private static Step<ProjectionResult> project(
      StoreSettings settings,
      Collection<Record> records,
      Consumer<RejectedRecord> onRejected,
      boolean rewritesOldKeys) {
    StreamEvents events = StreamEvents.of(records);
    return BatchGet.heads(settings.requests(), events.byGroup().keySet())
        .then(heads -> Step.all(parts(settings, events.byGroup(), heads, rewritesOldKeys)))
        .map(outcomes -> result(events, outcomes, onRejected));
  }

  private static Map<String, Supplier<Step<MessageGroup>>> parts(
      StoreSettings settings,
      Map<String, GroupEvents> byGroup,
      Map<String, Map<String, AttributeValue>> heads,
      boolean rewritesOldKeys) {
    Map<String, Supplier<Step<MessageGroup>>> parts = new LinkedHashMap<>();
    byGroup.forEach(
        (groupId, events) ->
            parts.put(
                groupId,
                () ->
                    settings
                        .legacy()
                        .headOrAdopt(
                            settings.requests(), groupId, heads.get(groupId), events::senders)
                        .then(
                            head ->
                                rewritesOldKeys
                                    ? RewriteKeys.ofEvents(settings, head, events)
                                    : ProjectGroup.withEvents(settings.requests(), head, events))));
    return parts;
  }

  private static ProjectionResult result(
      StreamEvents events,
      Map<String, Step.Outcome<MessageGroup>> outcomes,
      Consumer<RejectedRecord> onRejected) {
    List<RejectedRecord> toReject = new ArrayList<>(events.rejected());
    List<Record> notDone = new ArrayList<>();
    Map<String, RuntimeException> failures = new LinkedHashMap<>();
    outcomes.forEach(
        (groupId, outcome) ->
            outcome
                .failure()
                .ifPresent(
                    failure -> {
                      List<Record> records = events.recordsOf(groupId);
                      if (isPermanent(failure)) {
                        MessagingException reason = (MessagingException) failure;
                        records.forEach(record -> toReject.add(new RejectedRecord(record, reason)));
                      } else {
                        failures.put(groupId, failure);
                        notDone.addAll(records);
                      }
                    }));
    List<RejectedRecord> rejected = new ArrayList<>();
    for (RejectedRecord record : toReject) {
      try {
        onRejected.accept(record);
        rejected.add(record);
      } catch (RuntimeException e) {
        // The listener does not have it yet: it must come again.
        notDone.add(record.record());
      }
    }
    notDone.sort(StreamEvents.BY_SEQUENCE);
    int done = events.records() - notDone.size() - rejected.size();
    return new ProjectionResult(done, notDone, rejected, failures);
  }

  /** Whether the records of a group can never be applied, however often they come. */
  private static boolean isPermanent(RuntimeException failure) {
    return failure instanceof GroupNotFoundException
        || failure instanceof DamagedItemException
        || (failure instanceof DynamoDbFailureException
            && failure.getCause() instanceof RuntimeException cause
            && new ClientFailure(cause).isInvalidRequest());
  }
}

package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.legacy.AdoptGroup;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.read.ReadHeads;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DamagedItemException;
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
   * @param settings of the store
   * @param records the batch
   * @param onRejected is handed the records that can never be applied
   * @return the operation
   */
  public static Step<ProjectionResult> of(
      StoreSettings settings, Collection<Record> records, Consumer<RejectedRecord> onRejected) {
    StreamEvents events = StreamEvents.of(records);
    List<Map.Entry<String, GroupEvents>> groups = List.copyOf(events.byGroup().entrySet());
    return ReadHeads.of(settings, events.byGroup().keySet())
        .then(
            heads ->
                new Step.Each<>(
                    parts(settings, groups, heads),
                    outcomes ->
                        new Step.Done<>(result(events.rejected(), groups, outcomes, onRejected))));
  }

  private static List<Supplier<Step<MessageGroup>>> parts(
      StoreSettings settings,
      List<Map.Entry<String, GroupEvents>> groups,
      Map<String, Map<String, AttributeValue>> heads) {
    List<Supplier<Step<MessageGroup>>> parts = new ArrayList<>();
    for (Map.Entry<String, GroupEvents> group : groups) {
      String groupId = group.getKey();
      parts.add(
          () ->
              AdoptGroup.head(
                      settings.forEveryone(),
                      groupId,
                      heads.get(groupId),
                      group.getValue()::senders)
                  .then(head -> ProjectGroup.of(settings, head, group.getValue())));
    }
    return parts;
  }

  private static ProjectionResult result(
      List<RejectedRecord> damaged,
      List<Map.Entry<String, GroupEvents>> groups,
      List<Step.Outcome<MessageGroup>> outcomes,
      Consumer<RejectedRecord> onRejected) {
    List<RejectedRecord> toReject = new ArrayList<>(damaged);
    List<Record> notDone = new ArrayList<>();
    Map<String, RuntimeException> failures = new LinkedHashMap<>();
    for (int i = 0; i < groups.size(); i++) {
      String groupId = groups.get(i).getKey();
      List<Record> ofGroup = groups.get(i).getValue().records();
      outcomes
          .get(i)
          .failure()
          .ifPresent(
              failure -> {
                if (isForGood(failure)) {
                  MessagingException reason = (MessagingException) failure;
                  ofGroup.forEach(record -> toReject.add(new RejectedRecord(record, reason)));
                } else {
                  failures.put(groupId, failure);
                  notDone.addAll(ofGroup);
                }
              });
    }
    List<RejectedRecord> rejected = new ArrayList<>();
    for (RejectedRecord record : toReject) {
      try {
        onRejected.accept(record);
        rejected.add(record);
      } catch (RuntimeException e) {
        // Not in safe hands yet: it must come again.
        notDone.add(record.record());
      }
    }
    notDone.sort(StreamEvents.BY_SEQUENCE);
    return new ProjectionResult(notDone, rejected, failures);
  }

  private static boolean isForGood(RuntimeException failure) {
    return failure instanceof GroupNotFoundException || failure instanceof DamagedItemException;
  }
}

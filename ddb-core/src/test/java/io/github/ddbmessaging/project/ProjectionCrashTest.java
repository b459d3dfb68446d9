package io.github.ddbmessaging.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Wire.Fault;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A projector that ends before or after any of its requests; the next one gets all again. */
@Tag("long")
class ProjectionCrashTest extends ProjectionTest {

  /** Delivers a story record by record, with a death one request later each time. */
  @ParameterizedTest
  @EnumSource
  void project_whenKilledBeforeOrAfterAnyRequest_endsRightOnceDeliveredAgain(Story story) {
    for (Fault death : List.of(Faults.gone(), Faults.goneAfterwards())) {
      boolean killed = true;
      for (int request = 1; killed; request++) {
        List<Record> records = told(story);

        killed = isKilled(records, request, death);

        records.forEach(record -> assertThat(project(List.of(record)).notDone()).isEmpty());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void project_whenTheResponseToEveryWriteIsLost_endsRightWithoutAnotherDelivery(Story story) {
    List<Record> records = told(story);
    Set<SdkRequest> sent = new HashSet<>();
    wire.fail(
        number ->
            (request, service) ->
                request instanceof TransactWriteItemsRequest && sent.add(request)
                    ? Faults.responseLost().strike(request, service)
                    : service.send(request));

    records.forEach(record -> assertThat(project(List.of(record)).notDone()).isEmpty());
  }

  private boolean isKilled(List<Record> records, int request, Fault death) {
    wire.endProcess(request, death);
    try {
      for (Record record : records) {
        if (!project(List.of(record)).notDone().isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (DynamoDbFailureException e) {
      return true;
    } finally {
      wire.clear();
    }
  }

  private List<Record> told(Story story) {
    MessageGroup group = group();
    story.writes(this, group).forEach(Runnable::run);
    return stream.nextOfMessages();
  }
}

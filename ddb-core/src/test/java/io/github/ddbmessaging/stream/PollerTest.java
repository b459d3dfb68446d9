package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.project.ProjectionTest;
import io.github.ddbmessaging.project.StreamTail;
import io.github.ddbmessaging.store.Wire;
import io.github.ddbmessaging.testing.fault.Faults;
import io.github.ddbmessaging.testing.internal.InterceptedClients;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** A test of the poller on a real stream, over a wire and with faults. */
abstract class PollerTest extends ProjectionTest {
  final Wire streamWire = new Wire();
  final Faults faults = Faults.withSeed(1);
  final Checkpoints checkpoints = new InMemoryCheckpoints();

  /** The texts of the messages whose records were handed over. */
  final BlockingQueue<String> handled = new LinkedBlockingQueue<>();

  final List<String> trimmed = new CopyOnWriteArrayList<>();

  final StreamPoller.Builder builder(RecordHandler handler) {
    DynamoDbStreamsClient client =
        InterceptedClients.wrap(
            DynamoDbStreamsClient.class, dynamoDb.streamsClient(), streamWire, () -> {});
    return StreamPoller.builder()
        .client(faults.wrap(client))
        .streamArn(streamArn)
        .checkpoints(checkpoints)
        .onTrimmed(trimmed::add)
        .handler(
            records -> {
              handled.addAll(texts(records));
              return handler.handle(records);
            });
  }

  /** A poller that brings rows up to date. */
  final StreamPoller projecting() {
    return builder(this::projected).build();
  }

  final Optional<String> projected(List<Record> records) {
    return project(records).retryFrom();
  }

  static List<String> texts(List<Record> records) {
    return records.stream()
        .filter(record -> StreamTail.isOfMessage(record) && record.dynamodb().hasNewImage())
        .map(record -> record.dynamodb().newImage().get("message").s())
        .toList();
  }
}

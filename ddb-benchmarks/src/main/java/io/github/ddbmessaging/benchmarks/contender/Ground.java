package io.github.ddbmessaging.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** A contender with an engine and a table of its own, and a meter. For one thread. */
public final class Ground implements AutoCloseable {
  private final LocalDynamoDb engine;
  private final Meter meter = new Meter();
  private final Contender<?, ?, ?> contender;
  private final List<Record> records = new ArrayList<>();
  private final @Nullable StreamPoller poller;

  /**
   * Starts an engine and makes the table, with a stream.
   *
   * @param kind which contender
   */
  public Ground(Kind kind) {
    this(kind, true);
  }

  /**
   * Starts an engine and makes the table.
   *
   * @param kind which contender
   * @param stream whether the table has a stream; the engine slows with what the stream holds
   */
  public Ground(Kind kind, boolean stream) {
    engine = LocalDynamoDb.start();
    MessagingTable table = kind.createTable(engine.client(), kind.tableName(), stream);
    contender = kind.open(meter.wrap(engine.client()), kind.tableName(), Source.fresh());
    poller = stream ? poller(table) : null;
  }

  /**
   * The contender; all that it does is metered.
   *
   * @return always the same
   */
  public Contender<?, ?, ?> contender() {
    return contender;
  }

  /**
   * Measures.
   *
   * @param action what the contender is to do
   * @return what it cost
   */
  public Usage usage(Runnable action) {
    meter.reset();
    return meter.measure(action);
  }

  /**
   * The names of the requests made since the last call of {@link #usage} began.
   *
   * @return the operations, in order
   */
  public List<String> operations() {
    return meter.calls().stream().map(call -> call.operation()).toList();
  }

  /**
   * Reads the stream on.
   *
   * @return what came since the last time
   */
  public List<Record> newRecords() {
    requireNonNull(poller, "The table has no stream").drain();
    List<Record> read = List.copyOf(records);
    records.clear();
    return read;
  }

  /** Brings all rows up to date. */
  public void project() {
    contender.project(newRecords());
  }

  @Override
  public void close() {
    if (poller != null) {
      poller.close();
    }
    engine.close();
  }

  private StreamPoller poller(MessagingTable table) {
    return StreamPoller.builder()
        .client(engine.streamsClient())
        .streamArn(table.streamArn().orElseThrow())
        .handler(
            batch -> {
              records.addAll(batch);
              return Optional.empty();
            })
        .build();
  }
}

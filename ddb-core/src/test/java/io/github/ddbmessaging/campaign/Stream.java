package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.table.Attributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** The stream of a table, and which records of messages no projector has worked off yet. */
final class Stream {
  /** Never worked off, for they are not waited for. */
  private static final int NO_MESSAGE = -1;

  private final List<Record> records = new ArrayList<>();
  private final List<Record> others = new ArrayList<>();
  private final TreeSet<Integer> open = new TreeSet<>();

  void add(List<Change> changes) {
    for (Change change : changes) {
      if (change.isOfMessage()) {
        open.add(records.size());
        records.add(record(change, records.size()));
      } else {
        others.add(record(change, NO_MESSAGE));
      }
    }
  }

  private static Record record(Change change, int number) {
    StreamRecord.Builder content =
        StreamRecord.builder()
            .keys(
                Map.of(
                    Attributes.PK, AttributeValue.fromS(change.pk()),
                    Attributes.SK, AttributeValue.fromS(change.sk())))
            .sequenceNumber(Integer.toString(number));
    if (change.after() != null) {
      content.newImage(change.after());
    }
    OperationType type =
        change.after() == null
            ? OperationType.REMOVE
            : change.before() == null ? OperationType.INSERT : OperationType.MODIFY;
    return Record.builder().eventName(type).dynamodb(content.build()).build();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  boolean isWorkedOff() {
    return open.isEmpty();
  }

  /** The first records that are not worked off, in order. */
  List<Record> next(int most) {
    return open.stream().limit(most).map(records::get).toList();
  }

  /** Some records that are not worked off, in any order. */
  List<Record> late(int most, Random random) {
    return pick(open, most, random);
  }

  /** Some records, worked off or not, in any order and maybe twice. */
  List<Record> repeated(int most, Random random) {
    return of(records, most, random);
  }

  /** All records once more, in another order. */
  List<Record> repeated() {
    return pick(IntStream.range(0, records.size()).boxed().toList(), records.size(), new Random(0));
  }

  /** Some records of rows, heads and keys. */
  List<Record> others(int most, Random random) {
    return others.isEmpty() ? List.of() : of(others, most, random);
  }

  private static List<Record> of(List<Record> from, int most, Random random) {
    List<Record> batch = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      batch.add(from.get(random.nextInt(from.size())));
    }
    return batch;
  }

  private List<Record> pick(Collection<Integer> from, int most, Random random) {
    List<Integer> numbers = new ArrayList<>(from);
    Collections.shuffle(numbers, random);
    return numbers.stream().limit(most).map(records::get).toList();
  }

  /** Strikes off what a projector has done, by the records that it names or by where to retry. */
  void workedOff(List<Record> batch, ProjectionResult result, boolean byRetryFrom) {
    List<Integer> notDone = result.notDone().stream().map(Stream::number).toList();
    int retryFrom = result.retryFrom().map(Integer::valueOf).orElse(Integer.MAX_VALUE);
    for (Record record : batch) {
      int number = number(record);
      if (byRetryFrom ? number < retryFrom : !notDone.contains(number)) {
        open.remove(number);
      }
    }
  }

  private static int number(Record record) {
    return Integer.parseInt(record.dynamodb().sequenceNumber());
  }
}

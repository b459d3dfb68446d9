package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.ProjectionResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** The stream of a table, and which records of messages no projector has processed yet. */
final class TableStream {
  /** The sequence number of records that are not of messages: nobody waits for them. */
  private static final int NO_MESSAGE = -1;

  private final List<Record> records = new ArrayList<>();
  private final List<Record> others = new ArrayList<>();
  private final TreeSet<Integer> open = new TreeSet<>();

  /** Whether time to live is removing something. */
  boolean removesExpired;

  /** Whether writes make records. */
  boolean enabled = true;

  void add(List<Change> changes) {
    if (!enabled) {
      return;
    }
    for (Change change : changes) {
      if (change.isOf(ItemKind.MESSAGE)) {
        open.add(records.size());
        records.add(record(change, records.size()));
      } else {
        others.add(record(change, NO_MESSAGE));
      }
    }
  }

  private Record record(Change change, int number) {
    StreamRecord.Builder content =
        StreamRecord.builder()
            .keys(change.key().attributes())
            .sequenceNumber(Integer.toString(number));
    OperationType type = OperationType.REMOVE;
    if (change.after() != null) {
      content.newImage(change.after());
      type = change.before() == null ? OperationType.INSERT : OperationType.MODIFY;
    }
    if (change.before() != null) {
      content.oldImage(change.before());
    }
    Record.Builder record = Record.builder().eventName(type).dynamodb(content.build());
    return removesExpired
        ? record
            .userIdentity(by -> by.type("Service").principalId("dynamodb.amazonaws.com"))
            .build()
        : record.build();
  }

  /** As a stream has it whose view is of new images alone. */
  static Record withoutOldImage(Record record) {
    return record.toBuilder()
        .dynamodb(record.dynamodb().toBuilder().oldImage(null).build())
        .build();
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  boolean isProcessed() {
    return open.isEmpty();
  }

  /** The first records that are not processed, in order. */
  List<Record> next(int most) {
    return open.stream().limit(most).map(records::get).toList();
  }

  /** Some records that are not processed, in any order. */
  List<Record> late(int most, Random random) {
    return pick(open, most, random);
  }

  /** Some records, processed or not, in any order and maybe twice. */
  List<Record> repeated(int most, Random random) {
    return of(records, most, random);
  }

  /** All records once more, in another order. */
  List<Record> repeated() {
    return pick(IntStream.range(0, records.size()).boxed().toList(), records.size(), new Random(0));
  }

  /** Some records of rows, heads and markers. */
  List<Record> others(int most, Random random) {
    return others.isEmpty() ? List.of() : of(others, most, random);
  }

  private static List<Record> of(List<Record> from, int most, Random random) {
    return IntStream.range(0, most).mapToObj(i -> from.get(random.nextInt(from.size()))).toList();
  }

  private List<Record> pick(Collection<Integer> from, int most, Random random) {
    List<Integer> numbers = new ArrayList<>(from);
    Collections.shuffle(numbers, random);
    return numbers.stream().limit(most).map(records::get).toList();
  }

  /** Notes what a projector has done, by the records that it names or by where to retry. */
  void processed(List<Record> batch, ProjectionResult result, boolean byRetryFrom) {
    List<Integer> notDone = result.notDone().stream().map(TableStream::number).toList();
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

package io.github.ddbmessaging.property;

import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.internal.project.StreamEvents;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.RetrySettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;

/** Stream records of any shape: a batch never throws, and every record of it is accounted for. */
class StreamRecordFuzzTest {
  private static final Set<String> NAMES =
      GoodItems.ALL.stream().flatMap(item -> item.keySet().stream()).collect(toUnmodifiableSet());

  @Property
  void of_anyBatch_rejectsWithoutContentAndNeverThrows(@ForAll Random random) {
    List<Record> batch = batch(new Mutations(random), random);

    StreamEvents events = StreamEvents.of(batch);

    assertThat(events.rejected())
        .allSatisfy(
            rejected -> {
              Parsing.assertSilent(rejected.reason());
              assertThat(rejected.toString()).doesNotContain(Parsing.SECRET);
            });
  }

  @Property
  void project_ofAnyBatchOnADamagedTable_neverThrows(@ForAll Random random) {
    Mutations mutations = new Mutations(random);
    MessagingStore store =
        MessagingStore.builder()
            .client(DamagedTable.client(mutations))
            .tableName("t")
            .retries(new RetrySettings(3, Duration.ZERO, Duration.ZERO))
            .build();
    List<Record> batch = batch(mutations, random);

    ProjectionResult result = store.projector().project(batch);

    // Only what another moment may mend is tried again.
    assertThat(result.failures().values())
        .allSatisfy(
            failure -> {
              assertThat(failure).isInstanceOf(RetriesExhaustedException.class);
              Parsing.assertSilent(failure);
            });
    assertThat(result.rejected())
        .allSatisfy(
            rejected -> {
              assertThat(rejected.reason())
                  .isInstanceOfAny(DamagedItemException.class, GroupNotFoundException.class);
              Parsing.assertSilent(rejected.reason());
            });
    Set<Record> known = new HashSet<>(batch);
    assertThat(known).containsAll(result.notDone());
  }

  private static List<Record> batch(Mutations mutations, Random random) {
    List<Record> batch = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      batch.add(record(mutations, random));
    }
    return batch;
  }

  /** A good record with some of its parts bad or missing. */
  private static Record record(Mutations mutations, Random random) {
    Map<String, AttributeValue> item = mutations.pick(GoodItems.ALL);
    Map<String, AttributeValue> keys = new HashMap<>();
    keys.put("pk", item.get("pk"));
    keys.put("sk", item.get("sk"));
    boolean good = random.nextInt(4) == 0;
    Map<String, AttributeValue> image =
        good
            ? item
            : random.nextInt(4) == 0 ? mutations.anyItem(NAMES) : mutations.itemOfSameKey(item);
    StreamRecord.Builder stream =
        StreamRecord.builder()
            .keys(random.nextInt(6) == 0 ? mutations.item(keys) : keys)
            .sequenceNumber(Integer.toString(random.nextInt(100)));
    if (random.nextInt(5) > 0) {
      stream.newImage(image);
    }
    switch (random.nextInt(12)) {
      case 0 -> stream.sequenceNumber(mutations.anyText());
      case 1 -> stream.sequenceNumber(null);
      case 2 -> stream.keys((Map<String, AttributeValue>) null);
      case 3 -> stream.newImage(Map.of());
      default -> {}
    }
    Record.Builder record = Record.builder().dynamodb(stream.build());
    return switch (random.nextInt(10)) {
      case 0 -> record.dynamodb((StreamRecord) null).build();
      case 1 -> record.build();
      case 2 -> record.eventName("UNHEARD_OF").build();
      default -> record.eventName(mutations.pick(List.of(OperationType.values()))).build();
    };
  }
}

package io.github.ddbmessaging.project;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessageGroup;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Records in every order, in every split into batches, and while more is written. Each way has a
 * group of its own; what is next in each group is delivered in one batch. {@code -Dprojection.ways}
 * limits how many ways are gone, without which it is all; 15 are all of a story of three writes.
 */
@Tag("long")
class ProjectionOrderTest extends ProjectionTest {
  private static final int WAYS = Integer.getInteger("projection.ways", Integer.MAX_VALUE);

  private final Map<String, List<Record>> records = new HashMap<>();

  @ParameterizedTest
  @EnumSource
  void project_inEveryOrderAndSplit_endsInTheNewestMessageLeft(Story story) {
    int length = lengthOf(story);
    List<List<List<Integer>>> ways = Orders.spread(WAYS, Orders.batches(length));
    List<String> groups = tellEachTime(story, ways.size());

    for (int round = 0; round < length; round++) {
      List<Record> batch = new ArrayList<>();
      for (int way = 0; way < ways.size(); way++) {
        if (round < ways.get(way).size()) {
          batch.addAll(pick(groups.get(way), ways.get(way).get(round)));
        }
      }
      deliver(batch);
    }
  }

  @ParameterizedTest
  @EnumSource
  void project_whenAllIsRepeatedInEveryOrder_changesNothing(Story story) {
    int length = lengthOf(story);
    List<List<Integer>> ways = Orders.spread(WAYS, Orders.permutations(length));
    List<String> groups = tellEachTime(story, ways.size());
    groups.forEach(group -> deliver(records.get(group)));
    List<Map<String, AttributeValue>> before = itemsButVersions();

    for (int round = 0; round < length; round++) {
      List<Record> batch = new ArrayList<>();
      for (int way = 0; way < ways.size(); way++) {
        Integer next = ways.get(way).get(round);
        batch.addAll(pick(groups.get(way), List.of(next, next)));
      }
      deliver(batch);
    }

    assertThat(itemsButVersions()).containsExactlyInAnyOrderElementsOf(before);
  }

  @ParameterizedTest
  @EnumSource
  void project_whileMoreIsWritten_endsInTheNewestMessageLeft(Story story) {
    int length = lengthOf(story);
    List<List<Integer>> ways = Orders.spread(WAYS, Orders.interleavings(length));
    List<MessageGroup> groups = groups(ways.size(), ANN, BOB);
    List<Iterator<Runnable>> writes =
        groups.stream().map(group -> story.writes(this, group).iterator()).toList();

    for (int round = 0; round < 2 * length; round++) {
      List<Record> batch = new ArrayList<>();
      for (int way = 0; way < ways.size(); way++) {
        int step = ways.get(way).get(round);
        if (step == Orders.WRITE) {
          writes.get(way).next().run();
        } else {
          batch.addAll(pick(groups.get(way).id(), List.of(step)));
        }
      }
      takeRecords();
      deliver(batch);
    }
  }

  private int lengthOf(Story story) {
    return story.writes(this, group()).size();
  }

  private List<String> tellEachTime(Story story, int times) {
    List<MessageGroup> groups = groups(times, ANN, BOB);
    groups.forEach(group -> story.writes(this, group).forEach(Runnable::run));
    takeRecords();
    return groups.stream().map(MessageGroup::id).toList();
  }

  private void takeRecords() {
    stream.nextOfMessages().stream()
        .collect(groupingBy(StreamTail::groupId))
        .forEach((id, next) -> records.computeIfAbsent(id, any -> new ArrayList<>()).addAll(next));
  }

  private List<Record> pick(String groupId, List<Integer> positions) {
    return positions.stream().map(records.get(groupId)::get).toList();
  }

  /** Delivers the batch turned round; no group may go back in time. */
  private void deliver(List<Record> batch) {
    List<Record> turned = new ArrayList<>(batch);
    Collections.reverse(turned);
    Map<String, String> before = newestKeys(batch);

    assertThat(project(turned).notDone()).isEmpty();

    newestKeys(batch).forEach((id, key) -> assertThat(key).isGreaterThanOrEqualTo(before.get(id)));
  }

  private Map<String, String> newestKeys(List<Record> batch) {
    return batch.stream()
        .map(StreamTail::groupId)
        .distinct()
        .collect(toMap(Function.identity(), this::newestKey));
  }
}

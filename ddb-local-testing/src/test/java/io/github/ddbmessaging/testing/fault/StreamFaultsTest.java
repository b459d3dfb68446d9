package io.github.ddbmessaging.testing.fault;

import static io.github.ddbmessaging.testing.fault.Notes.TABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.testing.LocalDynamoDb;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

class StreamFaultsTest {

  private final LocalDynamoDb dynamoDb = LocalDynamoDb.start();
  private final Faults faults = Faults.withSeed(7);
  private final DynamoDbClient client = dynamoDb.client();
  private final DynamoDbStreamsClient streams = faults.wrap(dynamoDb.streamsClient());

  @BeforeEach
  void createTable() {
    Notes.createTable(client);
  }

  @AfterEach
  void closeEngine() {
    dynamoDb.close();
  }

  @Test
  void getRecords_whenNoRuleStrikes_deliversInOrder() {
    put(3);

    assertThat(ids(streams.getRecords(get -> get.shardIterator(iterator()))))
        .containsExactly("0", "1", "2");
  }

  @Test
  void recordsRepeated_whenStruck_deliversThemTwice() {
    faults.on("GetRecords").recordsRepeated();
    put(2);

    assertThat(ids(streams.getRecords(get -> get.shardIterator(iterator()))))
        .containsExactly("0", "1", "0", "1");
  }

  @Test
  void recordsRepeated_whenAsync_deliversThemTwice() {
    faults.on("GetRecords").recordsRepeated();
    put(1);

    GetRecordsResponse response =
        faults
            .wrap(dynamoDb.streamsAsyncClient())
            .getRecords(get -> get.shardIterator(iterator()))
            .join();

    assertThat(ids(response)).containsExactly("0", "0");
  }

  @Test
  void recordsShuffled_whenStruck_deliversThemOutOfOrder() {
    faults.on("GetRecords").recordsShuffled();
    put(20);

    List<String> ids = ids(streams.getRecords(get -> get.shardIterator(iterator())));

    List<String> inOrder = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
    assertThat(ids).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
  }

  @Test
  void recordsLate_whenStruck_deliversThemAfterTheNext() {
    faults.on("GetRecords").call(1).recordsLate();
    put(4);

    GetRecordsResponse first = streams.getRecords(get -> get.shardIterator(iterator()).limit(2));
    GetRecordsResponse second =
        streams.getRecords(get -> get.shardIterator(first.nextShardIterator()).limit(2));
    GetRecordsResponse third =
        streams.getRecords(get -> get.shardIterator(second.nextShardIterator()).limit(2));

    assertThat(List.of(ids(first), ids(second), ids(third)))
        .containsExactly(List.of(), List.of("2", "3", "0", "1"), List.of());
  }

  @Test
  void expiredIterator_whenStruck_failsTheCall() {
    faults.on("GetRecords").expiredIterator();

    assertThatThrownBy(() -> streams.getRecords(get -> get.shardIterator(iterator())))
        .isInstanceOf(ExpiredIteratorException.class);
  }

  @Test
  void recordsRepeated_whenNotAGetRecords_failsTheTest() {
    faults.onAnyCall().recordsRepeated();

    assertThatThrownBy(streams::listStreams)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("not a GetRecords");
  }

  private void put(int count) {
    IntStream.range(0, count).mapToObj(Integer::toString).forEach(id -> Notes.put(client, id));
  }

  private String iterator() {
    DynamoDbStreamsClient unwrapped = dynamoDb.streamsClient();
    String stream = client.describeTable(table -> table.tableName(TABLE)).table().latestStreamArn();
    String shard =
        unwrapped
            .describeStream(describe -> describe.streamArn(stream))
            .streamDescription()
            .shards()
            .get(0)
            .shardId();
    return unwrapped
        .getShardIterator(
            get ->
                get.streamArn(stream)
                    .shardId(shard)
                    .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
        .shardIterator();
  }

  private static List<String> ids(GetRecordsResponse response) {
    return response.records().stream()
        .map(Record::dynamodb)
        .flatMap(change -> change.keys().values().stream())
        .map(AttributeValue::s)
        .toList();
  }
}

package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.CAPACITY;
import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.requests;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

class BatchGetTest {
  @Test
  void heads_whenThereAreNoGroups_asksNothing() {
    Script script = new Script();

    assertThat(script.run(BatchGet.heads(requests(), List.of()))).isEmpty();
    assertThat(script.requests()).isEmpty();
  }

  @Test
  void heads_whenThereAreGroups_readsTheirHeadsStronglyConsistently() {
    Script script = new Script(found("g-1", "g-2"));

    script.run(BatchGet.heads(requests(), List.of("g-1", "g-2")));

    assertThat(script.requests())
        .containsExactly(
            BatchGetItemRequest.builder()
                .requestItems(
                    Map.of(
                        "t",
                        KeysAndAttributes.builder()
                            .keys(List.of(head("g-1"), head("g-2")))
                            .consistentRead(true)
                            .build()))
                .returnConsumedCapacity(CAPACITY)
                .build());
  }

  @Test
  void heads_whenAGroupHasNoHead_returnsTheOthersByGroup() {
    Script script = new Script(found("g-2"));

    assertThat(script.run(BatchGet.heads(requests(), List.of("g-1", "g-2"))))
        .isEqualTo(Map.of("g-2", head("g-2")));
  }

  @Test
  void heads_whenThereAre101Groups_isTwoRequestsAndNoPause() {
    String[] groups = groups(101);
    Script script = new Script(found(Arrays.copyOf(groups, 100)), found(groups[100]));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(BatchGet.heads(requests(), List.of(groups)));

    assertThat(heads).containsOnlyKeys(groups);
    assertThat(keys(script, 0)).hasSize(100);
    assertThat(keys(script, 1)).containsExactly(head("g-101"));
    assertThat(script.pauses()).isEmpty();
  }

  @Test
  void heads_whenKeysWereLeftUnprocessed_asksForThemAfterAPause() {
    Script script = new Script(unprocessed(found("g-1"), "g-2"), found("g-2"));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(BatchGet.heads(requests(), List.of("g-1", "g-2")));

    assertThat(heads).containsOnlyKeys("g-1", "g-2");
    assertThat(keys(script, 1)).containsExactly(head("g-2"));
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @Test
  void heads_whenKeysWereLeftUnprocessed_asksForThemTogetherWithThoseStillToBeRead() {
    String[] groups = groups(101);
    Script script =
        new Script(
            unprocessed(found(Arrays.copyOfRange(groups, 1, 100)), "g-1"), found("g-1", "g-101"));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(BatchGet.heads(requests(), List.of(groups)));

    assertThat(heads).containsOnlyKeys(groups);
    assertThat(keys(script, 1)).containsExactly(head("g-1"), head("g-101"));
  }

  @Test
  void heads_whenKeysAreLeftUnprocessedTimeAndAgain_givesUpWithNothingWritten() {
    BatchGetItemResponse none = unprocessed(found(), "g-1");
    Script script = new Script(none, none);
    Step<?> read = BatchGet.heads(withAttempts(2).requests(), List.of("g-1"));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(read))
        .withMessageContaining("Reading the heads of message groups was given up after 2 attempts")
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void heads_whenSomeKeysAreLeftEachTime_continuesAsLongAsSomeAreRead() {
    Script script =
        new Script(
            unprocessed(found("g-1"), "g-2", "g-3", "g-4"),
            unprocessed(found("g-2"), "g-3", "g-4"),
            unprocessed(found("g-3"), "g-4"),
            found("g-4"));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(BatchGet.heads(withAttempts(2).requests(), List.of(groups(4))));

    assertThat(heads).containsOnlyKeys(groups(4));
  }

  @Test
  void items_returnsThoseThatThereAreByKey() {
    ItemKey row = ItemKey.row("ann", Samples.FIRST);
    Script script =
        new Script(
            BatchGetItemResponse.builder()
                .responses(Map.of("t", List.of(row.attributes())))
                .build());

    assertThat(script.run(BatchGet.items(requests(), List.of(ItemKey.head("g-1"), row))))
        .isEqualTo(Map.of(row, row.attributes()));
    assertThat(keys(script, 0)).containsExactly(head("g-1"), row.attributes());
  }

  private static Map<String, AttributeValue> head(String groupId) {
    return ItemKey.head(groupId).attributes();
  }

  private static String[] groups(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> "g-" + n).toArray(String[]::new);
  }

  private static BatchGetItemResponse found(String... groupIds) {
    return BatchGetItemResponse.builder()
        .responses(Map.of("t", Arrays.stream(groupIds).map(BatchGetTest::head).toList()))
        .build();
  }

  private static BatchGetItemResponse unprocessed(BatchGetItemResponse found, String... groupIds) {
    return found.toBuilder()
        .unprocessedKeys(
            Map.of(
                "t",
                KeysAndAttributes.builder()
                    .keys(Arrays.stream(groupIds).map(BatchGetTest::head).toList())
                    .build()))
        .build();
  }

  private static List<Map<String, AttributeValue>> keys(Script script, int request) {
    return ((BatchGetItemRequest) script.requests().get(request)).requestItems().get("t").keys();
  }
}

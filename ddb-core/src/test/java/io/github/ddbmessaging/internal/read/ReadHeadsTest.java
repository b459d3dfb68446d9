package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.FIRST_WAIT;
import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.access.SampleSettings.withAttempts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.run.Answers;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.DynamoDbFailureException;
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
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

class ReadHeadsTest {
  @Test
  void of_whenThereAreNoGroups_asksNothing() {
    Script script = new Script();

    assertThat(script.run(ReadHeads.of(settings(), List.of()))).isEmpty();
    assertThat(script.requests()).isEmpty();
  }

  @Test
  void of_whenThereAreGroups_readsTheirHeadsStronglyConsistently() {
    Script script = new Script(found("g-1", "g-2"));

    script.run(ReadHeads.of(settings(), List.of("g-1", "g-2")));

    assertThat(script.requests())
        .containsExactly(
            BatchGetItemRequest.builder()
                .requestItems(
                    Map.of(
                        "t",
                        KeysAndAttributes.builder()
                            .keys(List.of(Items.headKey("g-1"), Items.headKey("g-2")))
                            .consistentRead(true)
                            .build()))
                .returnConsumedCapacity(ReturnConsumedCapacity.NONE)
                .build());
  }

  @Test
  void of_whenAGroupHasNoHead_comesToTheOthersByGroup() {
    Script script = new Script(found("g-2"));

    assertThat(script.run(ReadHeads.of(settings(), List.of("g-1", "g-2"))))
        .isEqualTo(Map.of("g-2", Items.headKey("g-2")));
  }

  @Test
  void of_whenThereAre100Groups_isOneRequest() {
    Script script = new Script(found(groups(100)));

    script.run(ReadHeads.of(settings(), List.of(groups(100))));

    assertThat(script.requests()).hasSize(1);
  }

  @Test
  void of_whenThereAre101Groups_isTwoRequestsAndNoPause() {
    String[] groups = groups(101);
    Script script = new Script(found(Arrays.copyOf(groups, 100)), found(groups[100]));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(ReadHeads.of(settings(), List.of(groups)));

    assertThat(heads).containsOnlyKeys(groups);
    assertThat(keys(script, 0)).hasSize(100);
    assertThat(keys(script, 1)).containsExactly(Items.headKey("g-101"));
    assertThat(script.pauses()).isEmpty();
  }

  @Test
  void of_whenKeysWereLeftUnprocessed_asksForThemAfterAPause() {
    Script script = new Script(unprocessed(found("g-1"), "g-2"), found("g-2"));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(ReadHeads.of(settings(), List.of("g-1", "g-2")));

    assertThat(heads).containsOnlyKeys("g-1", "g-2");
    assertThat(keys(script, 1)).containsExactly(Items.headKey("g-2"));
    assertThat(script.pauses()).containsExactly(FIRST_WAIT);
  }

  @Test
  void of_whenKeysWereLeftUnprocessed_asksForThemTogetherWithThoseStillToBeRead() {
    String[] groups = groups(101);
    Script script =
        new Script(
            unprocessed(found(Arrays.copyOfRange(groups, 1, 100)), "g-1"), found("g-1", "g-101"));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(ReadHeads.of(settings(), List.of(groups)));

    assertThat(heads).containsOnlyKeys(groups);
    assertThat(keys(script, 1)).containsExactly(Items.headKey("g-1"), Items.headKey("g-101"));
  }

  @Test
  void of_whenKeysAreLeftUnprocessedTimeAndAgain_givesUpWithNothingWritten() {
    BatchGetItemResponse none = unprocessed(found(), "g-1");
    Script script = new Script(none, none);
    Step<?> read = ReadHeads.of(withAttempts(2), List.of("g-1"));

    assertThatExceptionOfType(RetriesExhaustedException.class)
        .isThrownBy(() -> script.run(read))
        .withMessageContaining("heads of 1 message groups")
        .returns(false, RetriesExhaustedException::mayHaveTakenEffect);
  }

  @Test
  void of_whenSomeKeysAreLeftEachTime_goesOnAsLongAsItGetsOn() {
    Script script =
        new Script(
            unprocessed(found("g-1"), "g-2", "g-3", "g-4"),
            unprocessed(found("g-2"), "g-3", "g-4"),
            unprocessed(found("g-3"), "g-4"),
            found("g-4"));

    Map<String, Map<String, AttributeValue>> heads =
        script.run(ReadHeads.of(withAttempts(2), List.of(groups(4))));

    assertThat(heads).containsOnlyKeys(groups(4));
  }

  @Test
  void of_whenServiceRefuses_fails() {
    Script script = new Script(Answers.error("AccessDeniedException", 400));
    Step<?> read = ReadHeads.of(settings(), List.of("g-1"));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(read))
        .withMessageStartingWith("BatchGetItem failed: ");
  }

  private static String[] groups(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(n -> "g-" + n).toArray(String[]::new);
  }

  private static BatchGetItemResponse found(String... groupIds) {
    return BatchGetItemResponse.builder()
        .responses(Map.of("t", Arrays.stream(groupIds).map(Items::headKey).toList()))
        .build();
  }

  private static BatchGetItemResponse unprocessed(BatchGetItemResponse found, String... groupIds) {
    return found.toBuilder()
        .unprocessedKeys(
            Map.of(
                "t",
                KeysAndAttributes.builder()
                    .keys(Arrays.stream(groupIds).map(Items::headKey).toList())
                    .build()))
        .build();
  }

  private static List<Map<String, AttributeValue>> keys(Script script, int request) {
    return ((BatchGetItemRequest) script.requests().get(request)).requestItems().get("t").keys();
  }
}

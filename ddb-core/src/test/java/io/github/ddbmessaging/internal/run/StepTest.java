package io.github.ddbmessaging.internal.run;

import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class StepTest {
  private static final Request<GetItemResponse> REQUEST =
      Request.getItem(GetItemRequest.builder().tableName("t").build());

  @Test
  void of_whenAnswered_comesToTheAnswer() {
    assertThat(new Script(NOTHING).run(Step.of(REQUEST))).isEqualTo(NOTHING);
  }

  @Test
  void of_whenItFails_failsNamingTheRequest() {
    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> new Script(error("AccessDeniedException", 400)).run(Step.of(REQUEST)))
        .withMessageStartingWith("GetItem failed: ");
  }

  @Test
  void afterWriteInDoubt_whenARequestFails_saysThatTheWriteBeforeMayBeApplied() {
    Step<GetItemResponse> two =
        Step.of(REQUEST).then(answer -> Step.of(REQUEST)).afterWriteInDoubt();

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> new Script(NOTHING, error("AccessDeniedException", 400)).run(two))
        .returns(true, DynamoDbFailureException::mayHaveTakenEffect);
  }

  @Test
  void afterWriteInDoubt_whenAnswered_comesToTheSame() {
    assertThat(new Script(NOTHING).run(Step.of(REQUEST).afterWriteInDoubt())).isEqualTo(NOTHING);
  }

  @Test
  void then_whenDone_goesOnWithTheValue() {
    Step<Integer> both = new Step.Done<>(1).then(one -> new Step.Done<>(one + 1));

    assertThat(both).isEqualTo(new Step.Done<>(2));
  }

  @Test
  void then_whenBeforeARequest_goesOnAfterTheAnswer() {
    Script script = new Script(NOTHING, NOTHING);

    script.run(Step.of(REQUEST).then(answer -> Step.of(REQUEST)));

    assertThat(script.requests()).hasSize(2);
  }

  @Test
  void then_whenAFailureIsRecoveredFrom_goesOnAfterThat() {
    Step<String> recovering =
        new Step.Call<>(
            REQUEST, answer -> new Step.Done<>("answer"), failure -> new Step.Done<>("mended"));

    Step<String> both = recovering.then(value -> new Step.Done<>(value + "!"));

    assertThat(new Script(error("Any", 400)).run(both)).isEqualTo("mended!");
  }

  @Test
  void then_whenBeforeAPause_keepsItAndGoesOnAfter() {
    Duration delay = Duration.ofMillis(7);
    Step<Integer> pausing = new Step.Pause<>(delay, true, () -> new Step.Done<>(1));
    Script script = new Script();

    Integer value = script.run(pausing.then(one -> new Step.Done<>(one + 1)));

    assertThat(value).isEqualTo(2);
    assertThat(script.pauses()).containsExactly(delay);
  }

  @Test
  void then_whenBeforeParts_goesOnAfterAll() {
    Step.Each<String, Integer> each =
        new Step.Each<>(List.of(), outcomes -> new Step.Done<>(outcomes.size()));

    Step<String> both = each.then(count -> new Step.Done<>("count " + count));

    assertThat(((Step.Each<?, String>) both).then().apply(List.of()))
        .isEqualTo(new Step.Done<>("count 0"));
  }
}

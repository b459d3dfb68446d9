package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.Items;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

class TransactionPlanTest {
  private static final CancellationReason NONE = reason("None");
  private static final CancellationReason FAILED = conditionFailed(Items.headKey("g-1"));

  @Test
  void failedCondition_whenThatPartFailed_isItsReasonWithTheItem() {
    TransactionPlan plan = plan(HEAD, MESSAGE, MARKER);

    assertThat(plan.failedCondition(canceled(FAILED, NONE, NONE), HEAD)).contains(FAILED);
  }

  @Test
  void failedCondition_whenAnotherPartFailed_isEmpty() {
    TransactionPlan plan = plan(HEAD, MESSAGE, MARKER);

    assertThat(plan.failedCondition(canceled(NONE, FAILED, NONE), HEAD)).isEmpty();
  }

  @Test
  void failedCondition_whenPartsAreOrderedOtherwise_isLedBackToThePart() {
    TransactionPlan plan = plan(MARKER, MESSAGE, HEAD);

    assertThat(plan.failedCondition(canceled(NONE, NONE, FAILED), HEAD)).contains(FAILED);
  }

  @Test
  void failedCondition_whenSeveralPartsFailed_isFoundForEach() {
    TransactionPlan plan = plan(HEAD, MESSAGE, MARKER);
    TransactionCanceledException failure = canceled(FAILED, NONE, FAILED);

    assertThat(Stream.of(HEAD, MARKER).map(part -> plan.failedCondition(failure, part)))
        .allSatisfy(reason -> assertThat(reason).isPresent());
  }

  @Test
  void failedCondition_whenThatPartMetAConflict_isEmpty() {
    TransactionPlan plan = plan(HEAD);

    assertThat(plan.failedCondition(canceled(reason("TransactionConflict")), HEAD)).isEmpty();
  }

  @Test
  void failedCondition_whenReasonsAreMissing_isEmpty() {
    assertThat(plan(HEAD, MESSAGE).failedCondition(canceled(), HEAD)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
  void isTransient_whenOnlyOthersOrThrottlingStoodInTheWay_isTrue(String code) {
    assertThat(TransactionPlan.isTransient(canceled(NONE, reason(code), reason(code)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ConditionalCheckFailed",
        "ItemCollectionSizeLimitExceeded",
        "ValidationError",
        "DuplicateItem",
        "AccessDenied",
        "SomethingNew",
      })
  void isTransient_whenAnythingElseDidAsWell_isFalse(String code) {
    assertThat(TransactionPlan.isTransient(canceled(reason("TransactionConflict"), reason(code))))
        .isFalse();
  }

  @Test
  void isTransient_whenReasonsAreMissing_isFalse() {
    assertThat(TransactionPlan.isTransient(canceled())).isFalse();
  }

  @Test
  void isTransient_whenNoActionHasAReason_isFalse() {
    assertThat(TransactionPlan.isTransient(canceled(NONE, CancellationReason.builder().build())))
        .isFalse();
  }

  @Test
  void writes_areThoseOfTheActionsInOrder() {
    List<Action> actions =
        new ReKey("t").make(Samples.direct(), Samples.message(Samples.FIRST, Samples.ANN, "Hi"));

    assertThat(new TransactionPlan(actions).writes())
        .containsExactly(actions.get(0).write(), actions.get(1).write(), actions.get(2).write());
  }

  private static TransactionPlan plan(Part... parts) {
    TransactWriteItem write = TransactWriteItem.builder().build();
    return new TransactionPlan(Arrays.stream(parts).map(part -> new Action(part, write)).toList());
  }
}

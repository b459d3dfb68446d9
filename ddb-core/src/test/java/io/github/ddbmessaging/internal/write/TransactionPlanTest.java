package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.run.Answers.canceled;
import static io.github.ddbmessaging.internal.run.Answers.conditionFailed;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.reason;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MARKER;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class TransactionPlanTest {
  private static final CancellationReason NONE = reason("None");
  private static final CancellationReason FAILED =
      conditionFailed(ItemKey.head("g-1").attributes());

  @Test
  void failedConditions_whenSomePartsFailed_areTheirReasonsWithTheItems() {
    TransactionPlan plan = plan(HEAD, MESSAGE, MARKER);

    assertThat(plan.failedConditions(canceled(FAILED, NONE, FAILED)))
        .isEqualTo(Map.of(HEAD, FAILED, MARKER, FAILED));
  }

  @Test
  void failedConditions_whenPartsAreOrderedOtherwise_areOfTheParts() {
    TransactionPlan plan = plan(MARKER, MESSAGE, HEAD);

    assertThat(plan.failedConditions(canceled(NONE, NONE, FAILED))).isEqualTo(Map.of(HEAD, FAILED));
  }

  @Test
  void failedConditions_whenAPutFailed_areOfTheOnlyAction() {
    assertThat(plan(MESSAGE).failedConditions(error("ConditionalCheckFailedException", 400)))
        .containsOnlyKeys(MESSAGE);
  }

  @Test
  void failedConditions_whenAnUpdateFailedThatReturnsWhatItMet_haveTheItem() {
    Map<String, AttributeValue> item = Map.of("pk", AttributeValue.fromS("GRP#ann"));
    RuntimeException failure =
        ConditionalCheckFailedException.builder()
            .item(item)
            .awsErrorDetails(
                AwsErrorDetails.builder().errorCode("ConditionalCheckFailedException").build())
            .build();

    assertThat(plan(Part.STATE).failedConditions(failure))
        .containsOnlyKeys(Part.STATE)
        .extractingByKey(Part.STATE)
        .returns(item, CancellationReason::item);
  }

  static List<RuntimeException> failuresOfNoCondition() {
    return List.of(
        canceled(reason("TransactionConflict")), canceled(), error("ValidationException", 400));
  }

  @ParameterizedTest
  @MethodSource("failuresOfNoCondition")
  void failedConditions_whenSomethingElseFailed_areNone(RuntimeException failure) {
    assertThat(plan(HEAD, MESSAGE).failedConditions(failure)).isEmpty();
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
  void isTransient_whenNoActionHasAReason_isFalse() {
    assertThat(TransactionPlan.isTransient(canceled())).isFalse();
    assertThat(TransactionPlan.isTransient(canceled(NONE, CancellationReason.builder().build())))
        .isFalse();
  }

  private static TransactionPlan plan(Part... parts) {
    TransactWriteItem write = TransactWriteItem.builder().build();
    return new TransactionPlan(Arrays.stream(parts).map(part -> new Action(part, write)).toList());
  }
}

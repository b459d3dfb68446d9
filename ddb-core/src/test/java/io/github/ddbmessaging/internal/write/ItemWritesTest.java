package io.github.ddbmessaging.internal.write;

import static io.github.ddbmessaging.internal.write.Condition.DOES_NOT_EXIST;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.HEAD;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.NEW_ROW;
import static io.github.ddbmessaging.internal.write.TransactionPlan.Part.OLD_ROW;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;
import static software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure.ALL_OLD;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

class ItemWritesTest {
  private static final ItemWrites WRITES = new ItemWrites("t");
  private static final ItemKey KEY = ItemKey.head("g-1");
  private static final Map<String, AttributeValue> ATTRIBUTES =
      Map.of("pk", fromS("MSG#g-1"), "sk", fromS("HEAD"));
  private static final Map<String, String> NAMES = Map.of("#a", "a");
  private static final Map<String, AttributeValue> VALUES = Map.of(":a", fromS("A"));
  private static final Condition CONDITION = new Condition("#a = :a", NAMES, VALUES);

  @Test
  void put_withoutACondition_replacesTheItem() {
    assertThat(WRITES.put(NEW_ROW, ATTRIBUTES).write())
        .isEqualTo(write(form -> form.put(put -> put.tableName("t").item(ATTRIBUTES))));
  }

  @Test
  void put_withACondition_returnsWhatItMet() {
    assertThat(WRITES.put(HEAD, ATTRIBUTES, CONDITION))
        .isEqualTo(
            new Action(
                HEAD,
                write(
                    form ->
                        form.put(
                            put ->
                                put.tableName("t")
                                    .item(ATTRIBUTES)
                                    .conditionExpression("#a = :a")
                                    .expressionAttributeNames(NAMES)
                                    .expressionAttributeValues(VALUES)
                                    .returnValuesOnConditionCheckFailure(ALL_OLD)))));
  }

  @Test
  void put_whenNothingMustBeThere_hasNoValues() {
    assertThat(WRITES.put(HEAD, ATTRIBUTES, DOES_NOT_EXIST).write().put())
        .returns("attribute_not_exists(#pk)", put -> put.conditionExpression())
        .returns(Map.of("#pk", "pk"), put -> put.expressionAttributeNames())
        // DynamoDB refuses values that are given and empty.
        .returns(false, put -> put.hasExpressionAttributeValues());
  }

  @Test
  void update_withoutACondition_hasNone() {
    Condition none = new Condition("", NAMES, Map.of());

    assertThat(WRITES.update(HEAD, KEY, "REMOVE #a", none).write().update())
        .returns(null, update -> update.conditionExpression())
        .returns(false, update -> update.hasExpressionAttributeValues());
  }

  @Test
  void update_sharesNamesAndValuesWithItsConditionAndReturnsWhatItMet() {
    assertThat(WRITES.update(HEAD, KEY, "SET #a = :a", CONDITION).write())
        .isEqualTo(
            write(
                form ->
                    form.update(
                        update ->
                            update
                                .tableName("t")
                                .key(ATTRIBUTES)
                                .updateExpression("SET #a = :a")
                                .conditionExpression("#a = :a")
                                .expressionAttributeNames(NAMES)
                                .expressionAttributeValues(VALUES)
                                .returnValuesOnConditionCheckFailure(ALL_OLD))));
  }

  @Test
  void check_returnsWhatItMet() {
    assertThat(WRITES.check(HEAD, KEY, CONDITION).write())
        .isEqualTo(
            write(
                form ->
                    form.conditionCheck(
                        check ->
                            check
                                .tableName("t")
                                .key(ATTRIBUTES)
                                .conditionExpression("#a = :a")
                                .expressionAttributeNames(NAMES)
                                .expressionAttributeValues(VALUES)
                                .returnValuesOnConditionCheckFailure(ALL_OLD))));
  }

  @Test
  void delete_deletesWhateverIsThereOrOnlyIfItsConditionHolds() {
    assertThat(WRITES.delete(OLD_ROW, KEY).write())
        .isEqualTo(write(form -> form.delete(delete -> delete.tableName("t").key(ATTRIBUTES))));
    assertThat(WRITES.delete(OLD_ROW, KEY, CONDITION).write().delete())
        .returns(ATTRIBUTES, delete -> delete.key())
        .returns("#a = :a", delete -> delete.conditionExpression())
        .returns(NAMES, delete -> delete.expressionAttributeNames())
        .returns(VALUES, delete -> delete.expressionAttributeValues());
  }

  private static TransactWriteItem write(Consumer<TransactWriteItem.Builder> form) {
    TransactWriteItem.Builder write = TransactWriteItem.builder();
    form.accept(write);
    return write.build();
  }
}

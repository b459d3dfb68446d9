package io.github.ddbmessaging.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.table.Attributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table as the old application leaves it, moved over with the tool alone. */
class MigrateCommandTest {
  private static final String MONDAY = "2023-05-01T10:00:00+00:00";
  private static final String TUESDAY = "2023-05-02T10:00:00.123456+00:00";

  private final Commands ddb = new Commands();

  @BeforeEach
  void makeOldTable() {
    ddb.succeed("schema-load", "--old-index");
    put("MSG#g-1", MONDAY, "message_uuid", "m-1", "ann", "Hello");
    put("MSG#g-1", TUESDAY, "message_uuid", "m-2", "bob", "Hi");
    put("GRP#ann", MONDAY, "message_group_uuid", "g-1", "bob", "Hello");
    put("GRP#ann", TUESDAY, "message_group_uuid", "g-1", "bob", "Hi");
    put("GRP#bob", TUESDAY, "message_group_uuid", "g-1", "ann", "Hi");
  }

  @Test
  void migrate_asADryRun_tellsWhatThereIsToDoAndDoesNothing() {
    List<String> before = ddb.succeed("scan", "--output", "json");

    assertThat(ddb.succeed("migrate", "--dry-run"))
        .containsExactly(
            "5 items read: 2 messages to move, 3 old rows met, at most 1 group to adopt, 0"
                + " problems");
    assertThat(ddb.succeed("scan", "--output", "json")).isEqualTo(before);
  }

  @Test
  void migrate_anOldTable_makesItWhole() {
    assertThat(ddb.run("check").status()).isEqualTo(1);

    assertThat(ddb.succeed("migrate"))
        .containsExactly(
            "5 items read: 2 messages moved, 3 old rows met, 1 group adopted, 0 problems");
    assertThat(ddb.succeed("check")).containsExactly("5 items, 1 group: nothing wrong");
  }

  @Test
  void migrate_aSecondTime_findsNothingToDo() {
    ddb.succeed("migrate");

    assertThat(ddb.succeed("migrate"))
        .containsExactly(
            "5 items read: 0 messages moved, 0 old rows met, 0 groups adopted, 0 problems");
  }

  @Test
  void migrate_aGroupOfWhichNobodyKnowsTheMembers_tellsItAndFails() {
    put("MSG#g-2", MONDAY, "message_uuid", "m-3", "ann", "Hello");

    Outcome outcome = ddb.run("migrate");

    assertThat(outcome.status()).isEqualTo(1);
    assertThat(outcome.err()).singleElement().asString().contains("'g-2'", "adoptGroup");
  }

  private void put(
      String pk, String sk, String idAttribute, String id, String userId, String text) {
    Commands.dynamoDb()
        .putItem(
            put ->
                put.tableName(ddb.table())
                    .item(
                        Map.of(
                            Attributes.PK,
                            AttributeValue.fromS(pk),
                            Attributes.SK,
                            AttributeValue.fromS(sk),
                            idAttribute,
                            AttributeValue.fromS(id),
                            Attributes.MESSAGE,
                            AttributeValue.fromS(text),
                            Attributes.USER_ID,
                            AttributeValue.fromS(userId),
                            Attributes.USER_DISPLAY_NAME,
                            AttributeValue.fromS("Someone"),
                            Attributes.USER_HANDLE,
                            AttributeValue.fromS(userId))));
  }
}

package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The items themselves, to the letter: other programs read and write this table too. */
class StoredItemsTest extends StoreTest {
  private static final String FIRST_AT = "2026-11-21T01:02:03.123456Z";
  private static final String SECOND_AT = "2026-11-21T01:02:04.123456Z";

  @Test
  void createGroup_whenDirect_storesMessageHeadAndTwoRows() {
    String group = direct(ANN, BOB, "Hi Bob").group().id();

    assertThat(table.items())
        .containsExactlyInAnyOrder(
            message(group, FIRST_AT + "#id-1", "id-1", "Hi Bob", ANN, 1),
            Map.of(
                "pk", s("MSG#" + group),
                "sk", s("HEAD"),
                "newest_sk", s(FIRST_AT + "#id-1"),
                "members", AttributeValue.fromL(List.of(member(ANN), member(BOB))),
                "direct", AttributeValue.fromBool(true),
                "created_at", s(FIRST_AT),
                "version", AttributeValue.fromN("1"),
                "messages", AttributeValue.fromN("1")),
            directRow("ann", FIRST_AT, "id-1", group, "Hi Bob", BOB, "ann"),
            directRow("bob", FIRST_AT, "id-1", group, "Hi Bob", ANN, "ann"));
  }

  @Test
  void createGroup_whenTitled_storesTheTitleInHeadAndRows() {
    NewGroup lunch = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));

    String group = store.createGroup(lunch, NewMessage.from("ann", "Pizza?")).group().id();

    assertThat(table.item("MSG#" + group, "HEAD"))
        .containsEntry("title", s("Lunch"))
        .containsEntry("direct", AttributeValue.fromBool(false))
        .containsEntry(
            "access",
            AttributeValue.fromM(Map.of("ann", AttributeValue.fromM(Map.of("role", s("owner"))))));
    assertThat(table.item("GRP#cat", FIRST_AT + "#" + group))
        .isEqualTo(
            Map.ofEntries(
                entry("pk", s("GRP#cat")),
                entry("sk", s(FIRST_AT + "#" + group)),
                entry("message_group_uuid", s(group)),
                entry("message", s("Pizza?")),
                entry("title", s("Lunch")),
                entry("direct", AttributeValue.fromBool(false)),
                entry("last_user_uuid", s("ann")),
                entry("message_uuid", s("id-1")),
                entry("user_uuid", s("ann")),
                entry("user_display_name", s("Ann Archer")),
                entry("user_handle", s("ann.a"))));
  }

  @Test
  void createMessage_withAKey_addsMessageAndMarkerAndMovesHeadAndRows() {
    Sent first = direct(ANN, BOB, "Hi Bob");
    String group = first.group().id();

    store.createMessage(
        first.group(), NewMessage.from("bob", "Hi Ann").withIdempotencyKey("order-17"));

    assertThat(table.items())
        .containsExactlyInAnyOrder(
            message(group, FIRST_AT + "#id-1", "id-1", "Hi Bob", ANN, 1),
            message(group, SECOND_AT + "#id-2", "id-2", "Hi Ann", BOB, 2),
            Map.of(
                "pk", s("MSG#" + group),
                "sk", s("HEAD"),
                "newest_sk", s(SECOND_AT + "#id-2"),
                "members", AttributeValue.fromL(List.of(member(ANN), member(BOB))),
                "direct", AttributeValue.fromBool(true),
                "created_at", s(FIRST_AT),
                "version", AttributeValue.fromN("2"),
                "messages", AttributeValue.fromN("2")),
            Map.of(
                "pk", s("MSG#" + group),
                "sk", s("IDEM#order-17"),
                "message_sk", s(SECOND_AT + "#id-2"),
                "content_hash", s("1:ecc01b405b8100cc26678c1a948e0a65bdb289aa"),
                "expires_at", AttributeValue.fromN("1795482124")),
            directRow("ann", SECOND_AT, "id-2", group, "Hi Ann", BOB, "bob"),
            directRow("bob", SECOND_AT, "id-2", group, "Hi Ann", ANN, "bob"));
  }

  private static Map<String, AttributeValue> message(
      String group, String sk, String id, String text, User sender, int number) {
    return Map.of(
        "pk", s("MSG#" + group),
        "sk", s(sk),
        "message", s(text),
        "message_uuid", s(id),
        "user_uuid", s(sender.id()),
        "user_display_name", s(sender.displayName()),
        "user_handle", s(sender.handle()),
        "number", AttributeValue.fromN(Integer.toString(number)));
  }

  private static Map<String, AttributeValue> directRow(
      String owner,
      String at,
      String message,
      String group,
      String preview,
      User other,
      String sender) {
    return Map.ofEntries(
        entry("pk", s("GRP#" + owner)),
        entry("sk", s(at + "#" + group)),
        entry("message_group_uuid", s(group)),
        entry("message", s(preview)),
        entry("direct", AttributeValue.fromBool(true)),
        entry("last_user_uuid", s(sender)),
        entry("message_uuid", s(message)),
        entry("user_uuid", s(other.id())),
        entry("user_display_name", s(other.displayName())),
        entry("user_handle", s(other.handle())));
  }

  private static AttributeValue member(User user) {
    return AttributeValue.fromM(
        Map.of(
            "user_uuid", s(user.id()),
            "user_display_name", s(user.displayName()),
            "user_handle", s(user.handle())));
  }

  private static AttributeValue s(String value) {
    return AttributeValue.fromS(value);
  }
}

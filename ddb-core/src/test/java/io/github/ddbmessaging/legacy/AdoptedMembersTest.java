package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * Who is in a group that lost its head, where rows of the first version are left of it: these show
 * who wrote last, whether or not that is still a member.
 */
class AdoptedMembersTest extends OldTableTest {
  private static final String MONDAY = "2023-05-01T10:00:00+00:00";

  private String trip;

  @BeforeEach
  void startTrip() {
    trip =
        store
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from("ann", "First"))
            .group()
            .id();
    store.createMessage(trip, NewMessage.from("bob", "Last"));
  }

  @Test
  void adoptGroup_whenRowsShowWhoHasLeft_leavesThemOut() {
    store.leaveGroup(trip, "bob");
    leaveRowsOfTheFirstVersion(row -> true);

    MessageGroup adopted = admin.adoptGroup(trip, List.of(ANN, CAT));

    assertThat(adopted.members()).containsExactly(ANN, CAT);
    assertThat(previews("bob")).isEmpty();
  }

  @Test
  void adoptGroup_whenWhoHasLeftIsNamed_takesThemIn() {
    store.leaveGroup(trip, "bob");
    leaveRowsOfTheFirstVersion(row -> true);

    MessageGroup adopted = admin.adoptGroup(trip, List.of(ANN, BOB, CAT));

    assertThat(adopted.members()).containsExactly(ANN, BOB, CAT);
  }

  @Test
  void adoptGroup_whenWhoHasLeftCameAgain_keepsThem() {
    store.leaveGroup(trip, "bob");
    store.addMembers(trip, List.of(BOB), History.FROM_BEGINNING);
    leaveRowsOfTheFirstVersion(row -> true);

    MessageGroup adopted = admin.adoptGroup(trip, List.of(ANN, CAT));

    assertThat(adopted.members()).containsExactly(ANN, BOB, CAT);
  }

  @Test
  void adoptGroup_whenAMemberHasLostTheirRow_keepsThem() {
    leaveRowsOfTheFirstVersion(row -> !row.get(Attributes.PK).s().equals("GRP#bob"));

    MessageGroup adopted = admin.adoptGroup(trip, List.of(ANN, CAT));

    assertThat(adopted.members()).containsExactly(ANN, BOB, CAT);
  }

  @Test
  void adoptGroup_ofAPlainOldGroup_asksNothingMore() {
    old.message(GROUP, MONDAY, ANN, "Hi");
    old.row(ANN, GROUP, MONDAY, BOB, "Hi");
    wire.clear();

    admin.adoptGroup(GROUP, List.of(ANN));

    assertThat(wire.requests(GetItemRequest.class)).hasSize(1);
  }

  /** A projector of the first version wrote the rows last, and then the head was lost. */
  private void leaveRowsOfTheFirstVersion(Predicate<Map<String, AttributeValue>> kept) {
    for (Map<String, AttributeValue> item : table.items()) {
      ItemKey key = ItemKey.of(item);
      if (key.kind() == ItemKind.ROW && kept.test(item)) {
        Map<String, AttributeValue> row = new HashMap<>(item);
        row.put(Attributes.USER_ID, AttributeValue.fromS("bob"));
        row.keySet()
            .removeAll(List.of(Attributes.LAST_USER_ID, Attributes.DIRECT, Attributes.SHOWN));
        table.put(row);
      } else if (key.kind() == ItemKind.ROW) {
        table.delete(key.pk(), key.sk());
      }
    }
    table.delete(Keys.messagePartition(trip), Keys.HEAD);
  }
}

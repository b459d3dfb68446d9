package io.github.ddbmessaging.member;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.CheckReport;
import io.github.ddbmessaging.model.Finding;
import io.github.ddbmessaging.model.Finding.Problem;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a check finds of former and later members, and a rebuild mends. */
class MemberUpkeepTest extends StoreTest {
  private MessageGroup trip;

  @BeforeEach
  void startTrip() {
    trip =
        store
            .createGroup(NewGroup.titled("Trip", List.of(ANN, BOB)), NewMessage.from("ann", "1"))
            .group();
  }

  @Test
  void check_ofARowThatAFormerMemberHasStill_namesItAndARebuildRemovesIt() {
    Map<String, AttributeValue> row = row("bob");
    store.removeMember(trip.id(), "bob");
    table.put(row);

    assertThat(findings()).containsExactly(Problem.ROW_OF_NO_MEMBER);
    admin.rebuild(WHOLE_TABLE);
    assertThat(previews("bob")).isEmpty();
  }

  @Test
  void check_ofALaterMembersRowThatShowsWhatWasBefore_namesItAndARebuildMendsIt() {
    store.addMembers(trip.id(), List.of(CAT), History.FROM_JOINING);
    Map<String, AttributeValue> row = new HashMap<>(row("cat"));
    row.put(Attributes.MESSAGE, AttributeValue.fromS("1"));
    table.put(row);

    assertThat(findings()).containsExactly(Problem.ROW_NOT_CURRENT);
    admin.rebuild(WHOLE_TABLE);
    assertThat(previews("cat")).containsExactly("");
  }

  @Test
  void check_ofADamagedNoteOfAFormerMembership_namesIt() {
    store.removeMember(trip.id(), "bob");
    Map<String, AttributeValue> note = table.item("GRP#bob", "WAS#" + trip.id());
    Map<String, AttributeValue> damaged = new HashMap<>(note);
    damaged.remove(Attributes.LEFT_AT);
    table.put(damaged);

    assertThat(findings()).containsExactly(Problem.DAMAGED);
    table.put(note);
  }

  private Map<String, AttributeValue> row(String userId) {
    return table.item(Keys.groupsPartition(userId), Keys.row(trip.newest(), trip.id()).value());
  }

  private List<Problem> findings() {
    return admin.check(WHOLE_TABLE).stream()
        .map(CheckReport::findings)
        .flatMap(List::stream)
        .map(Finding::problem)
        .toList();
  }
}

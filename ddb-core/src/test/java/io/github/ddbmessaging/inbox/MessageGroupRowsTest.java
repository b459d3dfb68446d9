package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a row tells of its group, and rows of the first version, which told less. */
class MessageGroupRowsTest extends StoreTest {
  private static final NewGroup DIRECT = NewGroup.direct(ANN, BOB);
  private static final NewGroup PAIR = NewGroup.titled("Lunch", List.of(ANN, BOB));
  private static final NewGroup TRIO = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));
  private static final NewGroup NOTES = NewGroup.titled("Notes", List.of(ANN));

  /** A group, who writes into it, whose row, whom that row shows, and whether it is direct. */
  static Stream<Arguments> rows() {
    return Stream.of(
        argumentSet("direct, from the other", DIRECT, BOB, ANN, BOB, true),
        argumentSet("direct, from oneself", DIRECT, ANN, ANN, BOB, true),
        argumentSet("pair, from the other", PAIR, BOB, ANN, BOB, false),
        argumentSet("pair, from oneself", PAIR, ANN, ANN, ANN, false),
        argumentSet("trio, from another", TRIO, BOB, CAT, BOB, false),
        argumentSet("trio, from oneself", TRIO, CAT, CAT, CAT, false),
        argumentSet("notes", NOTES, ANN, ANN, ANN, false));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_afterASend_tellsTitleWhoToShowAndWhoWroteLast(
      NewGroup group, User sender, User owner, User shown, boolean direct) {
    MessageGroup made = store.createGroup(group, NewMessage.from("ann", "First")).group();

    Sent last = store.createMessage(made, NewMessage.from(sender.id(), "Last"));

    MessageGroupRow row = rowOf(owner);
    assertThat(row)
        .isEqualTo(
            new MessageGroupRow(
                owner.id(),
                Keys.row(last.message().sortKey(), made.id()),
                made.id(),
                "Last",
                group.title(),
                shown,
                direct,
                false,
                sender.id(),
                null,
                last.message().ref(),
                null));
    assertThat(row.lastMessageAt()).isEqualTo(last.message().createdAt());
    assertThat(row.otherMember().isPresent()).isEqualTo(direct);
  }

  static Stream<NewGroup> groupsOfTheFirstVersion() {
    return Stream.of(DIRECT, PAIR);
  }

  @ParameterizedTest
  @MethodSource("groupsOfTheFirstVersion")
  void row_ofTheFirstVersion_tellsByItsTitleWhetherItIsDirect(NewGroup group) {
    ofTheFirstVersion(group);

    assertThat(rowOf(ANN).isDirect()).isEqualTo(group.title() == null);
    assertThat(rowOf(ANN).lastSenderId()).isNull();
    assertThat(rowOf(ANN).lastMessage()).isNull();
    admin.rebuild(WHOLE_TABLE);
  }

  @Test
  void createMessage_whenRowsAreOfTheFirstVersion_makesThemTellAll() {
    MessageGroup group = ofTheFirstVersion(DIRECT);

    store.createMessage(group, NewMessage.from("ann", "Second"));

    assertTellsAll(group);
  }

  @Test
  void rebuild_whenRowsAreOfTheFirstVersion_makesThemTellAll() {
    MessageGroup group = ofTheFirstVersion(DIRECT);

    admin.rebuild(WHOLE_TABLE);

    assertTellsAll(group);
  }

  private MessageGroup ofTheFirstVersion(NewGroup newGroup) {
    MessageGroup group = store.createGroup(newGroup, NewMessage.from("ann", "First")).group();
    for (User member : group.members()) {
      Map<String, AttributeValue> row = new HashMap<>(itemOf(member, group));
      row.keySet()
          .removeAll(List.of(Attributes.DIRECT, Attributes.LAST_USER_ID, Attributes.MESSAGE_ID));
      table.put(row);
    }
    return group;
  }

  private void assertTellsAll(MessageGroup group) {
    MessageGroup now = store.findGroup(group.id()).orElseThrow();

    assertThat(itemOf(BOB, now))
        .containsEntry(Attributes.DIRECT, AttributeValue.fromBool(true))
        .containsEntry(Attributes.LAST_USER_ID, AttributeValue.fromS("ann"))
        .containsEntry(
            Attributes.MESSAGE_ID, AttributeValue.fromS(now.newest().id().orElseThrow()));
  }

  private MessageGroupRow rowOf(User owner) {
    return store.listMessageGroups(owner.id(), newestFirst(1)).items().get(0);
  }

  private Map<String, AttributeValue> itemOf(User owner, MessageGroup group) {
    return table.item(
        Keys.groupsPartition(owner.id()), Keys.row(group.newest(), group.id()).value());
  }
}

package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Reaction;
import io.github.ddbmessaging.store.Messaging;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of the original application are changed like others, before and after a migration. */
class OldMessageChangesTest extends OldTableTest {
  private static final String TEN = "2023-05-01T10:00:00+00:00";
  private static final String ELEVEN = "2023-05-01T11:00:00+00:00";
  private static final MessageEdit NEW_TEXT = MessageEdit.ofText("New");

  private Message first;
  private Message newest;

  @BeforeEach
  void converse() {
    old.converse("old", TEN, ANN, BOB, "First");
    old.message("old", ELEVEN, BOB, "Newest");
    first = store.listMessages("old", oldestFirst(1)).items().get(0);
    newest = store.listMessages("old", newestFirst(1)).items().get(0);
  }

  @Test
  void editMessage_ofAGroupThatNobodyHasAdopted_adoptsItAndEdits() {
    store.actingAs("bob").editMessage(newest.ref(), NEW_TEXT);

    assertThat(texts("old")).containsExactly("First", "New");
    assertThat(previews("ann")).containsExactly("New");
  }

  @Test
  void editMessage_byAStranger_isRefusedAndAdoptsNothing() {
    assertThatThrownBy(() -> store.actingAs("eve").editMessage(newest.ref(), NEW_TEXT))
        .isInstanceOf(NotAMemberException.class);
    assertThat(store.findGroup("old")).isEmpty();
  }

  @Test
  void changes_afterAMigration_findTheMessageByItsOldRef() {
    admin.migrate(WHOLE_TABLE);

    store.editMessage(newest.ref(), NEW_TEXT);
    store.deleteMessage(first.ref());

    assertThat(texts("old")).containsExactly("", "New");
  }

  @Test
  void migrate_afterADeletion_keepsTheTombstoneAndWhatRowsShow() {
    store.deleteMessage(newest.ref());

    admin.migrate(WHOLE_TABLE);

    assertThat(texts("old")).containsExactly("First", "");
    assertThat(previews("bob")).containsExactly("First");
    // Until then, the head names the key that is gone.
    store.createMessage("old", NewMessage.from("bob", "Next"));
  }

  @Test
  void reactions_toAnOldMessage_stayThroughAMigrationAndARebuild() {
    store.addReaction(first.ref(), "bob", "+1");

    admin.migrate(WHOLE_TABLE);
    admin.rebuild(WHOLE_TABLE);

    assertThat(store.withReactions().listMessages("old", oldestFirst(1)).items().get(0).reactions())
        .extracting(Reaction::emoji)
        .containsExactly("+1");
  }

  @Test
  void adoptGroup_ofAGroupThatLostItsHead_goesOnWithItsLogAndItsNumbers() {
    Message hi = direct(ANN, BOB, "Hi").message();
    store.createMessage(hi.groupId(), NewMessage.from("bob", "Hello"));
    store.editMessage(hi.ref(), NEW_TEXT);
    ChangesToken token = store.beginChanges(hi.groupId());
    table.delete("MSG#" + hi.groupId(), "HEAD");

    admin.adoptGroup(hi.groupId(), List.of(ANN, BOB));
    store.editMessage(hi.ref(), MessageEdit.ofText("Newer"));
    store.createMessage(hi.groupId(), NewMessage.from("ann", "Next"));

    assertThat(store.listChanges(hi.groupId(), token, 10).messages())
        .extracting(Message::text)
        .contains("Newer", "Next");
  }

  @Test
  void beginChanges_ofAGroupThatNobodyHasAdopted_saysWhatToDoAndAdoptsNothing() {
    for (Messaging reader : List.of(store, store.actingAs("bob"))) {
      assertThatThrownBy(() -> reader.beginChanges("old"))
          .isInstanceOf(GroupNotAdoptedException.class)
          .hasMessage(
              "Message group 'old' has no head, as those of the original application until they"
                  + " are adopted; send a message into it, or adopt it with adoptGroup or migrate,"
                  + " and call again");
    }
    assertThat(store.findGroup("old")).isEmpty();
  }

  @Test
  void beginChanges_ofAGroupThatNobodyHasAdoptedByAStranger_isRefusedLikeThatOfNoGroup() {
    assertThatThrownBy(() -> store.actingAs("eve").beginChanges("old"))
        .isInstanceOf(NotAMemberException.class);
  }

  @Test
  void listChanges_ofAnEditBeforeAMigration_tellsTheMessageAsItIsThen() {
    admin.adoptGroup("old", List.of());
    ChangesToken token = store.beginChanges("old");
    store.editMessage(first.ref(), NEW_TEXT);
    admin.migrate(WHOLE_TABLE);

    Changes changes = store.listChanges("old", token, 10);

    assertThat(changes.purged()).isEmpty();
    assertThat(changes.messages()).extracting(Message::text).contains("New");
  }
}

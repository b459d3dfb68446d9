package io.github.ddbmessaging.legacy;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.table.Keys;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users have read of groups of the original application. */
class OldReadStateTest extends OldTableTest {
  private static final List<String> HOURS = List.of("10", "11", "12", "13");

  /** Four messages of Ann, at an offset of the original application. */
  private List<Message> converse(String offset) {
    old.converse("old", time("10", offset), ANN, BOB, "10");
    for (String hour : HOURS.subList(1, 4)) {
      old.message("old", time(hour, offset), ANN, hour);
      old.row(BOB, "old", time(hour, offset), ANN, hour);
      old.row(ANN, "old", time(hour, offset), BOB, hour);
      String before = time(Integer.toString(Integer.parseInt(hour) - 1), offset);
      table.delete(Keys.groupsPartition("ann"), before);
      table.delete(Keys.groupsPartition("bob"), before);
    }
    return store.listMessages("old", oldestFirst(10)).items();
  }

  private static String time(String hour, String offset) {
    return "2023-05-20T" + hour + ":01:02.123456" + offset;
  }

  private boolean isUnread(Messaging reader, String userId) {
    InboxEntry entry = reader.listInbox(userId, newestFirst(5)).items().get(0);
    assertThat(reader.countUnread(userId, "old").count() > 0).isEqualTo(entry.unread());
    return entry.unread();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Z", "+00:00", "-07:00", "+09:00"})
  void position_beforeAndAfterAMigration_meansTheSame(String offset) {
    List<Message> messages = converse(offset);
    assertThat(store.countUnread("bob", "old").count()).isEqualTo(4);
    assertThat(isUnread(store, "bob")).isTrue();
    assertThat(isUnread(store, "ann")).isFalse();

    store.markRead("bob", messages.get(1).ref(), 0);
    assertThat(store.countUnread("bob", "old").count()).isEqualTo(2);
    assertThat(isUnread(store, "bob")).isTrue();

    admin.migrate(WHOLE_TABLE);

    assertThat(store.countUnread("bob", "old").count()).isEqualTo(2);
    assertThat(isUnread(store, "bob")).isTrue();
    store.markRead("bob", messages.get(3).ref(), 0);
    assertThat(store.countUnread("bob", "old").count()).isZero();
    assertThat(isUnread(store, "bob")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-07:00", "+09:00"})
  void markUnread_ofAnOldMessage_makesItAndAllAfterItUnread(String offset) {
    List<Message> messages = converse(offset);
    store.markRead("bob", messages.get(3).ref(), 0);
    assertThat(isUnread(store, "bob")).isFalse();

    store.markUnread("bob", messages.get(2).ref());

    assertThat(store.countUnread("bob", "old").count()).isEqualTo(2);
    admin.migrate(WHOLE_TABLE);
    assertThat(store.countUnread("bob", "old").count()).isEqualTo(2);
  }

  @Test
  void position_onAnOldMessage_isItsTimeInUtcAndItsId() {
    Message second = converse("-07:00").get(1);

    assertThat(store.markRead("bob", second.ref(), 0).readUpTo())
        .isEqualTo(new SortKey("2023-05-20T18:01:02.123456Z#" + second.id()));
    assertThat(table.item("GRP#bob", "ST#old"))
        .containsKey("read_old_sk")
        .doesNotContainKey("message_group_uuid");
    admin.migrate(WHOLE_TABLE);
  }

  @Test
  void groupThatNobodyHasAdopted_isReadByWhoeverHasARow() {
    converse("Z");
    store.updateGroupState("bob", "old", GroupStateUpdate.begin().pin());
    store.updateGroupState("eve", "old", GroupStateUpdate.begin().pin());

    assertThat(store.actingAs("bob").countUnread("bob", "old").count()).isEqualTo(4);
    assertThat(store.actingAs("bob").listPinned("bob"))
        .extracting(entry -> entry.row().preview())
        .containsExactly("13");
    assertThat(store.actingAs("eve").listPinned("eve")).isEmpty();
    assertThatThrownBy(() -> store.actingAs("eve").countUnread("eve", "old"))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> store.listReadPositions("old"))
        .isInstanceOf(GroupNotFoundException.class);
    assertThat(store.findGroup("old")).isEmpty();
    admin.rebuild(WHOLE_TABLE);
    assertThat(table.item("GRP#bob", "ST#old")).isNotEmpty();
    admin.migrate(WHOLE_TABLE);
  }
}

package io.github.ddbmessaging.inbox;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The exact number of unread messages. */
class CountUnreadTest extends StoreTest {
  private static UnreadCount exactly(int count) {
    return new UnreadCount(count, false);
  }

  private Message send(MessageGroup group, String sender, String text) {
    return store.createMessage(group.id(), NewMessage.from(sender, text)).message();
  }

  private UnreadCount count(String userId, MessageGroup group) {
    return store.countUnread(userId, group.id());
  }

  @Test
  void countUnread_isOfOthersAboveThePosition() {
    MessageGroup group = conversation(ANN, BOB, 4).group();
    assertThat(count("bob", group)).isEqualTo(exactly(4));
    assertThat(count("ann", group)).isEqualTo(exactly(0));

    Message fifth = send(group, "ann", "Fifth");
    send(group, "ann", "Sixth");
    store.markRead("bob", fifth.ref(), 0);

    assertThat(store.actingAs("bob").countUnread("bob", group.id())).isEqualTo(exactly(1));
  }

  @Test
  void countUnread_isOneBatchAndOneQuery() {
    MessageGroup group = conversation(ANN, BOB, 4).group();

    store.actingAs("bob").countUnread("bob", group.id());

    assertThat(wire.requests()).hasSize(2);
    assertThat(wire.requests(BatchGetItemRequest.class)).hasSize(1);
    assertThat(wire.requests(QueryRequest.class)).hasSize(1);
  }

  @Test
  void countUnread_endsAtOnesOwnNewestLiveMessage() {
    MessageGroup group = conversation(ANN, BOB, 2).group();
    Message own = send(group, "bob", "Own");
    send(group, "ann", "Next");
    assertThat(count("bob", group)).isEqualTo(exactly(1));

    store.deleteMessage(own.ref());

    assertThat(count("bob", group)).isEqualTo(exactly(3));
  }

  @Test
  void countUnread_countsNeitherDeletedNorExpiredMessages() {
    MessageGroup group = conversation(ANN, BOB, 1).group();
    store.deleteMessage(send(group, "ann", "Deleted").ref());
    Message soon =
        store
            .createMessage(
                group.id(), NewMessage.from("ann", "Soon").withLifetime(Duration.ofHours(1)))
            .message();
    assertThat(count("bob", group)).isEqualTo(exactly(2));

    clock.set(soon.status().expiresAt());

    assertThat(count("bob", group)).isEqualTo(exactly(1));
    admin.rebuild(WHOLE_TABLE);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "4, 4, true", "5, 5, false", "6, 5, false", "1000, 5, false"})
  void countUnread_stopsAtTheCap(int cap, int count, boolean more) {
    MessageGroup group = conversation(ANN, BOB, 5).group();

    assertThat(store.countUnread("bob", List.of(group.id()), cap))
        .isEqualTo(Map.of(group.id(), new UnreadCount(count, more)));
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void countUnread_ofAsManyAsTheCapAboveThePosition_isOneQuery() {
    MessageGroup group = conversation(ANN, BOB, 1).group();
    Message read = send(group, "ann", "Read");
    send(group, "ann", "Unread 1");
    send(group, "ann", "Unread 2");
    store.markRead("bob", read.ref(), 0);
    wire.clear();

    assertThat(store.countUnread("bob", List.of(group.id()), 2))
        .isEqualTo(Map.of(group.id(), exactly(2)));
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void countUnread_belowManyDeletedMessages_readsOn() {
    Sent last = conversation(ANN, BOB, 3);
    for (int n = 0; n < 6; n++) {
      store.deleteMessage(send(last.group(), "ann", "Deleted " + n).ref());
    }
    wire.clear();

    assertThat(store.countUnread("bob", List.of(last.group().id()), 2))
        .isEqualTo(Map.of(last.group().id(), new UnreadCount(2, true)));
    assertThat(wire.requests(QueryRequest.class)).hasSize(2);
  }

  @Test
  void countUnread_ofStreamedMessages_countsThemBeforeTheProjector() {
    MessageGroup group = conversation(ANN, BOB, 1).group();
    store
        .withSendMode(SendMode.STREAMED)
        .createMessage(group.id(), NewMessage.from("ann", "Streamed"));

    assertThat(count("bob", group)).isEqualTo(exactly(2));
    admin.rebuild(WHOLE_TABLE);
  }

  @Test
  void countUnread_ofALaterMember_beginsWhereTheySee() {
    Sent last =
        store.createGroup(
            NewGroup.titled("Trip", List.of(ANN, BOB, CAT)), NewMessage.from("ann", "First"));
    Message second = send(last.group(), "ann", "Second");
    MessageGroup group = store.findGroup(last.group().id()).orElseThrow();
    Map<String, MemberAccess> access = new HashMap<>(group.access());
    access.put("cat", new MemberAccess(Role.MEMBER, second.createdAt(), second.sortKey()));
    table.put(
        Schemas.HEADS.itemToMap(
            new GroupHead(group.withMembers(group.members(), access), null), true));
    admin.rebuild(WHOLE_TABLE);

    assertThat(count("cat", group)).isEqualTo(exactly(0));
    assertThat(count("bob", group)).isEqualTo(exactly(2));
    send(group, "ann", "Third");
    assertThat(count("cat", group)).isEqualTo(exactly(1));
    assertThat(count("bob", group)).isEqualTo(exactly(3));
  }

  @Test
  void countUnread_ofADamagedMessage_doesNotCountIt() {
    MessageGroup group = conversation(ANN, BOB, 2).group();
    Map<String, AttributeValue> good =
        table.item(Keys.messagePartition(group.id()), group.newest().value());
    Map<String, AttributeValue> damaged = new HashMap<>(good);
    damaged.remove("user_uuid");
    table.put(damaged);

    assertThat(count("bob", group)).isEqualTo(exactly(1));
    assertThatThrownBy(() -> store.withStrictReads().countUnread("bob", group.id()))
        .isInstanceOf(DamagedItemException.class);
    table.put(good);
  }

  @Test
  void countUnread_ofADamagedState_isRefused() {
    MessageGroup group = conversation(ANN, BOB, 2).group();
    put("GRP#bob", "ST#" + group.id(), "unread_marks", AttributeValue.fromN("-1"));

    assertThatThrownBy(() -> count("bob", group)).isInstanceOf(DamagedItemException.class);
    table.delete("GRP#bob", "ST#" + group.id());
  }

  @Test
  void countUnread_ofSeveralGroups_leavesOutThoseThatAreDamaged() {
    MessageGroup good = conversation(ANN, BOB, 2).group();
    MessageGroup damagedState = conversation(CAT, BOB, 3).group();
    MessageGroup damagedHead =
        store
            .createGroup(NewGroup.titled("Trip", List.of(ANN, BOB)), NewMessage.from("ann", "Hi"))
            .group();
    put("GRP#bob", "ST#" + damagedState.id(), "unread_marks", AttributeValue.fromN("-1"));
    Map<String, AttributeValue> head = table.item("MSG#" + damagedHead.id(), Keys.HEAD);
    put("MSG#" + damagedHead.id(), Keys.HEAD, "members", AttributeValue.fromN("1"));
    List<String> groups = List.of(damagedState.id(), damagedHead.id(), good.id());

    assertThat(store.countUnread("bob", groups, 100)).isEqualTo(Map.of(good.id(), exactly(2)));
    assertThatThrownBy(() -> store.withStrictReads().countUnread("bob", groups, 100))
        .isInstanceOf(DamagedItemException.class);
    table.delete("GRP#bob", "ST#" + damagedState.id());
    table.put(head);
  }

  private void put(String pk, String sk, String attribute, AttributeValue value) {
    Map<String, AttributeValue> item = new HashMap<>(table.item(pk, sk));
    item.put("pk", AttributeValue.fromS(pk));
    item.put("sk", AttributeValue.fromS(sk));
    item.put(attribute, value);
    table.put(item);
  }

  @Test
  void countUnread_ofAStrangerOrNoGroup_isRefused() {
    MessageGroup group = conversation(ANN, BOB, 2).group();

    for (String groupId : List.of(group.id(), "nowhere")) {
      assertThatThrownBy(() -> store.countUnread("eve", groupId))
          .isInstanceOf(NotAMemberException.class)
          .hasMessageContaining("'eve'");
      assertThatThrownBy(() -> store.actingAs("eve").countUnread("eve", groupId))
          .isInstanceOf(NotAMemberException.class);
    }
    assertThatThrownBy(() -> store.actingAs("ann").countUnread("bob", group.id()))
        .isInstanceOf(OtherUserException.class);
  }

  @Test
  void countUnread_ofSeveralGroups_leavesOutThoseOfOthers() {
    MessageGroup group = conversation(ANN, BOB, 2).group();
    MessageGroup other = conversation(CAT, BOB, 3).group();
    MessageGroup foreign = conversation(ANN, CAT, 1).group();
    store.markRead("bob", store.findMessage(refOfNewest(other)).orElseThrow().ref(), 0);

    assertThat(
            store
                .actingAs("bob")
                .countUnread(
                    "bob",
                    List.of(group.id(), other.id(), foreign.id(), "nowhere", group.id()),
                    100))
        .isEqualTo(Map.of(group.id(), exactly(2), other.id(), exactly(0)));
    assertThat(store.countUnread("bob", List.of(), 100)).isEmpty();
  }

  private static MessageRef refOfNewest(MessageGroup group) {
    SortKey key = group.newest();
    return new MessageRef(group.id(), key, key.id().orElseThrow());
  }
}

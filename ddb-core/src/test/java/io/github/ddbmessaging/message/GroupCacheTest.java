package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Sends by a group's id that need not read its head, since a cache of the caller's knows it. */
class GroupCacheTest extends StoreTest {
  private static final NewMessage HI = NewMessage.from("ann", "Hi");

  private final Map<String, MessageGroup> kept = new ConcurrentHashMap<>();
  private Messaging caching;
  private MessageGroup group;

  /** Keeps everything, whatever it kept before. */
  private final class Everything implements GroupCache {
    @Override
    public Optional<MessageGroup> find(String groupId) {
      return Optional.ofNullable(kept.get(groupId));
    }

    @Override
    public void put(MessageGroup sent) {
      kept.put(sent.id(), sent);
    }
  }

  private static final class Broken implements GroupCache {
    @Override
    public Optional<MessageGroup> find(String groupId) {
      throw new IllegalStateException("The cache is out of reach");
    }

    @Override
    public void put(MessageGroup sent) {
      throw new IllegalStateException("The cache is full");
    }
  }

  @BeforeEach
  void openCachingStore() {
    caching = open(settings -> settings.groupCache(new Everything()));
    group =
        store
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB)), NewMessage.from("ann", "First"))
            .group();
    wire.clear();
  }

  @Test
  void createMessage_byIdOfAKeptGroup_isOneTransaction() {
    kept.put(group.id(), group);

    Sent sent = caching.createMessage(group.id(), HI);

    assertThat(wire.requests()).hasSize(1).hasOnlyElementsOfType(TransactWriteItemsRequest.class);
    assertThat(sent.group()).isEqualTo(group.withSent(sent.message().sortKey()));
    assertThat(texts(group)).containsExactly("First", "Hi");
  }

  @Test
  void createMessage_byIdOfAnUnknownGroup_readsItOnce() {
    caching.createMessage(group.id(), HI);
    caching.createMessage(group.id(), HI);

    assertThat(wire.requests(GetItemRequest.class)).hasSize(1);
    assertThat(wire.requests(TransactWriteItemsRequest.class)).hasSize(2);
  }

  @Test
  void createGroup_keepsIt() {
    Sent made = caching.createGroup(NewGroup.direct(ANN, CAT), HI);

    assertThat(kept).containsEntry(made.group().id(), made.group());
  }

  @Test
  void createMessage_toAGroupInHand_keepsIt() {
    Sent sent = caching.createMessage(group, HI);

    assertThat(kept).containsEntry(group.id(), sent.group());
  }

  @Test
  void createMessage_byIdOfAGroupThatHasChanged_isOneTransactionMoreAndNoRead() {
    kept.put(group.id(), group);
    openElsewhere().createMessage(group, NewMessage.from("bob", "Second"));

    Sent sent = caching.createMessage(group.id(), HI);

    assertThat(wire.requests()).hasSize(2).hasOnlyElementsOfType(TransactWriteItemsRequest.class);
    assertThat(texts(group)).containsExactly("First", "Second", "Hi");
    assertThat(kept).containsEntry(group.id(), sent.group());
  }

  @Test
  void createMessage_byOneWhoCameSince_isSent() {
    kept.put(group.id(), group);
    openElsewhere().addMembers(group.id(), List.of(CAT), History.FROM_BEGINNING);

    caching.actingAs("cat").createMessage(group.id(), NewMessage.from("cat", "Here I am"));

    assertThat(texts(group)).containsExactly("First", "Here I am");
  }

  @Test
  void createMessage_byOneWhoWasRemovedSince_isRefused() {
    kept.put(group.id(), group);
    openElsewhere().removeMember(group.id(), "bob");

    assertThatThrownBy(
            () ->
                caching
                    .actingAs("bob")
                    .createMessage(group.id(), NewMessage.from("bob", "Still here")))
        .isInstanceOf(NotAMemberException.class);
    assertThat(texts(group)).containsExactly("First");
  }

  @Test
  void createMessage_whenTheCacheGivesAnotherGroup_readsTheHead() {
    MessageGroup other = direct(ANN, CAT, "Other").group();
    kept.put(group.id(), other);

    caching.createMessage(group.id(), HI);

    assertThat(texts(group)).containsExactly("First", "Hi");
    assertThat(texts(other)).containsExactly("Other");
  }

  @Test
  void createMessage_whenTheCacheFails_isSentAsWithoutOne() {
    Messaging broken = open(settings -> settings.groupCache(new Broken()));

    broken.createMessage(group.id(), HI);

    assertThat(wire.requests()).hasSize(2);
    assertThat(texts(group)).containsExactly("First", "Hi");
  }

  @Test
  void createMessage_streamed_asksNoCacheAndKeepsNothing() {
    Messaging broken = open(settings -> settings.groupCache(new Broken()));

    caching.withSendMode(SendMode.STREAMED).createMessage(group.id(), HI);
    broken.withSendMode(SendMode.STREAMED).createMessage(group.id(), HI);

    assertThat(kept).isEmpty();
    assertThat(wire.requests(GetItemRequest.class)).hasSize(2);
    openAdmin(table).rebuild(WHOLE_TABLE);
  }

  @Test
  void read_ofAKeptGroup_goesByTheHead() {
    kept.put(group.id(), group);
    openElsewhere().removeMember(group.id(), "bob");
    Messaging asBob = caching.withConsistentReads().actingAs("bob");

    assertThatThrownBy(() -> asBob.listMessages(group.id(), newestFirst(5)))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> asBob.findGroup(group.id())).isInstanceOf(NotAMemberException.class);
  }
}

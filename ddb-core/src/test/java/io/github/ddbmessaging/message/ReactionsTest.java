package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.Reaction;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.store.StoreTest;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ReactionsTest extends StoreTest {
  @Test
  void listMessages_withReactions_tellsWhoReactsHow() {
    Message hi = direct(ANN, BOB, "Hi").message();
    store.addReaction(hi.ref(), "ann", "+1");
    store.addReaction(hi.ref(), "bob", "heart");
    store.addReaction(hi.ref(), "bob", "+1");

    Message read =
        store
            .actingAs("ann")
            .withReactions()
            .listMessages(hi.groupId(), newestFirst(5))
            .items()
            .get(0);

    assertThat(read.reactions())
        .containsExactly(
            new Reaction("+1", 2, List.of("ann", "bob"), true),
            new Reaction("heart", 1, List.of("bob"), false));
    assertThat(store.listMessages(hi.groupId(), newestFirst(5)).items())
        .containsExactly(read.withReactions(List.of()));
  }

  @Test
  void listMessagesAround_withReactions_findsThoseOfBothSides() {
    String group = conversation(ANN, BOB, 4).group().id();
    List<Message> all = store.listMessages(group, oldestFirst(4)).items();
    all.forEach(message -> store.addReaction(message.ref(), "bob", message.text()));

    assertThat(store.withReactions().listMessagesAround(all.get(2).ref(), 1).inOrder())
        .flatExtracting(Message::reactions)
        .extracting(Reaction::emoji)
        .containsExactly("Message 2", "Message 3");
  }

  @Test
  void findMessage_withReactions_hasTheOnesToIt() {
    Message hi = conversation(ANN, BOB, 2).message();
    store.addReaction(hi.ref(), "bob", "+1");

    assertThat(store.actingAs("bob").withReactions().findMessage(hi.ref()))
        .contains(hi.withReactions(List.of(new Reaction("+1", 1, List.of("bob"), true))));
    assertThat(store.findMessage(hi.ref())).contains(hi);
  }

  @Test
  void findMessage_withReactionsOfAMessageThatIsGone_isEmpty() {
    Message hi = direct(ANN, BOB, "Hi").message();

    assertThat(store.withReactions().findMessage(new MessageRef("nowhere", hi.sortKey(), hi.id())))
        .isEmpty();
  }

  @Test
  void listMessages_withReactionsOfAPageInTheMiddle_findsThoseOfItsMessages() {
    String group = conversation(ANN, BOB, 4).group().id();
    List<Message> all = store.listMessages(group, oldestFirst(4)).items();
    all.forEach(message -> store.addReaction(message.ref(), "bob", message.text()));

    List<Message> page =
        store.withReactions().listMessages(group, oldestFirst(2).after(all.get(0).ref())).items();

    assertThat(page)
        .flatExtracting(Message::reactions)
        .extracting(Reaction::emoji)
        .containsExactly("Message 2", "Message 3");
  }

  @Test
  void addReaction_twice_isOne() {
    Message hi = direct(ANN, BOB, "Hi").message();

    store.addReaction(hi.ref(), "ann", "+1");

    assertThat(store.addReaction(hi.ref(), "ann", "+1").emojis()).containsExactly("+1");
  }

  @Test
  void removeReaction_leavesTheOthers() {
    Message hi = direct(ANN, BOB, "Hi").message();
    store.addReaction(hi.ref(), "ann", "+1");
    store.addReaction(hi.ref(), "ann", "heart");

    assertThat(store.removeReaction(hi.ref(), "ann", "+1").emojis()).containsExactly("heart");
    assertThat(store.removeReaction(hi.ref(), "ann", "heart").emojis()).isEmpty();
    assertThat(store.removeReaction(hi.ref(), "bob", "heart").emojis()).isEmpty();
    assertThat(reactions(hi)).isEmpty();
  }

  @Test
  void addReaction_ofOneTooMany_isRefused() {
    Message hi = direct(ANN, BOB, "Hi").message();
    IntStream.range(0, Limits.REACTIONS)
        .forEach(n -> store.addReaction(hi.ref(), "ann", "reaction " + n));

    assertThatThrownBy(() -> store.addReaction(hi.ref(), "ann", "one more"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("remove one first");
    assertThat(store.addReaction(hi.ref(), "ann", "reaction 0").emojis()).hasSize(Limits.REACTIONS);
  }

  @Test
  void addReaction_toWhatIsDeletedOrGone_isRefused() {
    Message hi = direct(ANN, BOB, "Hi").message();
    store.addReaction(hi.ref(), "bob", "+1");
    store.deleteMessage(hi.ref());

    assertThatThrownBy(() -> store.addReaction(hi.ref(), "ann", "+1"))
        .isInstanceOf(MessageDeletedException.class);
    assertThat(reactions(hi)).isEmpty();
    store.createMessage(hi.groupId(), NewMessage.from("ann", "Next"));
    store.purgeMessage(hi.ref());
    assertThatThrownBy(() -> store.addReaction(hi.ref(), "ann", "+1"))
        .isInstanceOf(MessageNotFoundException.class);
  }

  @Test
  void addReaction_byOthers_isRefused() {
    Message hi = direct(ANN, BOB, "Hi").message();

    assertThatThrownBy(() -> store.addReaction(hi.ref(), "cat", "+1"))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> store.actingAs("cat").addReaction(hi.ref(), "cat", "+1"))
        .isInstanceOf(NotAMemberException.class);
    assertThatThrownBy(() -> store.actingAs("ann").addReaction(hi.ref(), "bob", "+1"))
        .isInstanceOf(OtherUserException.class);
  }

  @Test
  void addReaction_ofManyUsersAtOnce_losesNone() {
    MessageGroup group =
        store
            .createGroup(
                NewGroup.titled("Crowd", People.crowd(Limits.MEMBERS)),
                NewMessage.from("user-1", "Hi"))
            .group();
    Message hi = store.listMessages(group.id(), newestFirst(1)).items().get(0);

    ExecutorService threads = Executors.newFixedThreadPool(Limits.MEMBERS);
    try {
      IntStream.range(0, 3 * Limits.MEMBERS)
          .mapToObj(
              n ->
                  CompletableFuture.runAsync(
                      () ->
                          store.addReaction(
                              hi.ref(), group.members().get(n / 3).id(), "reaction " + n % 3),
                      threads))
          .toList()
          .forEach(CompletableFuture::join);
    } finally {
      threads.shutdown();
    }

    assertThat(reactions(hi))
        .extracting(Reaction::count)
        .containsExactly(Limits.MEMBERS, Limits.MEMBERS, Limits.MEMBERS);
  }

  @Test
  void reads_withADamagedReaction_tellItAndTheOthersOrFail() {
    Message hi = direct(ANN, CAT, "Hi").message();
    store.addReaction(hi.ref(), "ann", "+1");
    var item = new HashMap<>(table.item("MSG#" + hi.groupId(), "RCT#" + hi.sortKey() + "#ann"));
    item.put("sk", AttributeValue.fromS("RCT#" + hi.sortKey() + "#cat"));
    item.put("reactions", AttributeValue.fromN("1"));
    table.put(item);

    var page = store.withReactions().listMessages(hi.groupId(), newestFirst(1));

    assertThat(page.items().get(0).reactions()).extracting(Reaction::count).containsExactly(1);
    assertThat(page.unreadable()).hasSize(1);
    assertThatThrownBy(() -> store.withReactions().findMessage(hi.ref()))
        .isInstanceOf(DamagedItemException.class);
    table.delete("MSG#" + hi.groupId(), "RCT#" + hi.sortKey() + "#cat");
  }

  @Test
  void addAndRemoveReaction_ofADamagedItem_nameItAndWriteNothing() {
    Message hi = direct(ANN, CAT, "Hi").message();
    String key = "RCT#" + hi.sortKey() + "#ann";
    store.addReaction(hi.ref(), "ann", "+1");
    var item = new HashMap<>(table.item("MSG#" + hi.groupId(), key));
    item.put("reactions", AttributeValue.fromS("+1"));
    table.put(item);

    assertThatThrownBy(() -> store.addReaction(hi.ref(), "ann", "+2"))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining(key);
    assertThatThrownBy(() -> store.removeReaction(hi.ref(), "ann", "+1"))
        .isInstanceOf(DamagedItemException.class)
        .hasMessageContaining(key);
    assertThat(table.item("MSG#" + hi.groupId(), key)).isEqualTo(item);
    table.delete("MSG#" + hi.groupId(), key);
  }

  private List<Reaction> reactions(Message message) {
    return store
        .withConsistentReads()
        .withReactions()
        .listMessages(message.groupId(), oldestFirst(1))
        .items()
        .get(0)
        .reactions();
  }
}

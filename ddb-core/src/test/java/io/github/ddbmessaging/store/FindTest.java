package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Looking up one message or one group. */
class FindTest extends StoreTest {
  @Test
  void findMessage_whenItIsThere_returnsIt() {
    Sent sent = direct(ANN, BOB, "Hi");

    assertThat(store.findMessage(sent.group().id(), sent.message().sortKey()))
        .contains(sent.message());
  }

  @Test
  void findMessage_whenItIsNotThere_isEmpty() {
    Sent sent = direct(ANN, BOB, "Hi");
    SortKey other = SortKey.of(sent.message().createdAt(), "other");

    assertThat(store.findMessage(sent.group().id(), other)).isEmpty();
  }

  @Test
  void findMessage_whenItIsInAnotherGroup_isEmpty() {
    Sent ours = direct(ANN, BOB, "Ours");
    Sent theirs = direct(ANN, CAT, "Theirs");

    assertThat(store.findMessage(ours.group().id(), theirs.message().sortKey())).isEmpty();
  }

  @Test
  void findMessage_withConsistentReads_readsStronglyConsistently() {
    SortKey any = SortKey.of(TestClock.START, "any");

    store.findMessage("any", any);
    store.withConsistentReads().findMessage("any", any);

    assertThat(wire.requests(GetItemRequest.class))
        .extracting(GetItemRequest::consistentRead)
        .containsExactly(false, true);
  }

  @Test
  void findGroup_whenItIsThere_returnsItAsTheLastSendDid() {
    NewGroup trio = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));
    Sent first = store.createGroup(trio, NewMessage.from("ann", "Pizza?"));
    Sent last = store.createMessage(first.group(), NewMessage.from("cat", "Pasta!"));

    assertThat(store.findGroup(first.group().id())).contains(last.group());
  }

  @Test
  void findGroup_whenItIsNotThere_isEmpty() {
    assertThat(store.findGroup("nowhere")).isEmpty();
  }

  @Test
  void findGroup_withConsistentReads_readsStronglyConsistently() {
    store.findGroup("any");
    store.withConsistentReads().findGroup("any");

    assertThat(wire.requests(GetItemRequest.class))
        .extracting(GetItemRequest::consistentRead)
        .containsExactly(false, true);
  }
}

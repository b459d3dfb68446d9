package io.github.ddbmessaging.group;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.StoreTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Looking up one group. */
class FindGroupTest extends StoreTest {
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

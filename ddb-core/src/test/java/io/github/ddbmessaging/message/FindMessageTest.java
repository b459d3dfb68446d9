package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.testing.meter.Meter;
import io.github.ddbmessaging.testing.meter.Usage;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/** Looking up one message by its ref. */
class FindMessageTest extends StoreTest {
  private static final String OLD_GROUP = "old-group";
  private static final String OLD_KEY = "2023-05-01T10:00:00+02:00";
  private static final String OWN_KEY = "2023-05-01T08:00:00.000000Z#old-1";

  private final Meter meter = new Meter();

  @Test
  void findMessage_byTheTextOfItsRef_returnsIt() {
    Message message = direct(ANN, BOB, "Hi").message();

    assertThat(store.findMessage(MessageRef.parse(message.ref().toString()))).contains(message);
  }

  @Test
  void findMessage_whenItIsNotThere_isEmptyAfterOneRequest() {
    MessageRef there = conversation(ANN, BOB, 1).message().ref();
    SortKey otherKey = SortKey.of(there.sortKey().instant(), "other");

    assertThat(store.findMessage(new MessageRef(there.groupId(), otherKey, "other"))).isEmpty();
    assertThat(wire.requests()).hasSize(1);
  }

  @Test
  void findMessage_whenItsKeyIsOfAMessageOfAnotherId_isEmpty() {
    MessageRef there = direct(ANN, BOB, "Hi").message().ref();

    assertThat(store.findMessage(new MessageRef(there.groupId(), there.sortKey(), "other")))
        .isEmpty();
  }

  @Test
  void findMessage_byTheRefOfAnotherGroupsMessageWithThisGroupsId_isEmpty() {
    MessageRef ours = direct(ANN, BOB, "Ours").message().ref();
    MessageRef theirs = direct(ANN, CAT, "Theirs").message().ref();

    assertThat(
            store.findMessage(new MessageRef(ours.groupId(), theirs.sortKey(), theirs.messageId())))
        .isEmpty();
  }

  @Test
  void findMessage_whenTheOldApplicationWroteIt_costsOneRead() {
    MessageRef old = refOfAnOldMessage();
    Messaging metered = openMetered(meter, settings -> {});

    assertThat(meter.measure(() -> assertFound(metered, old, OLD_KEY)))
        .isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void findMessage_byARefFromBeforeTheMigration_returnsItForASecondRead() {
    MessageRef old = refOfAnOldMessage();
    admin.migrate(WHOLE_TABLE);
    Messaging metered = openMetered(meter, settings -> {});

    assertThat(meter.measure(() -> assertFound(metered, old, OWN_KEY)))
        .isEqualTo(new Usage(2, 1, 0));
  }

  @Test
  void findMessage_byARefFromAfterTheMigration_costsOneRead() {
    refOfAnOldMessage();
    admin.migrate(WHOLE_TABLE);
    MessageRef moved = new MessageRef(OLD_GROUP, new SortKey(OWN_KEY), "old-1");
    Messaging metered = openMetered(meter, settings -> {});

    assertThat(meter.measure(() -> assertFound(metered, moved, OWN_KEY)))
        .isEqualTo(new Usage(1, 0.5, 0));
  }

  @Test
  void findMessage_withConsistentReads_readsStronglyConsistently() {
    MessageRef any = new MessageRef("any", new SortKey(OLD_KEY), "any");

    store.findMessage(any);
    store.withConsistentReads().findMessage(any);

    assertThat(wire.requests(GetItemRequest.class))
        .extracting(GetItemRequest::consistentRead)
        .containsExactly(false, false, true, true);
  }

  private MessageRef refOfAnOldMessage() {
    new OldApplication(table).converse(OLD_GROUP, OLD_KEY, ANN, BOB, "Hi");
    return store.listMessages(OLD_GROUP, oldestFirst(1)).items().get(0).ref();
  }

  private static void assertFound(Messaging store, MessageRef ref, String key) {
    assertThat(store.findMessage(ref))
        .contains(new Message(OLD_GROUP, new SortKey(key), "old-1", ANN, "Hi"));
  }
}

package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.Wire.Fault;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Whether a change that fails says rightly that nothing was written. */
class ChangeAmbiguityTest extends StoreTest {
  @Test
  void editMessage_whenItsResponseIsLostAndTheMessagePurged_saysThatItMayBeWritten() {
    Message first = firstOfTwo();
    purgedAfterLostResponse(first);

    MessagingException failure =
        catchThrowableOfType(
            MessagingException.class,
            () ->
                store
                    .withSendMode(SendMode.STREAMED)
                    .editMessage(first.ref(), MessageEdit.ofText("New")));

    assertThat(failure.mayHaveTakenEffect()).isTrue();
  }

  @Test
  void purgeMessage_whenItsResponseIsLostAndAnotherPurgesIt_findsItGone() {
    Message first = firstOfTwo();
    purgedAfterLostResponse(first);

    assertThat(store.purgeMessage(first.ref())).isTrue();
  }

  @Test
  void purgeMessage_whenItFailsAfterTheDeletion_saysThatItMayBeWritten() {
    Message first = firstOfTwo();
    wire.fail(number -> number > 2 ? Faults.refused("AccessDeniedException") : Fault.NONE);

    MessagingException failure =
        catchThrowableOfType(MessagingException.class, () -> store.purgeMessage(first.ref()));

    assertThat(failure.mayHaveTakenEffect()).isTrue();
    assertThat(openElsewhere().findMessage(first.ref())).get().matches(Message::isDeleted);
  }

  /** The next write is done, and its response lost; then another purges the message. */
  private void purgedAfterLostResponse(Message message) {
    Fault purgedBefore =
        (request, service) -> {
          openElsewhere().purgeMessage(message.ref());
          return service.send(
              request instanceof TransactWriteItemsRequest write
                  ? write.toBuilder().clientRequestToken(null).build()
                  : request);
        };
    wire.failNext(Fault.NONE, Faults.responseLost(), purgedBefore);
  }

  private Message firstOfTwo() {
    Message first = direct(ANN, BOB, "First").message();
    store.createMessage(first.groupId(), NewMessage.from("ann", "Second"));
    return first;
  }
}

package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Wire.Fault;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Promise 9 for exceptions: none, nor its causes, tells a text, a title or a person's name. */
class ContentStaysOutOfExceptionsTest extends StoreTest {
  private static final String SECRET = "s3cr3t";
  private static final User ANN = new User("ann", SECRET + " Ann", SECRET + ".ann");
  private static final User BOB = new User("bob", SECRET + " Bob", SECRET + ".bob");
  private static final NewMessage MESSAGE = NewMessage.from("ann", SECRET);

  private MessageGroup group;
  private Sent newest;

  @BeforeEach
  void startSecretConversation() {
    NewGroup titled = NewGroup.titled(SECRET, List.of(ANN, BOB));
    newest = store.createGroup(titled, MESSAGE.withIdempotencyKey("key"));
    group = newest.group();
    wire.clear();
  }

  @Test
  void createMessage_withBadText_doesNotTellIt() {
    assertSilent(() -> send(SECRET.repeat(Limits.DEFAULT_TEXT_LENGTH)));
    assertSilent(() -> send(SECRET + "\uD83D"));
  }

  @Test
  void createMessage_whenTheItemIsTooLarge_doesNotTellTheText() {
    Messaging roomy = open(settings -> settings.maxTextLength(Limits.ITEM_BYTES));

    assertSilent(
        () ->
            roomy.createMessage(
                group, NewMessage.from("ann", SECRET + "x".repeat(Limits.ITEM_BYTES - 10))));
  }

  @Test
  void createGroup_withBadNames_doesNotTellThem() {
    User wordy = new User("ann", SECRET.repeat(Limits.DISPLAY_NAME_LENGTH), "ann");
    User longHandled = new User("ann", "Ann", SECRET.repeat(Limits.HANDLE_BYTES));
    User broken = new User("ann", SECRET + "\uD83D", SECRET + "\n");

    for (User user : List.of(wordy, longHandled, broken)) {
      assertSilent(() -> store.createGroup(NewGroup.direct(user, BOB), MESSAGE));
    }
  }

  @Test
  void createGroup_withABadTitle_doesNotTellIt() {
    NewGroup wordy = NewGroup.titled(SECRET.repeat(Limits.TITLE_LENGTH), List.of(ANN, BOB));

    assertSilent(() -> store.createGroup(wordy, MESSAGE));
  }

  @Test
  void createGroup_ofOtherMembersThanTheKeyMade_doesNotTellThem() {
    clock.advance(Duration.ofDays(2));
    NewGroup others = NewGroup.titled(SECRET, List.of(ANN));

    assertSilent(() -> store.createGroup(others, MESSAGE.withIdempotencyKey("key")));
  }

  @Test
  void createMessage_withTheKeyOfAnother_doesNotTellTheirText() {
    assertSilent(
        () -> store.createMessage(group, NewMessage.from("bob", SECRET).withIdempotencyKey("key")));
  }

  @Test
  void createMessage_byAStrangerOrIntoNoGroup_doesNotTellTheText() {
    assertSilent(() -> store.createMessage(group, NewMessage.from("eve", SECRET)));
    assertSilent(() -> store.createMessage("nowhere", MESSAGE));
    assertSilent(() -> store.actingAs("bob").createMessage(group, MESSAGE));
    assertSilent(() -> store.actingAs("eve").listMessages(group.id(), newestFirst(1)));
  }

  @Test
  void listMessages_withABadCursor_doesNotTellIt() {
    assertSilent(() -> store.listMessages(group.id(), newestFirst(1).before(new Cursor(SECRET))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TransactionConflict", "ThrottlingError", "ValidationError"})
  void createMessage_whenCanceled_doesNotTellTheText(String reason) {
    wire.fail(number -> Faults.canceled(reason));

    assertSilent(() -> store.createMessage(group, MESSAGE));
  }

  @Test
  void createMessage_whenItNeverGetsThrough_doesNotTellTheText() {
    for (Fault fault : List.of(Faults.answerLost(), Faults.throttled(), Faults.notSent())) {
      wire.fail(number -> fault);

      assertSilent(() -> store.createMessage(group, MESSAGE));
    }
  }

  @Test
  void createMessage_whenOthersAreAlwaysFaster_doesNotTellTheText() {
    wire.fail(
        number ->
            (request, service) -> {
              openElsewhere().createMessage(group.id(), MESSAGE);
              return service.send(request);
            });

    assertSilent(() -> store.createMessage(group, MESSAGE));
  }

  @Test
  void createMessage_whenDynamoDbFindsTheRequestInvalid_doesNotTellTheText() {
    wire.fail(number -> Faults.refused("ValidationException"));

    assertSilent(() -> store.createMessage(group, MESSAGE));
  }

  @Test
  void reading_whenTheTableIsMissing_doesNotTellAnything() {
    Messaging lost =
        kind.open(
            new Table("missing", table.client(), table.asyncClient()),
            settings -> settings.retries(AT_ONCE));

    assertSilent(() -> lost.createMessage(group, MESSAGE));
    assertSilent(() -> lost.listMessages(group.id(), newestFirst(1)));
  }

  @Test
  void reading_whenAnItemIsDamaged_doesNotTellWhatItHolds() {
    for (String sk : List.of(newest.message().sortKey().value(), Keys.HEAD)) {
      Map<String, AttributeValue> whole = table.item(Keys.messagePartition(group.id()), sk);
      whole.keySet().stream()
          .filter(attribute -> !attribute.equals(Attributes.PK) && !attribute.equals(Attributes.SK))
          .filter(attribute -> !attribute.equals(Attributes.TITLE))
          .forEach(
              attribute -> {
                Map<String, AttributeValue> damaged = new HashMap<>(whole);
                damaged.remove(attribute);
                table.put(damaged);
                assertSilent(() -> store.actingAs("ann").listMessages(group.id(), newestFirst(10)));
              });
      table.put(whole);
    }
  }

  @Test
  void reading_whenAHeadHoldsSecretsInTheWrongPlaces_doesNotTellThem() {
    Map<String, AttributeValue> whole = table.item(Keys.messagePartition(group.id()), Keys.HEAD);
    for (String attribute :
        List.of(Attributes.NEWEST, Attributes.MEMBERS, Attributes.CREATED_AT, Attributes.VERSION)) {
      Map<String, AttributeValue> damaged = new HashMap<>(whole);
      damaged.put(attribute, AttributeValue.fromS(SECRET));
      table.put(damaged);

      assertSilent(() -> store.findGroup(group.id()));
    }
    table.put(whole);
  }

  private Sent send(String text) {
    return store.createMessage(group, NewMessage.from("ann", text));
  }

  private static void assertSilent(ThrowingCallable call) {
    MessagingException failure = catchThrowableOfType(MessagingException.class, call);
    assertThat(failure).isNotNull();
    StringWriter printed = new StringWriter();
    failure.printStackTrace(new PrintWriter(printed));
    assertThat(printed.toString()).doesNotContain(SECRET);
  }
}

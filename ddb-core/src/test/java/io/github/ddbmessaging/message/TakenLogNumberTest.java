package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A store of the first version that gives a group its lost head back knows nothing of a change log.
 * Whatever writes into the log finds the number taken, mends the head, and goes on.
 */
class TakenLogNumberTest extends StoreTest {
  private static final MessageEdit NEWER = MessageEdit.ofText("Newer");

  private Message first;
  private Message shown;

  @BeforeEach
  void giveTheGroupAHeadOfTheFirstVersion() {
    first =
        store
            .createGroup(
                NewGroup.titled("Trip", List.of(ANN, BOB)), NewMessage.from("ann", "First"))
            .message();
    shown = store.createMessage(first.groupId(), NewMessage.from("bob", "Second")).message();
    store.editMessage(first.ref(), MessageEdit.ofText("New"));
    store.editMessage(shown.ref(), MessageEdit.ofText("New"));
    Map<String, AttributeValue> head =
        new HashMap<>(table.item(Keys.messagePartition(first.groupId()), Keys.HEAD));
    head.remove(Attributes.CHANGES);
    table.put(head);
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        change("a message that rows show", test -> test.store.editMessage(test.shown.ref(), NEWER)),
        change("another message", test -> test.store.editMessage(test.first.ref(), NEWER)),
        change("the group", test -> test.store.renameGroup(test.first.groupId(), "Journey")),
        change("a streamed change of the message that rows show", test -> test.stream(test.shown)),
        change("a streamed change of another message", test -> test.stream(test.first)));
  }

  private static Arguments change(String name, Consumer<TakenLogNumberTest> change) {
    return argumentSet(name, change);
  }

  @ParameterizedTest
  @MethodSource("changes")
  void change_whenTheHeadDoesNotTellOfTheLog_goesOnWithIt(Consumer<TakenLogNumberTest> change) {
    wire.clear();

    change.accept(this);

    assertThat(logged()).containsExactly(1, 2, 3);
    assertThat(wire.requests()).hasSizeLessThan(15);
  }

  private void stream(Message message) {
    store.withSendMode(SendMode.STREAMED).editMessage(message.ref(), NEWER);
    admin.rebuild(WHOLE_TABLE);
  }

  private long[] logged() {
    return table.items().stream()
        .filter(item -> item.get(Attributes.SK).s().startsWith(Keys.LOG_PREFIX))
        .map(item -> Schemas.read(Schemas.LOG, item))
        .mapToLong(LogEntry::number)
        .sorted()
        .toArray();
  }
}

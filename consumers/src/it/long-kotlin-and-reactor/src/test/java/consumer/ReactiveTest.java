package consumer;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.TestTable;
import io.github.ddbmessaging.testing.fault.Faults;
import io.github.ddbmessaging.testkit.MessagingTests;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class ReactiveTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO_DB = MessagingTests.extension();

  private final Faults calls = Faults.withRandomSeed();
  private AsyncMessagingStore store;
  private String groupId;

  @BeforeEach
  void makeGroup(TestTable table) {
    store =
        AsyncMessagingStore.builder()
            .client(calls.wrap(table.asyncClient()))
            .tableName(table.name())
            .build();
    groupId =
        store
            .createGroup(
                NewGroup.direct(new User("ann", "Ann", "ann"), new User("bob", "Bob", "bob")),
                NewMessage.from("ann", "First"))
            .join()
            .group()
            .id();
  }

  @Test
  void send_whenSubscribedTo_sends() {
    var sent = Reactive.send(store, groupId, NewMessage.from("ann", "Hi Bob")).block();

    assertThat(sent.message().text()).isEqualTo("Hi Bob");
  }

  @Test
  void send_untilSubscribedTo_makesNoRequest() {
    int before = calls.calls().size();

    var unused = Reactive.send(store, groupId, NewMessage.from("ann", "Hi Bob"));

    assertThat(calls.calls()).hasSize(before);
  }

  @Test
  void send_whenThereIsNoGroup_failsWithWhatTheStoreFailsWith() {
    assertThatThrownBy(() -> Reactive.send(store, "nowhere", NewMessage.from("ann", "Hi")).block())
        .isInstanceOf(GroupNotFoundException.class);
  }

  @Test
  void messages_areThoseOfAllPages() {
    sendFour();

    List<String> texts =
        Reactive.messages(store, groupId, oldestFirst(2)).map(Message::text).collectList().block();

    assertThat(texts).containsExactly("First", "1", "2", "3", "4");
  }

  @Test
  void messages_whenTheFirstPageIsEnough_readNoOther() {
    sendFour();

    List<String> texts =
        Reactive.messages(store, groupId, oldestFirst(2))
            .take(2)
            .map(Message::text)
            .collectList()
            .block();

    assertThat(texts).containsExactly("First", "1");
    assertThat(calls.calls()).filteredOn(call -> call.operation().equals("Query")).hasSize(1);
  }

  private void sendFour() {
    Flux.range(1, 4)
        .concatMap(n -> Reactive.send(store, groupId, NewMessage.from("ann", "" + n)))
        .blockLast();
  }
}

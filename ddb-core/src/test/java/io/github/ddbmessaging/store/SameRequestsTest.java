package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.internal.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The two stores are one: the same calls make the same requests and return the same results. */
class SameRequestsTest {
  @RegisterExtension static final DynamoDbExtension DYNAMO_DB = MessagingTables.extension();

  private Table table;

  /** What a series of calls returned, and what it asked for. */
  private record Outcome(List<Object> results, List<SdkRequest> requests) {}

  @BeforeEach
  void take(Table ownTable) {
    table = ownTable;
  }

  @Test
  void calls_onEitherStore_makeTheSameRequestsWithTheSameResults() {
    Outcome sync = outcomeOf(StoreKind.SYNC);
    table.clear();
    Outcome async = outcomeOf(StoreKind.ASYNC);

    assertThat(async.results()).isEqualTo(sync.results());
    assertThat(async.requests()).isEqualTo(sync.requests());
    assertThat(sync.requests()).hasSizeGreaterThan(sync.results().size());
  }

  private Outcome outcomeOf(StoreKind kind) {
    Wire wire = new Wire();
    wire.fail(number -> SameRequestsTest::sendWithoutToken);
    AtomicInteger lastId = new AtomicInteger();
    Messaging store =
        kind.open(
            wire.to(table),
            settings ->
                settings
                    .clock(TestClock.ticking())
                    .ids(() -> "id-" + lastId.incrementAndGet())
                    .random(() -> 0)
                    .listener(CallListener.atEnd(report -> {})));
    return new Outcome(results(store), wire.requests());
  }

  /** The engine would take what the second store sends for what the first has sent, repeated. */
  private static CompletableFuture<SdkResponse> sendWithoutToken(
      SdkRequest request, Service service) {
    return service.send(
        request instanceof TransactWriteItemsRequest write
            ? write.toBuilder().clientRequestToken(null).build()
            : request);
  }

  private static List<Object> results(Messaging store) {
    List<Object> results = new ArrayList<>();
    NewMessage keyed = NewMessage.from("ann", "Once").withIdempotencyKey("key");
    NewGroup lunch = NewGroup.titled("Lunch", List.of(ANN, BOB, CAT));

    Sent first = store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("ann", "First"));
    String group = first.group().id();
    Sent second = store.createMessage(first.group(), NewMessage.from("bob", "Second"));
    results.addAll(List.of(first, second));
    results.add(store.createMessage(first.group(), NewMessage.from("bob", "From a stale group")));
    results.add(store.createMessage(group, keyed));
    results.add(store.createMessage(second.group(), keyed));
    results.add(store.createGroup(NewGroup.direct(BOB, ANN), NewMessage.from("bob", "Again")));
    results.add(store.createGroup(lunch, keyed));
    results.add(store.createGroup(lunch, keyed));
    results.add(store.listMessagePages(group, newestFirst(2)));
    results.add(store.listMessages(group, oldestFirst(10).after(second.message().ref())));
    results.add(store.listMessagesAround(second.message().ref(), 2));
    results.add(store.listMessageGroupPages("ann", newestFirst(1)));
    results.add(store.withConsistentReads().findGroup(group));
    results.add(store.actingAs("bob").listMessages(group, newestFirst(2)));
    results.add(store.actingAs("bob").findMessage(second.message().ref()));
    results.add(store.editMessage(second.message().ref(), MessageEdit.ofText("Edited")));
    results.add(store.addReaction(second.message().ref(), "ann", "+1"));
    results.add(store.removeReaction(second.message().ref(), "ann", "+1"));
    ChangesToken token = store.beginChanges(group);
    results.add(store.deleteMessage(second.message().ref()));
    results.add(store.purgeMessage(second.message().ref()));
    results.add(store.listChanges(group, token, 5));
    results.add(store.withReactions().listMessages(group, newestFirst(5)));
    GroupState seen = store.markUnread("bob", first.message().ref());
    results.add(store.markRead("bob", first.message().ref(), 0));
    results.add(store.markRead("bob", first.message().ref(), seen.unreadMarks()));
    results.add(store.findGroupState("bob", group));
    results.add(store.updateGroupState("bob", group, GroupStateUpdate.begin().pin()));
    results.add(store.listInboxPages("bob", newestFirst(1)));
    results.add(store.listPinned("bob"));
    results.add(store.countUnread("bob", group));
    results.add(store.countUnread("bob", List.of(group, "nowhere"), 2));
    results.add(store.listReadPositions(first.group()));
    results.add(store.listReadPositions(group));
    results.add(failure(() -> store.countUnread("eve", group)));
    results.add(failure(() -> store.actingAs("eve").listMessages(group, newestFirst(2))));
    results.add(failure(() -> store.createMessage("nowhere", keyed)));
    return results;
  }

  private static String failure(Supplier<?> call) {
    try {
      return "No failure, but " + call.get();
    } catch (MessagingException e) {
      return e.toString();
    }
  }
}

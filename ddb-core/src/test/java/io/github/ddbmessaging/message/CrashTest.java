package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.store.Wire.Fault;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise 4: the process ends before or after each request of a send. The next process, which
 * repeats the send with its idempotency key, leaves nothing lost and nothing doubled.
 */
class CrashTest extends StoreTest {
  private static final NewMessage KEYED = NewMessage.from("ann", "Once").withIdempotencyKey("key");

  private MessageGroup stale;

  /** A send, the requests that it makes, and whether its group exists before. */
  @SuppressWarnings("ImmutableEnumChecker") // Its fields are never changed.
  enum Scenario {
    MESSAGE_WITH_THE_GROUP_IN_HAND(
        2,
        true,
        (store, stale) ->
            store.createMessage(
                store.withConsistentReads().findGroup(stale.id()).orElseThrow(), KEYED)),
    MESSAGE_WITH_A_STALE_GROUP(2, true, (store, stale) -> store.createMessage(stale, KEYED)),
    MESSAGE_BY_ID(2, true, (store, stale) -> store.createMessage(stale.id(), KEYED)),
    STREAMED_MESSAGE(
        1,
        true,
        (store, stale) -> store.withSendMode(SendMode.STREAMED).createMessage(stale, KEYED)),
    DIRECT_GROUP(1, false, (store, stale) -> store.createGroup(NewGroup.direct(ANN, CAT), KEYED)),
    DIRECT_GROUP_THAT_EXISTS(
        2, true, (store, stale) -> store.createGroup(NewGroup.direct(ANN, BOB), KEYED)),
    TITLED_GROUP(
        1,
        false,
        (store, stale) ->
            store.createGroup(NewGroup.titled("Lunch", List.of(ANN, BOB, CAT)), KEYED));

    private final int requests;
    private final boolean groupExists;
    private final BiFunction<Messaging, MessageGroup, Sent> send;

    Scenario(int requests, boolean groupExists, BiFunction<Messaging, MessageGroup, Sent> send) {
      this.requests = requests;
      this.groupExists = groupExists;
      this.send = send;
    }

    Sent send(Messaging store, MessageGroup stale) {
      return send.apply(store, stale);
    }

    List<String> textsInTheEnd() {
      return groupExists ? List.of("First", "Second", "Once") : List.of("Once");
    }
  }

  static Stream<Arguments> requests() {
    return EachRequest.of(Scenario.values(), scenario -> scenario.requests);
  }

  @BeforeEach
  void startConversation() {
    stale = direct(ANN, BOB, "First").group();
    store.createMessage(stale, NewMessage.from("bob", "Second"));
    wire.clear();
  }

  @ParameterizedTest
  @EnumSource
  void send_undisturbed_makesAsManyRequestsAsAreCutBelow(Scenario scenario) {
    scenario.send(store, stale);

    assertThat(wire.requests()).hasSize(scenario.requests);
    bringRowsUpToDate(scenario);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void repeat_afterTheProcessEndedBeforeOrAfterTheRequest_hasTheEffectOfOne(
      Scenario scenario, int request, boolean isDone) {
    endAt(scenario, request, isDone ? Faults.goneAfterwards() : Faults.gone());

    Sent sent = scenario.send(openElsewhere(), stale);

    assertSentOnce(scenario, sent);
  }

  private void endAt(Scenario scenario, int request, Fault end) {
    wire.endProcess(request, end);
    assertThatThrownBy(() -> scenario.send(store, stale))
        .isInstanceOf(DynamoDbFailureException.class);
    bringRowsUpToDate(scenario);
    assertThat(TableInvariants.violations(table.items())).isEmpty();
  }

  private void bringRowsUpToDate(Scenario scenario) {
    if (scenario == Scenario.STREAMED_MESSAGE) {
      openAdmin(table).rebuild(WHOLE_TABLE);
    }
  }

  private void assertSentOnce(Scenario scenario, Sent sent) {
    bringRowsUpToDate(scenario);
    assertThat(texts(sent.group())).isEqualTo(scenario.textsInTheEnd());
    assertThat(openElsewhere().listMessageGroups("ann", oldestFirst(100)).items())
        .filteredOn(row -> row.preview().equals("Once"))
        .extracting(MessageGroupRow::groupId)
        .containsExactly(sent.group().id());
  }
}

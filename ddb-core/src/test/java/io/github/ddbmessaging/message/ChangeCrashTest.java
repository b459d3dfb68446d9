package io.github.ddbmessaging.message;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.SendMode;
import io.github.ddbmessaging.store.Faults;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TableInvariants;
import io.github.ddbmessaging.store.Wire.Fault;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process ends before or after each request of a change, or responses are lost. A repeat leaves
 * nothing half done, and raises the revision once.
 */
class ChangeCrashTest extends StoreTest {
  private static final MessageEdit NEW_TEXT = MessageEdit.ofText("New");

  private MessageGroup group;
  private Message first;
  private Message newest;

  /** A change of the newest or the first message, the requests that it makes, what is left. */
  @SuppressWarnings("ImmutableEnumChecker") // Its fields are never changed.
  enum Scenario {
    EDIT_WHAT_IS_SHOWN(
        2, List.of("First", "New"), (s, t) -> s.editMessage(t.newest.ref(), NEW_TEXT)),
    EDIT_WHAT_IS_NOT(2, List.of("New", "Second"), (s, t) -> s.editMessage(t.first.ref(), NEW_TEXT)),
    DELETE_WHAT_IS_SHOWN(3, List.of("First", ""), (s, t) -> s.deleteMessage(t.newest.ref())),
    DELETE_WHAT_IS_NOT(2, List.of("", "Second"), (s, t) -> s.deleteMessage(t.first.ref())),
    PURGE(4, List.of("Second"), (s, t) -> s.purgeMessage(t.first.ref())),
    REACT(2, List.of("First", "Second"), (s, t) -> s.addReaction(t.newest.ref(), "bob", "+1")),
    EDIT_STREAMED(
        2, List.of("New", "Second"), (s, t) -> streamed(s).editMessage(t.first.ref(), NEW_TEXT)),
    DELETE_STREAMED(2, List.of("", "Second"), (s, t) -> streamed(s).deleteMessage(t.first.ref()));

    private final int requests;
    private final List<String> textsInTheEnd;
    private final BiConsumer<Messaging, ChangeCrashTest> change;

    Scenario(
        int requests, List<String> textsInTheEnd, BiConsumer<Messaging, ChangeCrashTest> change) {
      this.requests = requests;
      this.textsInTheEnd = textsInTheEnd;
      this.change = change;
    }

    private static Messaging streamed(Messaging store) {
      return store.withSendMode(SendMode.STREAMED);
    }

    boolean isStreamed() {
      return this == EDIT_STREAMED || this == DELETE_STREAMED;
    }
  }

  static Stream<Arguments> requests() {
    return EachRequest.of(Scenario.values(), scenario -> scenario.requests);
  }

  @BeforeEach
  void startConversation() {
    Message sent = direct(ANN, BOB, "First").message();
    first = sent;
    newest = store.createMessage(sent.groupId(), NewMessage.from("bob", "Second")).message();
    group = store.findGroup(sent.groupId()).orElseThrow();
    wire.clear();
  }

  @ParameterizedTest
  @EnumSource
  void change_undisturbed_makesAsManyRequestsAsAreCutBelow(Scenario scenario) {
    scenario.change.accept(store, this);

    assertThat(wire.requests()).hasSize(scenario.requests);
    assertChanged(scenario);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void repeat_afterTheProcessEndedBeforeOrAfterTheRequest_hasTheEffectOfOne(
      Scenario scenario, int request, boolean isDone) {
    wire.endProcess(request, isDone ? Faults.goneAfterwards() : Faults.gone());
    assertThatThrownBy(() -> scenario.change.accept(store, this))
        .isInstanceOf(DynamoDbFailureException.class);
    if (!scenario.isStreamed()) {
      assertThat(TableInvariants.violations(table.items(), clock.instant())).isEmpty();
    }

    scenario.change.accept(openElsewhere(), this);

    assertChanged(scenario);
  }

  @ParameterizedTest
  @EnumSource
  void change_whenEveryResponseOfAWriteIsLostOnce_hasTheEffectOfOne(Scenario scenario) {
    Set<Object> lost = new HashSet<>();
    wire.fail(
        number ->
            (request, service) ->
                isWrite(request) && lost.add(request)
                    ? Faults.responseLost().strike(request, service)
                    : Fault.NONE.strike(request, service));

    scenario.change.accept(store, this);

    assertThat(lost).isNotEmpty();
    assertChanged(scenario);
  }

  private static boolean isWrite(Object request) {
    return request.getClass().getSimpleName().matches("(TransactWriteItems|UpdateItem)Request");
  }

  private void assertChanged(Scenario scenario) {
    List<Message> left =
        openElsewhere().listMessages(group.id(), newestFirst(5)).items().stream()
            .sorted(Comparator.comparing(Message::sortKey))
            .toList();
    assertThat(left).extracting(Message::text).isEqualTo(scenario.textsInTheEnd);
    assertThat(left)
        .extracting(message -> message.status().revision())
        .allMatch(times -> times <= 1);
    if (scenario.isStreamed()) {
      // The projector would write what is missing in the change log.
      openElsewhere().purgeMessage(first.ref());
    }
  }
}

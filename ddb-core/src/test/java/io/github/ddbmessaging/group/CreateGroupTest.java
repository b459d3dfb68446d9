package io.github.ddbmessaging.group;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static io.github.ddbmessaging.store.People.CAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.Messaging;
import io.github.ddbmessaging.store.People;
import io.github.ddbmessaging.store.StoreTest;
import io.github.ddbmessaging.store.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pattern D: a new group with its first message. */
class CreateGroupTest extends StoreTest {
  @Test
  void createGroup_whenDirect_returnsTheFirstMessageAndTheGroupAsStored() {
    Sent sent = direct(ANN, BOB, "Hi Bob");

    assertThat(wire.requests()).hasSize(1);
    assertThat(sent.message().text()).isEqualTo("Hi Bob");
    assertThat(sent.message().sender()).isEqualTo(ANN);
    assertThat(sent.message().createdAt()).isEqualTo(TestClock.START);
    assertThat(sent.group())
        .isEqualTo(
            new MessageGroup(
                sent.message().groupId(),
                sent.message().sortKey(),
                List.of(ANN, BOB),
                null,
                TestClock.START,
                1,
                1));
    assertThat(store.findGroup(sent.group().id())).contains(sent.group());
  }

  @Test
  void createGroup_whenBothStartIt_isOneGroupWithBothMessages() {
    Sent anns = direct(ANN, BOB, "Hi Bob");
    Sent bobs = direct(BOB, ANN, "Hi Ann");

    assertThat(bobs.group().id()).isEqualTo(anns.group().id());
    assertThat(anns.group().id()).isEqualTo(MessageGroup.directId("bob", "ann"));
    assertThat(texts(anns.group())).containsExactly("Hi Bob", "Hi Ann");
    assertThat(previews("ann")).hasSize(1);
    assertThat(previews("bob")).hasSize(1);
  }

  @Test
  void createGroup_whenDirectOneExists_sendsIntoItWithOneTransactionMore() {
    Sent first = direct(ANN, BOB, "First");
    wire.clear();

    Sent second = direct(ANN, BOB, "Second");

    assertThat(second.group()).isEqualTo(first.group().withSent(second.message().sortKey()));
    assertThat(wire.requests()).hasSize(2);
  }

  @Test
  void createGroup_whenDirectOneExistsAndThereAreNoRetries_sendsIntoIt() {
    direct(ANN, BOB, "First");
    Messaging once =
        open(settings -> settings.retries(new RetrySettings(1, Duration.ZERO, Duration.ZERO)));

    Sent second = once.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("bob", "Second"));

    assertThat(second.message().text()).isEqualTo("Second");
  }

  @Test
  void createGroup_whenDirectOneExistsAndNamesHaveChanged_keepsTheFirstNames() {
    direct(ANN, BOB, "First");
    User renamed = new User("ann", "Ann Brown", "ann.b");

    Sent second = direct(renamed, BOB, "Second");

    assertThat(second.group().members()).containsExactly(ANN, BOB);
    assertThat(second.message().sender()).isEqualTo(ANN);
  }

  @Test
  void createGroup_whenDirectWithAnother_isAnotherGroup() {
    assertThat(direct(ANN, CAT, "Hi Cat").group().id())
        .isNotEqualTo(direct(ANN, BOB, "Hi Bob").group().id());
  }

  @Test
  void createGroup_whenTitledTwice_makesTwoGroups() {
    NewGroup lunch = NewGroup.titled("Lunch", List.of(ANN, BOB));

    Sent one = store.createGroup(lunch, NewMessage.from("ann", "Today?"));
    Sent other = store.createGroup(lunch, NewMessage.from("ann", "Tomorrow?"));

    assertThat(other.group().id()).isNotEqualTo(one.group().id());
    assertThat(previews("bob")).containsExactly("Tomorrow?", "Today?");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, Limits.MEMBERS})
  void createGroup_whenNumberOfMembersIsAllowed_givesEachARow(int members) {
    List<User> crowd = People.crowd(members);

    Sent sent = store.createGroup(NewGroup.titled("Crowd", crowd), from(crowd, "Hello"));

    assertThat(sent.group().members()).isEqualTo(crowd);
    for (User member : crowd) {
      assertThat(previews(member.id())).containsExactly("Hello");
    }
  }

  @Test
  void createGroup_whenSenderIsNoMember_isRefusedWithoutRequest() {
    assertThatThrownBy(
            () -> store.createGroup(NewGroup.direct(ANN, BOB), NewMessage.from("cat", "Hi")))
        .isInstanceOf(NotAMemberException.class);
    assertThat(wire.requests()).isEmpty();
  }

  @Test
  void createGroup_whenClockHasNanoseconds_storesMicroseconds() {
    clock.set(TestClock.START.plusNanos(999));

    Sent sent = direct(ANN, BOB, "Hi");

    assertThat(sent.message().createdAt()).isEqualTo(TestClock.START);
    assertThat(store.findGroup(sent.group().id())).isEqualTo(Optional.of(sent.group()));
  }

  private static NewMessage from(List<User> members, String text) {
    return NewMessage.from(members.get(0).id(), text);
  }
}

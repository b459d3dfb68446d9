package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Promise 8: bad input gets the library's own exception before anything is asked or written. */
class BadInputTest extends StoreTest {
  private static final String EMOJI = "\uD83D\uDE00";

  private MessageGroup group;
  private List<Map<String, AttributeValue>> before;

  @BeforeEach
  void startConversation() {
    group = conversation(ANN, BOB, 2).group();
    before = table.items();
  }

  static Stream<String> badIds() {
    return Stream.of(
        "", " ", "a#b", "#", "a\nb", "a\u0000", "\uD83D", "x".repeat(65), "\u20AC".repeat(22));
  }

  static Stream<String> badTexts() {
    return Stream.of(
        "",
        " \n\t",
        "half \uDE00 a pair",
        "x".repeat(Limits.DEFAULT_TEXT_LENGTH + 1),
        EMOJI.repeat(Limits.DEFAULT_TEXT_LENGTH + 1));
  }

  static Stream<String> badKeys() {
    return Stream.of("", " ", "a\nb", "\uD83D", "x".repeat(Limits.IDEMPOTENCY_KEY_BYTES + 1));
  }

  static Stream<String> badTitles() {
    return Stream.of("", " ", "\uD83D", "x".repeat(Limits.TITLE_LENGTH + 1));
  }

  static Stream<User> badUsers() {
    return Stream.of(
        new User("c#t", "Cat", "cat"),
        new User("cat", "", "cat"),
        new User("cat", "\uD83D", "cat"),
        new User("cat", "x".repeat(Limits.DISPLAY_NAME_LENGTH + 1), "cat"),
        new User("cat", "Cat", ""),
        new User("cat", "Cat", "c\nt"),
        new User("cat", "Cat", "x".repeat(Limits.HANDLE_BYTES + 1)));
  }

  static Stream<Cursor> badCursors() {
    return Stream.of("", "x", "====", "AQ", "\u20AC", "x".repeat(10_000)).map(Cursor::new);
  }

  static Stream<PageRequest> badPages() {
    return Stream.of(
        newestFirst(0),
        newestFirst(-1),
        newestFirst(Limits.PAGE_SIZE + 1),
        newestFirst(1).between(TestClock.START, TestClock.START),
        newestFirst(1).between(TestClock.START, TestClock.START.minusSeconds(1)));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void listMessages_withABadGroupId_isRefused(String id) {
    refused(() -> store.listMessages(id, newestFirst(1)));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void listMessageGroups_withABadUserId_isRefused(String id) {
    refused(() -> store.listMessageGroups(id, newestFirst(1)));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void findGroup_withABadGroupId_isRefused(String id) {
    refused(() -> store.findGroup(id));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void findMessage_withABadGroupId_isRefused(String id) {
    refused(() -> store.findMessage(id, SortKey.of(TestClock.START, "any")));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void createMessage_withABadGroupId_isRefused(String id) {
    refused(() -> store.createMessage(id, NewMessage.from("ann", "Hi")));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void createMessage_withABadSenderId_isRefused(String id) {
    refused(() -> store.createMessage(group, NewMessage.from(id, "Hi")));
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void createMessage_whenTheIdSourceGivesABadId_isRefused(String id) {
    Messaging other = open(settings -> settings.ids(() -> id));

    refused(() -> other.createMessage(group, NewMessage.from("ann", "Hi")));
  }

  @ParameterizedTest
  @MethodSource("badTexts")
  void createMessage_withABadText_isRefused(String text) {
    refused(() -> store.createMessage(group, NewMessage.from("ann", text)));
  }

  @ParameterizedTest
  @MethodSource("badTexts")
  void createGroup_withABadText_isRefused(String text) {
    refused(() -> direct(ANN, People.CAT, text));
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void createMessage_withABadIdempotencyKey_isRefused(String key) {
    refused(() -> store.createMessage(group, NewMessage.from("ann", "Hi").withIdempotencyKey(key)));
  }

  @ParameterizedTest
  @MethodSource("badTitles")
  void createGroup_withABadTitle_isRefused(String title) {
    NewGroup titled = NewGroup.titled(title, List.of(ANN, BOB));

    refused(() -> store.createGroup(titled, NewMessage.from("ann", "Hi")));
  }

  @ParameterizedTest
  @MethodSource("badUsers")
  void createGroup_withABadMember_isRefused(User user) {
    refused(() -> direct(ANN, user, "Hi"));
  }

  @Test
  void createGroup_withoutMembers_isRefused() {
    NewGroup empty = NewGroup.titled("Nobody", List.of());

    refused(() -> store.createGroup(empty, NewMessage.from("ann", "Hi")));
  }

  @Test
  void createGroup_whenUntitledWithThree_isRefused() {
    NewGroup trio = new NewGroup(null, List.of(ANN, BOB, People.CAT));

    refused(() -> store.createGroup(trio, NewMessage.from("ann", "Hi")));
  }

  @Test
  void createGroup_whenAMemberIsNamedTwice_isRefused() {
    NewGroup twice = NewGroup.titled("Twice", List.of(ANN, BOB, ANN));

    refused(() -> store.createGroup(twice, NewMessage.from("ann", "Hi")));
  }

  @ParameterizedTest
  @MethodSource("badCursors")
  void listMessages_withABadCursor_isRefused(Cursor cursor) {
    refused(() -> store.listMessages(group.id(), newestFirst(1).before(cursor)));
  }

  @ParameterizedTest
  @MethodSource("badCursors")
  void listMessageGroups_withABadCursor_isRefused(Cursor cursor) {
    refused(() -> store.listMessageGroups("ann", newestFirst(1).before(cursor)));
  }

  @Test
  void listMessages_withACursorChangedAnywhere_isRefused() {
    String good = store.listMessages(group.id(), newestFirst(1)).next().orElseThrow().value();
    wire.clear();

    for (int i = 0; i < good.length(); i++) {
      char other = good.charAt(i) == 'A' ? 'B' : 'A';
      Cursor changed = new Cursor(good.substring(0, i) + other + good.substring(i + 1));
      refused(() -> store.listMessages(group.id(), newestFirst(1).before(changed)));
    }
  }

  @ParameterizedTest
  @MethodSource("badPages")
  void listMessages_withABadPageRequest_isRefused(PageRequest request) {
    refused(() -> store.listMessages(group.id(), request));
  }

  @ParameterizedTest
  @MethodSource("badPages")
  void listMessageGroups_withABadPageRequest_isRefused(PageRequest request) {
    refused(() -> store.listMessageGroups("ann", request));
  }

  @ParameterizedTest
  @MethodSource("badPages")
  void listMessages_asAMemberWithABadPageRequest_isRefused(PageRequest request) {
    refused(() -> store.actingAs("ann").listMessages(group.id(), request));
  }

  @Test
  void createMessage_whenClockIsBeyondTheYear9999_isRefused() {
    clock.set(Instant.parse("+10000-01-01T00:00:00Z"));

    refused(() -> store.createMessage(group, NewMessage.from("ann", "Hi")));
  }

  private void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isExactlyInstanceOf(InvalidInputException.class);
    assertThat(wire.requests()).isEmpty();
    assertThat(table.items()).isEqualTo(before);
  }
}

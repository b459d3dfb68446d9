package io.github.ddbmessaging.internal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationTest {
  private static final int TEXT_LENGTH = 10;

  /** One character of 4 bytes and 2 chars. */
  private static final String EMOJI = "\ud83d\ude00";

  static List<String> goodIds() {
    return List.of("a", "x".repeat(64), EMOJI.repeat(16), "a b", "2026-11-21", "a:b/c@d");
  }

  static Stream<String> badIds() {
    return Stream.concat(badKeyParts(64), Stream.of("a#b", "#", "a#"));
  }

  static Stream<String> badHandles() {
    return badKeyParts(Limits.HANDLE_BYTES);
  }

  static Stream<String> badKeys() {
    return badKeyParts(Limits.IDEMPOTENCY_KEY_BYTES);
  }

  static Stream<String> badNames() {
    return badTexts(Limits.DISPLAY_NAME_LENGTH);
  }

  static Stream<String> badTitles() {
    return badTexts(Limits.TITLE_LENGTH);
  }

  static Stream<String> badMessageTexts() {
    return badTexts(TEXT_LENGTH);
  }

  @ParameterizedTest
  @MethodSource("goodIds")
  void userId_whenWithinItsLimits_isReturned(String id) {
    assertThat(Validation.userId(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void userId_whenPastALimit_isRefused(String id) {
    assertRefused(() -> Validation.userId(id), "user id");
  }

  @ParameterizedTest
  @MethodSource("goodIds")
  void groupId_whenWithinItsLimits_isReturned(String id) {
    assertThat(Validation.groupId(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void groupId_whenPastALimit_isRefused(String id) {
    assertRefused(() -> Validation.groupId(id), "group id");
  }

  @ParameterizedTest
  @MethodSource("goodIds")
  void messageId_whenWithinItsLimits_isReturned(String id) {
    assertThat(Validation.messageId(id)).isEqualTo(id);
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void messageId_whenPastALimit_isRefused(String id) {
    assertRefused(() -> Validation.messageId(id), "message id");
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void newMessage_whenSenderIdIsPastALimit_isRefused(String id) {
    assertRefused(() -> Validation.newMessage(NewMessage.from(id, "Hi"), TEXT_LENGTH), "sender id");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0123456789", " x ", "a\nb\tc", "#", "\u0000.", "\ud7ff\ue000"})
  void newMessage_whenTextIsWithinItsLimits_isAccepted(String text) {
    assertThatCode(() -> Validation.newMessage(NewMessage.from("ann", text), TEXT_LENGTH))
        .doesNotThrowAnyException();
  }

  @Test
  void newMessage_whenTextIsLongOnlyInBytes_isAccepted() {
    NewMessage message = NewMessage.from("ann", EMOJI.repeat(TEXT_LENGTH));

    assertThatCode(() -> Validation.newMessage(message, TEXT_LENGTH)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("badMessageTexts")
  void newMessage_whenTextIsPastALimit_isRefused(String text) {
    assertRefused(
        () -> Validation.newMessage(NewMessage.from("ann", text), TEXT_LENGTH), "message text");
  }

  @Test
  void newMessage_whenTextIsRefused_isNotQuoted() {
    NewMessage message = NewMessage.from("ann", "confidential");

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Validation.newMessage(message, TEXT_LENGTH))
        .withMessageNotContaining("confidential");
  }

  @ParameterizedTest
  @ValueSource(strings = {"k", "any # key", "\u00e9"})
  void newMessage_whenIdempotencyKeyIsWithinItsLimits_isAccepted(String key) {
    NewMessage message = NewMessage.from("ann", "Hi").withIdempotencyKey(key);

    assertThatCode(() -> Validation.newMessage(message, TEXT_LENGTH)).doesNotThrowAnyException();
  }

  @Test
  void newMessage_whenIdempotencyKeyIsAtItsLimit_isAccepted() {
    NewMessage message = NewMessage.from("ann", "Hi").withIdempotencyKey(EMOJI.repeat(32));

    assertThatCode(() -> Validation.newMessage(message, TEXT_LENGTH)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("badKeys")
  void newMessage_whenIdempotencyKeyIsPastALimit_isRefused(String key) {
    NewMessage message = NewMessage.from("ann", "Hi").withIdempotencyKey(key);

    assertRefused(() -> Validation.newMessage(message, TEXT_LENGTH), "idempotency key");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 48})
  void newGroup_whenTitledWithAnAllowedNumberOfMembers_isAccepted(int members) {
    NewGroup group = NewGroup.titled("Trip", Samples.users(members));

    assertThatCode(() -> Validation.newGroup(group)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 49})
  void newGroup_whenTitledWithAnotherNumberOfMembers_isRefused(int members) {
    NewGroup group = NewGroup.titled("Trip", Samples.users(members));

    assertRefused(() -> Validation.newGroup(group), "1 to 48 members, not " + members);
  }

  @Test
  void newGroup_whenDirectOfTwo_isAccepted() {
    NewGroup group = NewGroup.direct(Samples.ANN, Samples.BOB);

    assertThatCode(() -> Validation.newGroup(group)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void newGroup_whenUntitledWithAnotherNumberOfMembersThanTwo_isRefused(int members) {
    NewGroup group = new NewGroup(null, Samples.users(members));

    assertRefused(() -> Validation.newGroup(group), "of 2 members, not " + members);
  }

  @Test
  void newGroup_whenDirectOfTheSameUserTwice_isRefused() {
    NewGroup group = NewGroup.direct(Samples.ANN, Samples.ANN);

    assertRefused(() -> Validation.newGroup(group), "User 'ann' is named twice");
  }

  @Test
  void newGroup_whenAMemberIsNamedTwiceWithOtherNames_isRefused() {
    NewGroup group =
        NewGroup.titled("Trip", List.of(Samples.ANN, Samples.BOB, new User("ann", "A", "a")));

    assertRefused(() -> Validation.newGroup(group), "User 'ann' is named twice");
  }

  @Test
  void newGroup_whenTitleIsAtItsLimit_isAccepted() {
    NewGroup group = NewGroup.titled(EMOJI.repeat(Limits.TITLE_LENGTH), Samples.users(3));

    assertThatCode(() -> Validation.newGroup(group)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("badTitles")
  void newGroup_whenTitleIsPastALimit_isRefused(String title) {
    NewGroup group = NewGroup.titled(title, Samples.users(3));

    assertRefused(() -> Validation.newGroup(group), "title");
  }

  @ParameterizedTest
  @MethodSource("badIds")
  void newGroup_whenIdOfAMemberIsPastALimit_isRefused(String id) {
    assertRefused(() -> Validation.newGroup(groupWith(new User(id, "A", "a"))), "user id");
  }

  @Test
  void newGroup_whenNamesOfAMemberAreAtTheirLimits_isAccepted() {
    User user =
        new User(
            "x".repeat(Limits.ID_BYTES),
            EMOJI.repeat(Limits.DISPLAY_NAME_LENGTH),
            "h".repeat(Limits.HANDLE_BYTES));

    assertThatCode(() -> Validation.newGroup(groupWith(user))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @MethodSource("badNames")
  void newGroup_whenDisplayNameOfAMemberIsPastALimit_isRefusedNamingTheUser(String name) {
    assertRefused(
        () -> Validation.newGroup(groupWith(new User("eve", name, "e"))),
        "display name of user 'eve'");
  }

  @ParameterizedTest
  @MethodSource("badHandles")
  void newGroup_whenHandleOfAMemberIsPastALimit_isRefusedNamingTheUser(String handle) {
    assertRefused(
        () -> Validation.newGroup(groupWith(new User("eve", "Eve", handle))),
        "handle of user 'eve'");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void pageRequest_whenLimitIsAtItsBounds_isAccepted(int limit) {
    assertThatCode(() -> Validation.pageRequest(PageRequest.newestFirst(limit)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE})
  void pageRequest_whenLimitIsOutOfBounds_isRefused(int limit) {
    assertRefused(
        () -> Validation.pageRequest(PageRequest.newestFirst(limit)), "1 to 1000 items, not");
  }

  @Test
  void pageRequest_whenSpanIsOneNanosecond_isAccepted() {
    Instant from = Samples.MADE_AT;

    assertThatCode(
            () ->
                Validation.pageRequest(PageRequest.newestFirst(1).between(from, from.plusNanos(1))))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void pageRequest_whenSpanIsEmpty_isRefused(long nanos) {
    Instant from = Samples.MADE_AT;

    assertRefused(
        () ->
            Validation.pageRequest(PageRequest.newestFirst(1).between(from, from.plusNanos(nanos))),
        "is empty");
  }

  @Test
  void itemSize_whenAtItsLimit_isAccepted() {
    assertThatCode(() -> Validation.itemSize(400 * 1_024)).doesNotThrowAnyException();
  }

  @Test
  void itemSize_whenPastItsLimit_isRefused() {
    assertRefused(() -> Validation.itemSize(400 * 1_024 + 1), "409601 bytes");
  }

  private static NewGroup groupWith(User user) {
    return NewGroup.titled("Trip", List.of(user));
  }

  private static Stream<String> badKeyParts(int maxBytes) {
    return Stream.concat(
        Stream.of("a\nb", "\u0000", "a\u007f", "\u0085x", "x".repeat(maxBytes + 1)),
        Stream.concat(
            Stream.of(EMOJI.repeat(maxBytes / 4) + "x", "\u00e9".repeat(maxBytes / 2 + 1)),
            blankOrMalformed()));
  }

  private static Stream<String> badTexts(int maxLength) {
    return Stream.concat(
        Stream.of("x".repeat(maxLength + 1), EMOJI.repeat(maxLength + 1)), blankOrMalformed());
  }

  private static Stream<String> blankOrMalformed() {
    return Stream.of(
        "", " ", "\t\n", "\u2003", "a\ud800", "\udbffa", "\udc00a", "a\udfff", "\ude00\ud83d");
  }

  @Test
  void userId_whenNull_namesWhatIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> Validation.userId(null))
        .withMessage("user id");
  }

  private static void assertRefused(ThrowingCallable check, String part) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(check)
        .withMessageContaining(part);
  }
}

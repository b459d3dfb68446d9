package io.github.ddbmessaging.internal.access;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.TableScan;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a refusal says, and rules that {@code ValidationPropertyTest} does not try: it proves that
 * exactly what {@code Limits} says is accepted.
 */
class ValidationTest {
  private static final PageRequest ONE = PageRequest.newestFirst(1);
  private static final Instant TIME = Samples.MADE_AT;

  /** Each rule once, and each input once, with what the refusal says. */
  static Stream<Arguments> refusals() {
    String halves = "holds half of a surrogate pair";
    return Stream.of(
        refusal(() -> Validation.userId(" "), "The user id is blank"),
        refusal(() -> Validation.userId("a\nb"), "The user id holds a control character"),
        refusal(() -> Validation.userId("a#b"), "The user id 'a#b' holds a '#'"),
        refusal(() -> Validation.userId("\ude00\ud83d"), "The user id " + halves),
        refusal(
            () -> Validation.userId("\u00e9".repeat(33)),
            "The user id takes 66 bytes; at most 64 do"),
        refusal(() -> Validation.groupId(""), "The group id is blank"),
        refusal(() -> Validation.messageId(""), "The message id is blank"),
        refusal(
            () -> Validation.messageRef(new MessageRef("", Samples.FIRST, "m-1")),
            "The group id is blank"),
        refusal(message("", "Hi", "key"), "The sender id is blank"),
        refusal(message("ann", "Hi", " "), "The idempotency key is blank"),
        refusal(message("ann", "\ud83d", "key"), "The message text " + halves),
        refusal(message("ann", "\u2800", "key"), "The message text is blank"),
        refusal(message("ann", "\u3164 \ufe0f", "key"), "The message text is blank"),
        refusal(message("ann", "\u0301", "key"), "The message text is blank"),
        refusal(message("ann", null, "key"), "No text is given: it is null"),
        refusal(message(null, "Hi", "key"), "No senderId is given: it is null"),
        refusal(() -> User.builder("eve").handle(null), "No name is given: it is null"),
        refusal(() -> NewGroup.titled(null, List.of()), "No title is given: it is null"),
        refusal(
            message("ann", "confidential", "key"),
            "The message text has 12 characters; at most 10 are allowed"),
        refusal(group(NewGroup.titled("\t\n", Samples.users(3))), "The title is blank"),
        refusal(
            group(NewGroup.titled("x".repeat(65), Samples.users(3))),
            "The title has 65 characters; at most 64 are allowed"),
        refusal(group(new User("", "Eve", "e")), "The user id is blank"),
        refusal(group(new User("eve", "", "e")), "The display name of user 'eve' is blank"),
        refusal(group(new User("eve", "Eve", "")), "The handle of user 'eve' is blank"),
        refusal(
            group(NewGroup.titled("Trip", Samples.users(49))),
            "A group has 1 to 48 members, not 49"),
        refusal(
            group(new NewGroup(null, Samples.users(3))),
            "A group without a title is a direct one, of 2 members, not 3"),
        refusal(
            group(NewGroup.direct(Samples.ANN, new User("ann", "A", "a"))),
            "User 'ann' is named twice as a member"),
        refusal(
            () -> Validation.pageRequest(PageRequest.newestFirst(1_001)),
            "A page has 1 to 1000 items, not 1001"),
        refusal(
            () -> Validation.pageRequest(ONE.between(TIME, TIME)),
            "The span from " + TIME + " until " + TIME + " is empty"),
        refusal(
            () -> Validation.pageRequest(ONE.between(Instant.EPOCH, Instant.MAX)),
            "The time " + Instant.MAX + " can't be stored; times are in the years 0000 to 9999"),
        refusal(
            () -> Validation.position(ONE.before(ref()), "g-2"),
            "The message ref given to before() or after() is of another group than 'g-2'"),
        refusal(
            () -> Validation.itemSize(400 * 1_024 + 1),
            "The message takes 409601 bytes; an item holds at most 409600"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void input_whenPastALimit_isRefusedSayingWhatAndWhyWithoutQuotingIt(
      ThrowingCallable check, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(check)
        .withMessage("%s", message);
  }

  static Stream<ThrowingCallable> goodInputs() {
    return Stream.of(
        message("ann", "e\u0301", "key"),
        message("ann", "\ud83e\udee8", "key"), // an emoji that JDK 17 does not know
        () -> Validation.pageRequest(ONE),
        () -> Validation.position(ONE, "g-1"),
        () -> Validation.position(ONE.before(ref()), "g-1"),
        () -> Validation.tableScan(TableScan.withPageSize(1)),
        () -> Validation.tableScan(TableScan.withPageSize(1_000)),
        () -> Validation.messageRef(ref()));
  }

  @ParameterizedTest
  @MethodSource("goodInputs")
  void input_whenWithinItsLimits_isAccepted(ThrowingCallable check) {
    assertThatCode(check).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1_001, Integer.MAX_VALUE})
  void tableScan_whenPageSizeIsOutOfBounds_isRefused(int size) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Validation.tableScan(TableScan.withPageSize(size)))
        .withMessage("A page of the table has 1 to 1000 items, not " + size);
  }

  @Test
  void userId_whenNull_namesWhatIsMissing() {
    assertThatNullPointerException()
        .isThrownBy(() -> Validation.userId(null))
        .withMessage("user id");
  }

  private static Arguments refusal(ThrowingCallable check, String message) {
    return arguments(check, message);
  }

  private static ThrowingCallable message(String senderId, String text, String key) {
    return () -> Validation.newMessage(NewMessage.from(senderId, text).withIdempotencyKey(key), 10);
  }

  private static ThrowingCallable group(User member) {
    return group(NewGroup.titled("Trip", List.of(member)));
  }

  private static ThrowingCallable group(NewGroup group) {
    return () -> GroupRules.newGroup(group);
  }

  private static MessageRef ref() {
    return new MessageRef("g-1", Samples.FIRST, "m-1");
  }
}

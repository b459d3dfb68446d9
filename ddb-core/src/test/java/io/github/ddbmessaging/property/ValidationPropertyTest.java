package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.access.GroupRules;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.PageRequest.Direction;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is accepted is exactly what {@link Limits} says, written down here a second time. */
class ValidationPropertyTest extends Inputs {
  /** By Unicode's own names. */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "\\p{Cf}|\\p{Mn}|\\p{Me}|\\N{BRAILLE PATTERN BLANK}|\\N{HANGUL FILLER}"
              + "|\\N{HALFWIDTH HANGUL FILLER}|\\N{HANGUL CHOSEONG FILLER}"
              + "|\\N{HANGUL JUNGSEONG FILLER}");

  private static final User ANN = new User("ann", "Ann", "ann");
  private static final User BOB = new User("bob", "Bob", "bob");

  @Provide
  Arbitrary<String> keyTexts() {
    return Arbitraries.oneOf(
        anything(30), aroundBytes(Limits.ID_BYTES), aroundBytes(Limits.IDEMPOTENCY_KEY_BYTES));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(anything(30), aroundLength(Limits.DISPLAY_NAME_LENGTH));
  }

  @Property
  void id_ofAnyText_isAcceptedIfItFitsIntoAKeyAndHoldsNoSeparator(@ForAll("keyTexts") String text) {
    boolean isId = isKeyPart(text, Limits.ID_BYTES) && !text.contains("#");

    assertAccepted(isId, () -> Validation.userId(text));
    assertAccepted(isId, () -> Validation.groupId(text));
    assertAccepted(isId, () -> Validation.messageId(text));
    assertAccepted(isId, () -> check(NewMessage.from(text, "Hi")));
    assertAccepted(isId && !text.equals("bob"), () -> check(new User(text, "Cat", "cat")));
  }

  @Property
  void keyPart_ofAnyText_isAcceptedUpToItsLimit(@ForAll("keyTexts") String text) {
    assertAccepted(
        isKeyPart(text, Limits.IDEMPOTENCY_KEY_BYTES),
        () -> check(NewMessage.from("ann", "Hi").withIdempotencyKey(text)));
    assertAccepted(isKeyPart(text, Limits.HANDLE_BYTES), () -> check(new User("cat", "Cat", text)));
  }

  @Property
  void text_ofAnyLength_isAcceptedUpToItsLimit(
      @ForAll("names") String text, @ForAll @IntRange(min = 1, max = 70) int maxLength) {
    assertAccepted(
        isText(text, maxLength),
        () -> Validation.newMessage(NewMessage.from("ann", text), maxLength));
    assertAccepted(
        isText(text, Limits.DISPLAY_NAME_LENGTH), () -> check(new User("cat", text, "cat")));
    assertAccepted(
        isText(text, Limits.TITLE_LENGTH),
        () -> GroupRules.newGroup(NewGroup.titled(text, List.of(ANN, BOB))));
  }

  @Property
  void newGroup_ofAnyNumberOfMembers_isAcceptedFromOneToTheLimit(
      @ForAll @IntRange(max = Limits.MEMBERS + 2) int members) {
    assertAccepted(
        members >= 1 && members <= Limits.MEMBERS,
        () -> GroupRules.newGroup(NewGroup.titled("Trip", crowd(members))));
  }

  @Property
  void newGroup_withoutATitle_isAcceptedForTwoMembers(@ForAll @IntRange(max = 5) int members) {
    assertAccepted(members == 2, () -> GroupRules.newGroup(new NewGroup(null, crowd(members))));
  }

  @Property
  void pageRequest_ofAnySizeAndSpan_isAcceptedIfItCanHoldAnItem(
      @ForAll("pageSizes") int limit,
      @ForAll Direction direction,
      @ForAll("closeTimes") Instant from,
      @ForAll("closeTimes") Instant until) {
    assertAccepted(
        limit >= 1 && limit <= Limits.PAGE_SIZE && from.isBefore(until),
        () ->
            Validation.pageRequest(
                new PageRequest(direction, limit, null, null, null, null).between(from, until)));
  }

  @Provide
  Arbitrary<Integer> pageSizes() {
    return Arbitraries.oneOf(
        Arbitraries.integers(),
        Arbitraries.integers().between(-1, 2),
        Arbitraries.integers().between(Limits.PAGE_SIZE - 1, Limits.PAGE_SIZE + 1));
  }

  @Property
  void itemSize_ofAnySize_isAcceptedUpToItsLimit(
      @ForAll @IntRange(min = Limits.ITEM_BYTES - 1, max = Limits.ITEM_BYTES + 1) int bytes) {
    assertAccepted(bytes <= Limits.ITEM_BYTES, () -> Validation.itemSize(bytes));
  }

  private static void check(NewMessage message) {
    Validation.newMessage(message, Limits.DEFAULT_TEXT_LENGTH);
  }

  /** As one of two members. */
  private static void check(User member) {
    GroupRules.newGroup(NewGroup.direct(member, BOB));
  }

  private static List<User> crowd(int members) {
    return IntStream.range(0, members)
        .mapToObj(i -> new User("user-" + i, "User " + i, "user-" + i))
        .toList();
  }

  private static boolean isKeyPart(String text, int maxBytes) {
    return isWellFormed(text)
        && text.codePoints().noneMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0))
        && bytes(text) <= maxBytes;
  }

  private static boolean isText(String text, int maxLength) {
    return isWellFormed(text) && text.codePoints().count() <= maxLength;
  }

  /** A lone surrogate does not come back from UTF-8, and something must be there to see. */
  private static boolean isWellFormed(String text) {
    return text.codePoints()
            .anyMatch(
                c ->
                    !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && !Character.isISOControl(c)
                        && !INVISIBLE.matcher(Character.toString(c)).matches())
        && text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  private static void assertAccepted(boolean expected, Runnable check) {
    boolean accepted = true;
    try {
      check.run();
    } catch (InvalidInputException e) {
      accepted = false;
    }
    assertThat(accepted).isEqualTo(expected);
  }
}

package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What is accepted is exactly what {@link Limits} says, written down here a second time. */
class ValidationPropertyTest {
  private static final User ANN = new User("ann", "Ann", "ann");
  private static final User BOB = new User("bob", "Bob", "bob");

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.oneOf(Inputs.anything(30), Inputs.aroundBytes(Limits.ID_BYTES));
  }

  @Provide
  Arbitrary<String> idempotencyKeys() {
    return Arbitraries.oneOf(Inputs.anything(30), Inputs.aroundBytes(Limits.IDEMPOTENCY_KEY_BYTES));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(Inputs.anything(30), Inputs.aroundLength(Limits.DISPLAY_NAME_LENGTH));
  }

  @Provide
  Arbitrary<Instant> times() {
    return Inputs.closeTimes();
  }

  @Property
  void userId_ofAnyText_isAcceptedIfItIsAnId(@ForAll("ids") String id) {
    assertAccepted(isId(id), () -> Validation.userId(id));
  }

  @Property
  void groupId_ofAnyText_isAcceptedIfItIsAnId(@ForAll("ids") String id) {
    assertAccepted(isId(id), () -> Validation.groupId(id));
  }

  @Property
  void messageId_ofAnyText_isAcceptedIfItIsAnId(@ForAll("ids") String id) {
    assertAccepted(isId(id), () -> Validation.messageId(id));
  }

  @Property
  void newMessage_fromAnySender_isAcceptedIfThatIsAnId(@ForAll("ids") String sender) {
    assertAccepted(isId(sender), () -> check(NewMessage.from(sender, "Hi")));
  }

  @Property
  void newMessage_withAnyKey_isAcceptedIfItFitsIntoASortKey(@ForAll("idempotencyKeys") String key) {
    assertAccepted(
        isKeyPart(key, Limits.IDEMPOTENCY_KEY_BYTES),
        () -> check(NewMessage.from("ann", "Hi").withIdempotencyKey(key)));
  }

  @Property
  void newMessage_withAnyText_isAcceptedIfItIsNoLongerThanTheStoreAllows(
      @ForAll("names") String text, @ForAll @IntRange(min = 1, max = 70) int maxLength) {
    assertAccepted(
        isText(text, maxLength),
        () -> Validation.newMessage(NewMessage.from("ann", text), maxLength));
  }

  @Property
  void newGroup_withAnyDisplayName_isAcceptedUpToItsLimit(@ForAll("names") String name) {
    assertAccepted(
        isText(name, Limits.DISPLAY_NAME_LENGTH),
        () -> Validation.newGroup(NewGroup.direct(new User("cat", name, "cat"), BOB)));
  }

  @Property
  void newGroup_withAnyHandle_isAcceptedUpToItsLimit(@ForAll("ids") String handle) {
    assertAccepted(
        isKeyPart(handle, Limits.HANDLE_BYTES),
        () -> Validation.newGroup(NewGroup.direct(new User("cat", "Cat", handle), BOB)));
  }

  @Property
  void newGroup_withAnyTitle_isAcceptedUpToItsLimit(@ForAll("names") String title) {
    assertAccepted(
        isText(title, Limits.TITLE_LENGTH),
        () -> Validation.newGroup(NewGroup.titled(title, List.of(ANN, BOB))));
  }

  @Property
  void newGroup_withAnyUserId_isAcceptedIfItIsAnIdAndNotTwice(@ForAll("ids") String id) {
    assertAccepted(
        isId(id) && !id.equals("bob"),
        () -> Validation.newGroup(NewGroup.direct(new User(id, "Cat", "cat"), BOB)));
  }

  @Property
  void newGroup_ofAnyNumberOfMembers_isAcceptedFromOneToTheLimit(
      @ForAll @IntRange(max = Limits.MEMBERS + 2) int members) {
    assertAccepted(
        members >= 1 && members <= Limits.MEMBERS,
        () -> Validation.newGroup(NewGroup.titled("Trip", crowd(members))));
  }

  @Property
  void newGroup_withoutATitle_isAcceptedForTwoMembers(@ForAll @IntRange(max = 5) int members) {
    assertAccepted(members == 2, () -> Validation.newGroup(new NewGroup(null, crowd(members))));
  }

  @Property
  void pageRequest_ofAnySizeAndSpan_isAcceptedIfItCanHoldAnItem(
      @ForAll("pageSizes") int limit,
      @ForAll Direction direction,
      @ForAll("times") Instant from,
      @ForAll("times") Instant until) {
    assertAccepted(
        limit >= 1 && limit <= Limits.PAGE_SIZE && from.isBefore(until),
        () ->
            Validation.pageRequest(
                new PageRequest(direction, limit, null, null, null).between(from, until)));
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

  private static List<User> crowd(int members) {
    return IntStream.range(0, members)
        .mapToObj(i -> new User("user-" + i, "User " + i, "user-" + i))
        .toList();
  }

  private static boolean isId(String text) {
    return isKeyPart(text, Limits.ID_BYTES) && !text.contains("#");
  }

  private static boolean isKeyPart(String text, int maxBytes) {
    return isWellFormed(text)
        && text.codePoints().noneMatch(c -> c < 0x20 || (c >= 0x7f && c < 0xa0))
        && Inputs.bytes(text) <= maxBytes;
  }

  private static boolean isText(String text, int maxLength) {
    return isWellFormed(text) && text.codePoints().count() <= maxLength;
  }

  /** A lone surrogate does not come back from UTF-8. */
  private static boolean isWellFormed(String text) {
    return !text.isBlank()
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

package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client left out of its request is bad input, and no programming error. */
@SuppressWarnings("NullAway")
class GivenTest {
  static Stream<Arguments> nothing() {
    NewMessage message = NewMessage.from("ann", "Hi");
    return Stream.of(
        of("cursor", () -> new Cursor(null)),
        of("token", () -> new ChangesToken(null)),
        of("message ref", () -> MessageRef.parse(null)),
        of("idempotency key", () -> message.withIdempotencyKey(null)),
        of("message ref to answer", () -> message.withReplyTo(null)),
        of("lifetime", () -> message.withLifetime(null)));
  }

  private static Arguments of(String name, ThrowingCallable call) {
    return arguments(name, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nothing")
  void null_whereAClientsValueBelongs_isRefusedByItsName(String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("No " + name + " is given: it is null");
  }
}

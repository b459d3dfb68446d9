package io.github.ddbmessaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.User;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserRulesTest {
  @Test
  void check_whenAGroupCouldHoldTheUser_returnsIt() {
    User ann = new User("ann", "Ann Ekström 🎸", "ann.e");

    assertThat(UserRules.check(ann)).isSameAs(ann);
  }

  static Stream<User> refused() {
    return Stream.of(
        new User("a#b", "Ann", "ann"),
        new User("", "Ann", "ann"),
        new User("ann", "", "ann"),
        new User("ann", "\u200b\u2060\u3164", "ann"),
        new User("ann", "a".repeat(65), "ann"),
        new User("ann", "\ud800", "ann"),
        new User("ann", "Ann", "\u2800"),
        new User("ann", "Ann", "a\nb"),
        new User("ann", "Ann", "é".repeat(33)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void check_whenNoGroupCouldHoldTheUser_isRefused(User user) {
    assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> UserRules.check(user));
  }
}

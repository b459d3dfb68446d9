package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UserTest {
  @Test
  void build_whenGivenBothNames_isTheUser() {
    assertThat(User.builder("ann").handle("ann.a").displayName("Ann A.").build())
        .isEqualTo(new User("ann", "Ann A.", "ann.a"));
  }

  static Stream<User.Builder> incomplete() {
    return Stream.of(
        User.builder("ann"),
        User.builder("ann").displayName("Ann A."),
        User.builder("ann").handle("ann.a"));
  }

  @ParameterizedTest
  @MethodSource("incomplete")
  void build_whenANameIsMissing_isRefusedNamingBoth(User.Builder builder) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(builder::build)
        .withMessage("User 'ann' needs a display name and a handle: call both on its builder");
  }
}

package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The campaign finds mistakes: it is run on copies of the library that have one each. */
@Tag("campaign")
class BrokenCopiesTest {

  static Stream<BrokenCopy> copies() {
    return Stream.of(
            BrokenRequests.copies(),
            BrokenOldRequests.copies(),
            BrokenMemberRequests.copies(),
            BrokenMethods.copies())
        .flatMap(copies -> copies);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("copies")
  void play_ofABrokenCopy_fails(BrokenCopy copy) {
    int run = copy.firstFailure().getAsInt();

    System.out.printf("Found in run %,d: %s%n", run, copy);
    assertThat(run).isPositive();
  }
}

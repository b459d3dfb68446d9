package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.model.PageRequest.Direction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageRequestTest {
  private static final Cursor CURSOR = new Cursor("c");
  private static final MessageRef REF = new MessageRef("g-1", Samples.FIRST, "m-1");
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void request_whenGivenOnlyDirectionAndLimit_isWithoutStartAndBounds() {
    assertThat(List.of(PageRequest.newestFirst(20), PageRequest.oldestFirst(20)))
        .containsExactly(
            new PageRequest(Direction.NEWEST_FIRST, 20, null, null, null, null),
            new PageRequest(Direction.OLDEST_FIRST, 20, null, null, null, null));
  }

  @Test
  void before_whenNewestFirst_keepsTheRest() {
    assertThat(PageRequest.newestFirst(20).between(FROM, UNTIL).before(REF))
        .isEqualTo(new PageRequest(Direction.NEWEST_FIRST, 20, null, REF, FROM, UNTIL));
  }

  @Test
  void before_whenOldestFirst_isRefusedNamingAfter() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> PageRequest.oldestFirst(20).before(REF))
        .withMessageContaining("after()");
  }

  @Test
  void after_whenOldestFirst_keepsTheRest() {
    assertThat(PageRequest.oldestFirst(20).between(FROM, UNTIL).after(REF))
        .isEqualTo(new PageRequest(Direction.OLDEST_FIRST, 20, null, REF, FROM, UNTIL));
  }

  @Test
  void after_whenNewestFirst_isRefusedNamingBefore() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> PageRequest.newestFirst(20).after(REF))
        .withMessageContaining("before()");
  }

  @ParameterizedTest
  @EnumSource(Direction.class)
  void continuedAt_whenAPositionWasGiven_replacesItAndKeepsTheRest(Direction direction) {
    assertThat(new PageRequest(direction, 20, null, REF, FROM, UNTIL).continuedAt(CURSOR))
        .isEqualTo(new PageRequest(direction, 20, CURSOR, null, FROM, UNTIL));
  }

  @Test
  void between_whenAStartIsGiven_keepsIt() {
    assertThat(PageRequest.newestFirst(20).before(REF).between(FROM, UNTIL).position())
        .isEqualTo(REF);
    assertThat(PageRequest.newestFirst(20).continuedAt(CURSOR).between(FROM, UNTIL).cursor())
        .isEqualTo(CURSOR);
  }

  @Test
  void following_whenThePageHasANext_continuesThere() {
    PageRequest request = PageRequest.newestFirst(20);

    assertThat(request.following(new Page<>(List.of("a"), Optional.of(CURSOR))))
        .contains(request.continuedAt(CURSOR));
  }

  @Test
  void following_whenThePageIsTheLast_isEmpty() {
    assertThat(PageRequest.newestFirst(20).following(new Page<>(List.of("a"), Optional.empty())))
        .isEmpty();
  }
}

package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.model.PageRequest.Direction;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PageRequestTest {
  private static final Cursor CURSOR = new Cursor("c");
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void newestFirst_whenGivenOnlyLimit_hasNoCursorAndNoBounds() {
    assertThat(PageRequest.newestFirst(20))
        .isEqualTo(new PageRequest(Direction.NEWEST_FIRST, 20, null, null, null));
  }

  @Test
  void oldestFirst_whenGivenOnlyLimit_hasNoCursorAndNoBounds() {
    assertThat(PageRequest.oldestFirst(20))
        .isEqualTo(new PageRequest(Direction.OLDEST_FIRST, 20, null, null, null));
  }

  @Test
  void before_whenNewestFirst_keepsTheRest() {
    assertThat(PageRequest.newestFirst(20).between(FROM, UNTIL).before(CURSOR))
        .isEqualTo(new PageRequest(Direction.NEWEST_FIRST, 20, CURSOR, FROM, UNTIL));
  }

  @Test
  void before_whenOldestFirst_isRefusedNamingAfter() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> PageRequest.oldestFirst(20).before(CURSOR))
        .withMessageContaining("after()");
  }

  @Test
  void after_whenOldestFirst_keepsTheRest() {
    assertThat(PageRequest.oldestFirst(20).between(FROM, UNTIL).after(CURSOR))
        .isEqualTo(new PageRequest(Direction.OLDEST_FIRST, 20, CURSOR, FROM, UNTIL));
  }

  @Test
  void after_whenNewestFirst_isRefusedNamingBefore() {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> PageRequest.newestFirst(20).after(CURSOR))
        .withMessageContaining("before()");
  }

  @Test
  void continuedAt_whenNewestFirst_isTheSameAsBefore() {
    assertThat(PageRequest.newestFirst(20).continuedAt(CURSOR))
        .isEqualTo(PageRequest.newestFirst(20).before(CURSOR));
  }

  @Test
  void continuedAt_whenOldestFirst_isTheSameAsAfter() {
    assertThat(PageRequest.oldestFirst(20).continuedAt(CURSOR))
        .isEqualTo(PageRequest.oldestFirst(20).after(CURSOR));
  }

  @Test
  void between_whenCursorIsGiven_keepsIt() {
    assertThat(PageRequest.newestFirst(20).before(CURSOR).between(FROM, UNTIL).cursor())
        .isEqualTo(CURSOR);
  }
}

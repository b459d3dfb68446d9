package io.github.ddbmessaging.examples.chat.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptEventsTest {
  private final KeptEvents kept = new KeptEvents(3, 3);

  @Test
  void missed_isWhatCameAfterForThisUser() {
    keep("ann", "bob");
    keep("bob");
    keep("ann");

    assertThat(missed("ann", 0)).contains(List.of("1", "3"));
    assertThat(missed("ann", 1)).contains(List.of("3"));
    assertThat(missed("ann", 3)).contains(List.of());
    assertThat(missed("eve", 0)).contains(List.of());
  }

  @Test
  void missed_whenOlderThanTheOldest_isNotKnown() {
    for (int number = 1; number <= 5; number++) {
      keep("ann");
    }

    assertThat(missed("ann", 1)).isEmpty();
    assertThat(missed("ann", 2)).contains(List.of("3", "4", "5"));
  }

  @Test
  void missed_whenOthersHadTooMuch_isKnown() {
    keep("bob");
    for (int number = 2; number <= 100; number++) {
      keep("ann", "eve");
    }
    keep("bob");

    assertThat(missed("bob", 0)).contains(List.of("1", "101"));
    assertThat(missed("finn", 0)).contains(List.of());
    assertThat(missed("ann", 98)).isEmpty();
    assertThat(missed("ann", 99)).contains(List.of("100"));
  }

  @Test
  void missed_whenEachOfTooManyHadOne_isNotKnownOfTheOldest() {
    keep("ann");
    keep("bob");
    keep("eve");
    keep("finn");

    assertThat(missed("ann", 0)).isEmpty();
    assertThat(missed("bob", 0)).isEmpty();
    assertThat(missed("bob", 1)).contains(List.of("2"));
    assertThat(missed("ann", 1)).contains(List.of());
  }

  @Test
  void missed_whenTheWholeGroupHadTooMuch_isTheLastForEachOfThem() {
    for (int number = 1; number <= 10; number++) {
      keep("ann", "bob", "eve");
    }

    for (String user : List.of("ann", "bob", "eve")) {
      assertThat(missed(user, 6)).isEmpty();
      assertThat(missed(user, 7)).contains(List.of("8", "9", "10"));
    }
  }

  @Test
  void missed_whenItWasNeverCounted_isNotKnown() {
    keep("ann");

    assertThat(missed("ann", 2)).isEmpty();
    assertThat(missed("ann", -2)).isEmpty();
  }

  @Test
  void missed_whenTooMuchForOnePage_isNotKnown() {
    KeptEvents many = new KeptEvents(10, 2);
    for (int number = 1; number <= 3; number++) {
      many.keep(Set.of("ann"), new Frame(Long.toString(many.next())));
    }

    assertThat(many.missed("ann", 0)).isEmpty();
    assertThat(many.missed("ann", 1).orElseThrow()).hasSize(2);
  }

  @Test
  void missed_beforeTheFirstEvent_isNothing() {
    assertThat(missed("ann", 0)).contains(List.of());
  }

  private void keep(String... recipients) {
    kept.keep(Set.of(recipients), new Frame(Long.toString(kept.next())));
  }

  private Optional<List<String>> missed(String user, long after) {
    return kept.missed(user, after)
        .map(frames -> frames.stream().map(KeptEventsTest::text).toList());
  }

  private static String text(Frame frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      frame.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}

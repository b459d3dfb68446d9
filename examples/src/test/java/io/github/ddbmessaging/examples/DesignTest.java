package io.github.ddbmessaging.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DesignTest {
  /** What the item of a message of {@link #sent} takes beside its text. */
  private static final int BESIDE_TEXT = 105;

  @ParameterizedTest
  @CsvSource({"2, 12", "3, 16", "5, 24", "48, 196"})
  void ofMessage_whenItemsAreUnder1Kb_growsByFourAMember(int members, int writeUnits) {
    assertThat(Design.ofMessage(sent(members, 10)))
        .isEqualTo(new Design("C  message, " + members + " members", writeUnits));
  }

  @ParameterizedTest
  @CsvSource({"2, 8", "3, 10", "5, 14", "48, 100"})
  void ofNewGroup_whenItemsAreUnder1Kb_growsByTwoAMember(int members, int writeUnits) {
    assertThat(Design.ofNewGroup(sent(members, 10)))
        .isEqualTo(new Design("D  new group, " + members + " members", writeUnits));
  }

  @Test
  void ofMessage_whenItemTakesExactly1Kb_isNoDearer() {
    assertThat(Design.ofMessage(sent(2, 1024 - BESIDE_TEXT)).writeUnits()).isEqualTo(12);
  }

  @Test
  void ofMessage_whenItemTakesAByteMoreThan1Kb_takesTwoUnitsMore() {
    assertThat(Design.ofMessage(sent(2, 1025 - BESIDE_TEXT)))
        .isEqualTo(new Design("C  message over 1 KB", 14));
  }

  private static Sent sent(int members, int textBytes) {
    List<User> users =
        IntStream.range(0, members).mapToObj(i -> new User("u" + i, "U", "h")).toList();
    SortKey sortKey = SortKey.of(Instant.parse("2026-01-02T03:04:05Z"), "m-1");
    return new Sent(
        new Message("g-1", sortKey, "m-1", users.get(0), "x".repeat(textBytes)),
        new MessageGroup("g-1", sortKey, users, null, sortKey.instant(), 1));
  }
}

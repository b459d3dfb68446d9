package io.github.ddbmessaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Text, titles and names of people never appear in logs: every value is described without them. */
class ToStringTest {
  private static final String MARKER = "confidential";
  private static final User USER = new User("ann", MARKER + " name", MARKER + "-handle");
  private static final MessageGroup GROUP =
      new MessageGroup("g-1", Samples.FIRST, List.of(USER), MARKER, Samples.MADE_AT, 1);
  private static final Message MESSAGE = Samples.message(Samples.FIRST, USER, MARKER);
  private static final MessageGroupRow ROW =
      new MessageGroupRow("ann", Samples.FIRST, "g-1", MARKER, MARKER, USER, false, false, "ann");

  private static final Attachment FILE =
      Attachment.of(MARKER, "image/png", 5, "https://files/" + MARKER);
  private static final MessageContent CONTENT =
      MessageContent.ofText(MARKER).withAttachments(List.of(FILE)).withData(Map.of(MARKER, MARKER));

  private static final GroupState STATE =
      new GroupState("ann", "g-1", null, 0, null, null, null, Map.of(MARKER, MARKER));

  static List<Record> values() {
    return List.of(
        USER,
        GROUP,
        MESSAGE,
        ROW,
        FILE,
        CONTENT,
        NewMessage.from("ann", CONTENT),
        new GroupHead(GROUP, null),
        new Sent(MESSAGE, GROUP),
        new Page<>(List.of(MESSAGE), Optional.of(new Cursor("c"))),
        new Page<>(List.of(ROW), Optional.empty()),
        NewMessage.from("ann", MARKER).withIdempotencyKey("order-17"),
        NewGroup.titled(MARKER, List.of(USER)),
        NewGroup.direct(USER, USER),
        STATE,
        new InboxEntry(ROW, STATE, true, true),
        GroupStateUpdate.begin().withData(Map.of(MARKER, MARKER)),
        new CallReport(
            "createMessage",
            "messages",
            CallReport.Outcome.REFUSED,
            Duration.ofMillis(3),
            1,
            0,
            0,
            0,
            0,
            Map.of(),
            Set.of(),
            Optional.of(new InvalidInputException("no content here"))));
  }

  @ParameterizedTest
  @MethodSource("values")
  void toString_whenValueHoldsContent_leavesItOut(Record value) {
    assertThat(value.toString()).doesNotContain(MARKER);
  }

  @ParameterizedTest
  @MethodSource("values")
  void toString_namesTheType(Record value) {
    assertThat(value.toString()).startsWith(value.getClass().getSimpleName() + "[");
  }
}

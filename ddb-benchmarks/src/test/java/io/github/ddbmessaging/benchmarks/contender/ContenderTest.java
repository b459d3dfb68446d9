package io.github.ddbmessaging.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.testing.meter.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** All contenders do the same. */
@Tag("long")
class ContenderTest {
  private static final int MESSAGES = 25;

  private final NewGroup three = Samples.group(0, 3);
  private final NewGroup two = Samples.group(0, 2);
  private final List<Ground> grounds = new ArrayList<>();

  @AfterEach
  void closeGrounds() {
    grounds.forEach(Ground::close);
  }

  @ParameterizedTest
  @EnumSource
  void messages_afterTheSameScript_areTheSame(Kind kind) {
    Ground ground = open(kind);

    String groupId = play(ground);

    List<Shown> expected = new ArrayList<>();
    for (int n = MESSAGES - 20; n < MESSAGES; n++) {
      expected.add(new Shown(three.members().get(n % 3).id(), "Message " + n));
    }
    Collections.reverse(expected);
    assertThat(Talk.messages(ground.contender(), groupId, 20)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void rows_afterTheSameScript_areTheSame(Kind kind) {
    Ground ground = open(kind);

    play(ground);
    ground.project();

    assertThat(Talk.rows(ground.contender(), three.members().get(0).id(), 20))
        .extracting(Shown::text)
        .containsExactly("Last in two", "Message 24");
    assertThat(Talk.rows(ground.contender(), three.members().get(2).id(), 20))
        .extracting(Shown::text)
        .containsExactly("Message 24");
  }

  @ParameterizedTest
  @EnumSource(names = {"LIBRARY_STREAMED", "FLOOR_STREAMED"})
  void project_whenRepeated_writesNothing(Kind kind) {
    Ground ground = open(kind);
    play(ground);
    var records = ground.newRecords();
    ground.contender().project(records);

    assertThat(ground.usage(() -> ground.contender().project(records)))
        .isEqualTo(new Usage(1, 2, 0));
  }

  @ParameterizedTest
  @CsvSource({"LIBRARY, FLOOR", "LIBRARY_STREAMED, FLOOR_STREAMED"})
  void floor_afterTheSameScript_hasCostTheSame(Kind library, Kind floor) {
    Ground one = open(library);
    Ground other = open(floor);

    Usage ofLibrary = one.usage(() -> playAndRead(one));
    Usage ofFloor = other.usage(() -> playAndRead(other));

    assertThat(ofFloor).isEqualTo(ofLibrary);
    assertThat(other.operations()).isEqualTo(one.operations());
  }

  private Ground open(Kind kind) {
    Ground ground = new Ground(kind);
    grounds.add(ground);
    return ground;
  }

  private void playAndRead(Ground ground) {
    String groupId = play(ground);
    ground.project();
    ground.contender().messages(groupId, 20);
    ground.contender().rows(three.members().get(0).id(), 20);
  }

  private String play(Ground ground) {
    Talk<?> talk = Talk.begin(ground.contender(), three, message(three, 0));
    for (int n = 1; n < MESSAGES; n++) {
      talk.send(message(three, n));
    }
    Talk<?> other = Talk.begin(ground.contender(), two, message(two, 0));
    other.send(NewMessage.from(two.members().get(1).id(), "Last in two"));
    return talk.groupId();
  }

  private static NewMessage message(NewGroup group, int number) {
    String sender = group.members().get(number % group.members().size()).id();
    return NewMessage.from(sender, "Message " + number);
  }
}

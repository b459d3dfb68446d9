package io.github.ddbmessaging.project;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.stream.InMemoryCheckpoints;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("long")
class ManyMessagesTest extends ProjectionTest {
  private static final int GROUPS = 200;
  private static final int BURSTS = 2;
  private static final int BURST = 25;

  @Test
  void drain_after10000MessagesIn200Groups_showsTheLastOfEach() {
    List<MessageGroup> groups = groups(GROUPS, ANN, BOB);
    for (int burst = 1; burst <= BURSTS; burst++) {
      for (MessageGroup group : groups) {
        for (int n = 1; n <= BURST; n++) {
          send(group, "Message " + n + " of burst " + burst);
        }
      }
    }

    poller(new InMemoryCheckpoints()).drain();

    assertThat(rows("bob"))
        .hasSize(GROUPS)
        .extracting(MessageGroupRow::preview)
        .containsOnly("Message 25 of burst 2");
  }
}

package io.github.ddbmessaging.internal.group;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.message.Sends.HI;
import static io.github.ddbmessaging.internal.message.Sends.KEYED;
import static io.github.ddbmessaging.internal.message.Sends.OWN;
import static io.github.ddbmessaging.internal.message.Sends.made;
import static io.github.ddbmessaging.internal.message.Sends.writes;
import static io.github.ddbmessaging.internal.run.Answers.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.GroupIds;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CreateGroupOperationTest {
  private static final NewGroup DIRECT = NewGroup.direct(Samples.ANN, Samples.BOB);
  private static final NewGroup TRIP = NewGroup.titled("Trip", List.of(Samples.ANN, Samples.BOB));

  @Test
  void create_whenDirect_isOneTransactionIntoTheGroupWithTheDirectIdOfTheTwo() {
    Script script = new Script(WRITTEN);

    Sent sent = script.run(create(DIRECT, HI));

    MessageGroup expected =
        new MessageGroup(
            MessageGroup.directId("ann", "bob"),
            OWN.sortKey(),
            DIRECT.members(),
            null,
            Instant.parse("2026-11-21T02:00:00.654321Z"),
            1,
            1);
    assertThat(sent.group()).isEqualTo(expected);
    assertThat(script.requests()).hasSize(1);
    assertThat(writes(script, 0)).isEqualTo(made(expected, sent.message()));
  }

  @Test
  void create_whenTitledWithKey_isTheGroupOfSenderAndKey() {
    Sent sent = new Script(WRITTEN).run(create(TRIP, KEYED));

    assertThat(sent.group().id()).isEqualTo(GroupIds.keyed("ann", "order-17"));
  }

  private static Operation<Sent> create(NewGroup group, NewMessage message) {
    return CreateGroup.withFirstMessage(settings(), group, message);
  }
}

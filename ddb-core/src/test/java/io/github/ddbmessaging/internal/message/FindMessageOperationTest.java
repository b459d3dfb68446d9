package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.read.SampleRequests.get;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.SortKey;
import org.junit.jupiter.api.Test;

/** What {@code FindMessageTest} can't arrange with a server. */
class FindMessageOperationTest {
  @Test
  void byRef_whenAnotherMessageHasItsOldKeySinceItWasMigrated_isFoundByItsNewKey() {
    SortKey oldKey = new SortKey("2023-05-20T17:01:02.5-05:00");
    SortKey newKey = new SortKey("2023-05-20T22:01:02.500000Z#m-1");
    Message old = new Message("g-1", oldKey, "m-1", Samples.ANN, "Hi");
    Message migrated = new Message("g-1", newKey, "m-1", Samples.ANN, "Hi");
    Message other = new Message("g-1", oldKey, "m-9", Samples.BOB, "Ho");
    Script script = new Script(item(other), item(migrated));

    assertThat(script.run(FindMessage.byRef(settings(), old.ref()))).contains(migrated);
    assertThat(script.requests())
        .containsExactly(get(ItemKey.message("g-1", oldKey)), get(ItemKey.message("g-1", newKey)));
  }
}

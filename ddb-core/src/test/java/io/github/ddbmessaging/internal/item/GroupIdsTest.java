package io.github.ddbmessaging.internal.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.Limits;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupIdsTest {
  @Test
  void keyed_whenGivenSenderAndKey_isTheGoldenId() {
    // Never changes: a send that is repeated after an update must find its group.
    assertThat(GroupIds.keyed("ann", "order-17"))
        .isEqualTo("keyed-970147e8e42b8a37519c2a95bed2bc950855342a");
  }

  @Test
  void keyed_whenSenderKeyOrTheirSplitDiffer_isAnother() {
    assertThat(
            Stream.of(
                GroupIds.keyed("ann", "order-17"),
                GroupIds.keyed("bob", "order-17"),
                GroupIds.keyed("ann", "order-18"),
                GroupIds.keyed("ann", "1order"),
                GroupIds.keyed("ann1", "order")))
        .doesNotHaveDuplicates();
  }

  @Test
  void keyed_whenMadeOfAnything_isAValidGroupId() {
    String id = GroupIds.keyed("ann", "any # key");

    assertThat(id).matches("keyed-[0-9a-f]{40}");
    assertThat(Utf8.length(id)).isLessThanOrEqualTo(Limits.ID_BYTES);
  }
}

package io.github.ddbmessaging.internal.inbox;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.PageRequest;
import org.junit.jupiter.api.Test;

class ListGroupsTest {
  @Test
  void ofUser_whenThePositionOfAMessageIsGiven_isRefusedBeforeAnyRequest() {
    PageRequest request =
        PageRequest.newestFirst(2).before(new MessageRef("g-1", Samples.FIRST, "m-1"));

    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> new Script().run(ListGroups.ofUser(settings(), "ann", request)))
        .withMessage(
            "before() and after() are for messages; continue a list of groups with continuedAt()");
  }
}

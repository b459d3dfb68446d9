package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.requests;
import static io.github.ddbmessaging.internal.run.Answers.NOTHING;
import static io.github.ddbmessaging.internal.run.Answers.error;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

class GetItemsTest {
  private static final MessageGroup GROUP = Samples.direct();
  private static final Message MESSAGE = Samples.message(Samples.FIRST, Samples.ANN, "Hi");

  @Test
  void head_whenThereIsOne_isOneRead() {
    Script script = new Script(item(GROUP));

    Optional<GroupHead> head = script.run(GetItems.head(requests(), "g-1"));

    assertThat(head).contains(new GroupHead(GROUP, null));
    assertThat(script.requests()).containsExactly(SampleRequests.get(ItemKey.head("g-1")));
  }

  @Test
  void head_whenReadsAreConsistent_asksForThat() {
    Script script = new Script(item(GROUP));

    script.run(GetItems.head(requests().withConsistentReads(), "g-1"));

    assertThat(script.requests()).containsExactly(SampleRequests.getStrongly(ItemKey.head("g-1")));
  }

  @Test
  void head_whenThereIsNone_isEmpty() {
    assertThat(new Script(NOTHING).run(GetItems.head(requests(), "g-1"))).isEmpty();
  }

  @Test
  void message_whenThereIsOne_isOneRead() {
    Script script = new Script(item(MESSAGE));

    Optional<Message> found =
        script.run(GetItems.message(requests(), ItemKey.message("g-1", Samples.FIRST)));

    assertThat(found).contains(MESSAGE);
    assertThat(script.requests())
        .containsExactly(SampleRequests.get(ItemKey.message("g-1", Samples.FIRST)));
  }

  @Test
  void item_whenItCannotBeRead_isReturnedAllTheSame() {
    Map<String, AttributeValue> damaged = ItemKey.head("g-1").attributes();
    Script script = new Script(GetItemResponse.builder().item(damaged).build());

    assertThat(script.run(GetItems.item(requests(), ItemKey.head("g-1")))).contains(damaged);
  }

  @Test
  void item_whenServiceRefuses_failsNamingTheRequest() {
    Script script = new Script(error("ResourceNotFoundException", 400));

    assertThatExceptionOfType(DynamoDbFailureException.class)
        .isThrownBy(() -> script.run(GetItems.item(requests(), ItemKey.head("g-1"))))
        .withMessageStartingWith("GetItem on table t failed: ");
  }
}

package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;
import static io.github.ddbmessaging.model.PageRequest.oldestFirst;
import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.testing.meter.ItemSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The limits of the library and of DynamoDB, reached and crossed on purpose. */
class LimitsTest extends StoreTest {
  private static final String EMOJI = "\uD83D\uDE00";
  private static final int LARGE = 300 * 1_024;

  /** Five of these take more than a query reads at once. */
  private static final int LARGE_MESSAGES = 5;

  private Messaging roomy;

  @BeforeEach
  void openRoomyStore() {
    roomy =
        open(
            settings ->
                settings.maxTextLength(Limits.ITEM_BYTES).ids(() -> UUID.randomUUID().toString()));
  }

  @Test
  void listMessages_whenPageTakesMoreThanAMegabyte_isFullAfterSeveralQueries() {
    List<Message> sent = largeMessages();

    for (int size = 1; size <= LARGE_MESSAGES; size++) {
      Page<Message> page = roomy.listMessages(sent.get(0).groupId(), oldestFirst(size));

      assertThat(page.items()).isEqualTo(sent.subList(0, size));
      assertThat(page.next().isPresent()).isEqualTo(size < LARGE_MESSAGES);
    }
    assertThat(wire.requests(QueryRequest.class)).hasSizeGreaterThan(LARGE_MESSAGES);
  }

  @Test
  void listMessages_asAMemberWhenPageTakesMoreThanAMegabyte_returnsAllOfIt() {
    List<Message> sent = largeMessages();
    PageRequest all = newestFirst(LARGE_MESSAGES);

    assertThat(roomy.actingAs("bob").listMessages(sent.get(0).groupId(), all))
        .isEqualTo(roomy.listMessages(sent.get(0).groupId(), all));
  }

  @Test
  void listMessages_inPagesOfMoreThanAMegabyte_putTogetherIsTheWholeList() {
    List<Message> sent = largeMessages();

    List<Page<Message>> pages =
        roomy.listMessagePages(sent.get(0).groupId(), oldestFirst(LARGE_MESSAGES - 1));

    assertThat(pages).hasSize(2);
    assertThat(pages.stream().flatMap(page -> page.items().stream())).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00E9", "\u20AC", EMOJI})
  void createMessage_whenTextHasTheMostCodePoints_storesItUnchanged(String codePoint) {
    String text = codePoint.repeat(Limits.DEFAULT_TEXT_LENGTH);

    Sent sent = direct(ANN, BOB, text);

    assertThat(texts(sent.group())).containsExactly(text);
  }

  @Test
  void createMessage_whenTheItemIsAsLargeAsOneCanBe_storesIt() {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    String text = "x".repeat(roomFor(group));

    Sent sent = roomy.createMessage(group, NewMessage.from("ann", text));

    assertThat(roomy.findMessage(sent.message().ref())).contains(sent.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\u00E9", "\u20AC", EMOJI})
  void createMessage_whenTheItemIsAByteTooLarge_isRefusedAndWritesNothing(String last) {
    MessageGroup group = direct(ANN, BOB, "Hi").group();
    String text = "x".repeat(roomFor(group) + 1 - last.getBytes(UTF_8).length) + last;
    wire.clear();

    assertThatThrownBy(() -> roomy.createMessage(group, NewMessage.from("ann", text)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("409601")
        .hasMessageContaining("409600");
    assertThat(wire.requests()).isEmpty();
  }

  private List<Message> largeMessages() {
    List<Message> sent = new ArrayList<>();
    MessageGroup group = null;
    for (int n = 0; n < LARGE_MESSAGES; n++) {
      NewMessage message = NewMessage.from("ann", n + "x".repeat(LARGE));
      Sent next =
          group == null
              ? roomy.createGroup(NewGroup.direct(ANN, BOB), message)
              : roomy.createMessage(group, message);
      group = next.group();
      sent.add(next.message());
    }
    wire.clear();
    return sent;
  }

  /** What the text of a message can take: the largest item, less all the rest of it. */
  private int roomFor(MessageGroup group) {
    Message small = roomy.createMessage(group, NewMessage.from("ann", "x")).message();
    Map<String, AttributeValue> item =
        table.item(Keys.messagePartition(group.id()), small.sortKey().value());
    return Limits.ITEM_BYTES - Math.toIntExact(ItemSize.of(item)) + 1;
  }
}

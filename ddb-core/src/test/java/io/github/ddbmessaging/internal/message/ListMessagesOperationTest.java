package io.github.ddbmessaging.internal.message;

import static io.github.ddbmessaging.internal.access.SampleSettings.settings;
import static io.github.ddbmessaging.internal.message.Sends.OWN;
import static io.github.ddbmessaging.internal.read.SampleRequests.get;
import static io.github.ddbmessaging.internal.read.SampleRequests.getStrongly;
import static io.github.ddbmessaging.internal.read.SampleRequests.query;
import static io.github.ddbmessaging.internal.read.SampleRequests.queryNewest;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.item;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static io.github.ddbmessaging.internal.run.Answers.moreItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Reaction;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Who may read a page of messages, and what that costs; pages are {@code ReadPageTest}'s. */
class ListMessagesOperationTest {
  private static final MessageGroup GROUP = Samples.direct();
  private static final Message MESSAGE = Samples.message(Samples.FIRST, Samples.ANN, "Hi");
  private static final Map<String, AttributeValue> HEAD_ITEM =
      Schemas.HEADS.itemToMap(new GroupHead(GROUP, null), true);
  private static final Map<String, AttributeValue> MESSAGE_ITEM =
      Schemas.MESSAGES.itemToMap(MESSAGE, true);
  private static final ItemKey HEAD = ItemKey.head("g-1");
  private static final PageRequest TWO = PageRequest.newestFirst(2);
  private static final Page<Message> ONLY_PAGE = new Page<>(List.of(MESSAGE), Optional.empty());
  private static final StoreSettings AS_ANN = settings().actingAs("ann");
  private static final StoreSettings AS_EVE = settings().actingAs("eve");

  @Test
  void list_whenActingAsAMember_readsHeadAndNewestMessagesInOneQuery() {
    Script script = new Script(lastItems(List.of(HEAD_ITEM, MESSAGE_ITEM)));

    assertThat(script.run(list(AS_ANN, TWO))).isEqualTo(ONLY_PAGE);
    assertThat(script.requests()).containsExactly(query("MSG#g-1", "0", "HEAD", false, 4).build());
  }

  @Test
  void list_whenActingAsAStranger_isRefusedOnlyAfterAStrongLook() {
    Script script = new Script(lastItems(List.of(HEAD_ITEM, MESSAGE_ITEM)), item(GROUP));

    assertRefused(script, TWO);
    assertThat(script.requests().get(1)).isEqualTo(getStrongly(HEAD));
  }

  @Test
  void list_whenActingAndTheReplicaHadNoGroupYet_readsThePageStrongly() {
    Script script = new Script(NO_ITEMS, item(GROUP), lastItems(List.of(MESSAGE_ITEM)));

    assertThat(script.run(list(AS_ANN, TWO))).isEqualTo(ONLY_PAGE);
    assertThat(script.requests().get(2)).isEqualTo(queryNewest(3).consistentRead(true).build());
  }

  /** Pages that don't begin right below the head. */
  static Stream<PageRequest> requestsOfOtherPages() {
    return Stream.of(
        PageRequest.oldestFirst(2),
        TWO.before(MESSAGE.ref()),
        TWO.between(Instant.EPOCH, Samples.MADE_AT));
  }

  @ParameterizedTest
  @MethodSource("requestsOfOtherPages")
  void list_whenActingAndThePageIsAnother_readsTheHeadFirst(PageRequest request) {
    Script script = new Script(item(GROUP), NO_ITEMS);

    script.run(list(AS_ANN, request));

    assertThat(script.requests()).hasSize(2).startsWith(get(HEAD));
  }

  @ParameterizedTest
  @MethodSource("requestsOfOtherPages")
  void list_whenAStrangerAsksForAnotherPage_isRefusedWithoutAQuery(PageRequest request) {
    Script script = new Script(item(GROUP), item(GROUP));

    assertRefused(script, request);
    assertThat(script.requests()).containsExactly(get(HEAD), getStrongly(HEAD));
  }

  private static void assertRefused(Script script, PageRequest request) {
    assertThatExceptionOfType(NotAMemberException.class)
        .isThrownBy(() -> script.run(list(AS_EVE, request)))
        .withMessage(
            "User 'eve' is not a member of message group 'g-1', or there is no such group");
  }

  private static Operation<Page<Message>> list(StoreSettings settings, PageRequest request) {
    return ListMessages.inGroup(settings, "g-1", request);
  }

  @Test
  void listMessages_withReactionsOfMoreThanOneResponse_readsAllOfThem() {
    UserReactions anns = new UserReactions("g-1", OWN.sortKey(), "ann", Set.of("+1"));
    UserReactions bobs = new UserReactions("g-1", OWN.sortKey(), "bob", Set.of("+1"));
    Map<String, AttributeValue> first = Schemas.REACTIONS.itemToMap(anns, true);
    Script script =
        new Script(
            lastItems(List.of(Schemas.MESSAGES.itemToMap(OWN, true))),
            moreItems(List.of(first), first),
            lastItems(List.of(Schemas.REACTIONS.itemToMap(bobs, true))));

    Page<Message> page = script.run(list(settings().withReactions(), PageRequest.newestFirst(1)));

    assertThat(page.items().get(0).reactions())
        .containsExactly(new Reaction("+1", 2, List.of("ann", "bob"), false));
  }
}

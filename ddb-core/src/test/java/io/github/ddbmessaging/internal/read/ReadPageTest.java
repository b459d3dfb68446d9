package io.github.ddbmessaging.internal.read;

import static io.github.ddbmessaging.internal.access.SampleSettings.requests;
import static io.github.ddbmessaging.internal.read.SampleRequests.query;
import static io.github.ddbmessaging.internal.read.SampleRequests.queryNewest;
import static io.github.ddbmessaging.internal.run.Answers.NO_ITEMS;
import static io.github.ddbmessaging.internal.run.Answers.lastItems;
import static io.github.ddbmessaging.internal.run.Answers.moreItems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.ddbmessaging.Samples;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.read.ReadPage.WithHead;
import io.github.ddbmessaging.internal.run.Script;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** The requests for a page; that pages hold the listing is proved in {@code PagesPropertyTest}. */
class ReadPageTest {
  private static final Message M1 = message(1);
  private static final Message M2 = message(2);
  private static final Message M3 = message(3);
  private static final Message M4 = message(4);
  private static final MessageGroup GROUP = Samples.direct();
  private static final Map<String, AttributeValue> HEAD =
      Schemas.HEADS.itemToMap(new GroupHead(GROUP, null), true);
  private static final PageRequest TWO = PageRequest.newestFirst(2);
  private static final PageRequest TWO_OLDEST = PageRequest.oldestFirst(2);

  /** The first query of each request, of one item more than the page has. */
  static Stream<Arguments> queries() {
    String second2 = "2026-11-21T00:00:02";
    String second3 = "2026-11-21T00:00:03";
    String end4 = "2026-11-21T00:00~";
    return Stream.of(
        arguments(TWO, query("MSG#g-1", "0", ":", false, 3)),
        arguments(TWO_OLDEST, query("MSG#g-1", "0", ":", true, 3)),
        arguments(TWO.before(M3.ref()), downFrom(M3, 3)),
        arguments(TWO_OLDEST.after(M3.ref()), upFrom(M3, ":")),
        arguments(TWO.between(at(2), at(4)), query("MSG#g-1", second2, end4, false, 3)),
        // At the end of the span: a position above it on the way down, or below it on the way up.
        arguments(
            TWO.between(at(2), at(4)).before(message(69).ref()),
            query("MSG#g-1", second2, end4, false, 3)),
        arguments(
            TWO_OLDEST.between(at(3), at(4)).after(M1.ref()),
            query("MSG#g-1", second3, end4, true, 3)),
        arguments(
            TWO_OLDEST.between(at(2), Instant.parse("2026-11-21T00:01:00Z")).after(M3.ref()),
            upFrom(M3, "2026-11-21T00:01:00.000000Z")),
        // Old keys of a whole minute may have no seconds.
        arguments(
            TWO.between(Instant.parse("2026-11-21T00:01:00Z"), at(65)),
            query("MSG#g-1", "2026-11-21T00:01", "2026-11-21T00:01~", false, 3)));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void page_whateverTheRequest_beginsWithThatQuery(
      PageRequest request, QueryRequest.Builder query) {
    Script script = new Script(NO_ITEMS);

    script.run(messages(request));

    assertThat(script.requests()).containsExactly(query.build());
  }

  @Test
  void page_whenReadsAreConsistent_asksForThat() {
    Script script = new Script(NO_ITEMS);

    script.run(ReadPage.ofMessages(requests().withConsistentReads(), "g-1", TWO).page());

    assertThat(script.requests()).containsExactly(queryNewest(3).consistentRead(true).build());
  }

  @Test
  void page_whenOneMoreIsLeft_endsWithThePageAndCanBeContinuedBehindItsLastItem() {
    Script script = new Script(moreItems(items(M3, M2, M1), key(M1)));
    Script next = new Script(NO_ITEMS);

    Page<Message> page = script.run(messages(TWO));
    next.run(messages(TWO.continuedAt(page.next().orElseThrow())));

    assertThat(page.items()).containsExactly(M3, M2);
    assertThat(next.requests()).containsExactly(downFrom(M2, 3).build());
  }

  @Test
  void page_whenResponsesAreShort_asksBehindEachForWhatIsStillNeeded() {
    Script script =
        new Script(
            moreItems(items(M4), key(M4)), moreItems(List.of(), key(M3)), lastItems(items(M2)));

    Page<Message> page = script.run(messages(TWO));

    assertThat(page.items()).containsExactly(M4, M2);
    assertThat(script.requests())
        .containsExactly(queryNewest(3).build(), downFrom(M4, 2).build(), downFrom(M3, 2).build());
  }

  static Stream<PageRequest> requestsBehindTheirSpan() {
    return Stream.of(
        TWO.between(at(3), at(4)).before(M1.ref()),
        TWO.between(at(3), at(4)).before(M2.ref()),
        TWO_OLDEST.between(at(1), at(3)).after(message(69).ref()));
  }

  @ParameterizedTest
  @MethodSource("requestsBehindTheirSpan")
  void page_whenItsPositionIsBehindTheSpan_isEmptyWithoutARequest(PageRequest request) {
    assertThat(new Script().run(messages(request)))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  @Test
  void ofRows_readsTheUsersPartitionAndCanBeContinued() {
    PageRequest one = PageRequest.newestFirst(1);
    MessageGroupRow newer = row(GROUP.withNewest(M2.sortKey()));
    Script script = new Script(lastItems(rowItems(newer, row(GROUP))));

    Page<MessageGroupRow> page = script.run(ReadPage.ofRows(requests(), "ann", one).page());

    assertThat(page)
        .isEqualTo(
            new Page<>(
                List.of(newer),
                Optional.of(CursorCodec.encode("GRP#ann", one, newer.sortKey().value()))));
    assertThat(script.requests()).containsExactly(query("GRP#ann", "0", ":", false, 2).build());
  }

  @Test
  void isOfNewest_onlyOnTheWayDownWithoutAStartAndAnEnd() {
    assertThat(Stream.of(TWO, TWO.between(at(1), at(2)), TWO.before(M2.ref()), TWO_OLDEST))
        .extracting(request -> ReadPage.ofMessages(requests(), "g-1", request).isOfNewest())
        .containsExactly(true, false, false, false);
  }

  @Test
  void newestWithHead_readsBothInOneQuery() {
    Script script = new Script(lastItems(belowHead(M2, M1)));

    WithHead<Message> found = script.run(newestWithHead());

    assertThat(found.head()).contains(HEAD);
    assertThat(new Script().run(found.page().apply(Visible.ALL)))
        .isEqualTo(new Page<>(List.of(M2, M1), Optional.empty()));
    assertThat(script.requests()).containsExactly(query("MSG#g-1", "0", "HEAD", false, 4).build());
  }

  @Test
  void newestWithHead_whenThereAreMore_canBeContinued() {
    WithHead<Message> found =
        new Script(moreItems(belowHead(M3, M2, M1), key(M1))).run(newestWithHead());

    assertThat(new Script().run(found.page().apply(Visible.ALL)))
        .isEqualTo(
            new Page<>(
                List.of(M3, M2),
                Optional.of(CursorCodec.encode("MSG#g-1", TWO, M2.sortKey().value()))));
  }

  @Test
  void newestWithHead_whenTheFirstResponseIsShort_continuesBelowIt() {
    WithHead<Message> found = new Script(moreItems(belowHead(M3), key(M3))).run(newestWithHead());
    Script rest = new Script(lastItems(items(M2)));

    rest.run(found.page().apply(Visible.ALL));

    assertThat(rest.requests()).containsExactly(downFrom(M3, 2).build());
  }

  @Test
  void newestWithHead_whenThereIsNoHead_hasTheMessagesAlone() {
    WithHead<Message> found = new Script(lastItems(items(M2))).run(newestWithHead());

    assertThat(found.head()).isEmpty();
    assertThat(new Script().run(found.page().apply(Visible.ALL)).items()).containsExactly(M2);
  }

  @Test
  void newestMessage_asksForOneOnly() {
    Script script = new Script(moreItems(items(M2), key(M2)));

    assertThat(script.run(NewestLive.message(requests(), "g-1"))).contains(M2);
    assertThat(script.requests()).containsExactly(queryNewest(1).build());
  }

  @Test
  void hasMessages_whenThereIsOne_isTrueThoughItCannotBeRead() {
    Script script = new Script(lastItems(List.of(key(M1))));

    assertThat(script.run(ReadPage.hasMessages(requests(), "g-1"))).isTrue();
    assertThat(script.requests()).containsExactly(queryNewest(1).build());
  }

  @Test
  void hasMessages_whenThereIsNone_isFalse() {
    assertThat(new Script(NO_ITEMS).run(ReadPage.hasMessages(requests(), "g-1"))).isFalse();
  }

  @Test
  void firstMessages_asksForAsManyAsThePageHas() {
    Script script = new Script(lastItems(items(M2, M1)));

    assertThat(script.run(ReadPage.firstMessages(requests(), "g-1", TWO))).isEqualTo(items(M2, M1));
    assertThat(script.requests()).containsExactly(queryNewest(2).build());
  }

  private static Step<Page<Message>> messages(PageRequest request) {
    return ReadPage.ofMessages(requests(), "g-1", request).page();
  }

  private static Step<WithHead<Message>> newestWithHead() {
    return ReadPage.ofMessages(requests(), "g-1", TWO).newestWithHead();
  }

  /** Half a second past that second. */
  private static Instant at(int second) {
    return Instant.parse("2026-11-21T00:00:00.5Z").plusSeconds(second);
  }

  private static Message message(int number) {
    return Samples.message(SortKey.of(at(number), "m-" + number), Samples.ANN, "Hi " + number);
  }

  private static MessageGroupRow row(MessageGroup group) {
    return MemberRows.of(group, ItemKey.rowKey(group), Samples.ANN, M1);
  }

  private static List<Map<String, AttributeValue>> items(Message... messages) {
    return Arrays.stream(messages)
        .map(message -> Schemas.MESSAGES.itemToMap(message, true))
        .toList();
  }

  private static List<Map<String, AttributeValue>> belowHead(Message... messages) {
    return Stream.concat(Stream.of(HEAD), items(messages).stream()).toList();
  }

  private static List<Map<String, AttributeValue>> rowItems(MessageGroupRow... rows) {
    return Arrays.stream(rows).map(row -> Schemas.ROWS.itemToMap(row, true)).toList();
  }

  private static Map<String, AttributeValue> key(Message message) {
    return ItemKey.message("g-1", message.sortKey()).attributes();
  }

  /** Downward from a message, which is not returned again. */
  private static QueryRequest.Builder downFrom(Message message, int limit) {
    return query("MSG#g-1", "0", message.sortKey().value(), false, limit)
        .exclusiveStartKey(key(message));
  }

  private static QueryRequest.Builder upFrom(Message message, String highest) {
    return query("MSG#g-1", message.sortKey().value(), highest, true, 3)
        .exclusiveStartKey(key(message));
  }
}

package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.campaign.Clients;
import io.github.ddbmessaging.campaign.MemoryTable;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.PageRequest.Direction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * Pages, however small, and however little DynamoDB returns at once: together they are the list.
 */
class PagesPropertyTest extends Inputs {
  private static final User ANN = new User("ann", "Ann", "ann");

  /** Keys of this library and of the old application, many of them in one second. */
  @Provide
  Arbitrary<List<SortKey>> keys() {
    Arbitrary<SortKey> own =
        Combinators.combine(closeTimes(), Arbitraries.of("a", "b")).as(SortKey::of);
    Arbitrary<SortKey> old =
        Combinators.combine(
                Arbitraries.of("2026-12-31T23:59:59", "2027-01-01T00:00:00"),
                Arbitraries.of("", ".5", ".500000", ".000001"),
                Arbitraries.of("", "+00:00", "Z"))
            .as((seconds, fraction, zone) -> new SortKey(seconds + fraction + zone));
    return Arbitraries.oneOf(own, old).list().ofMaxSize(12).uniqueElements();
  }

  /** Pages of any listing: only their direction, size and bounds. */
  @Provide
  Arbitrary<PageRequest> requests() {
    Arbitrary<Instant> bounds = closeTimes().injectNull(0.5);
    return Combinators.combine(
            Arbitraries.of(Direction.class), Arbitraries.integers().between(1, 5), bounds, bounds)
        .filter(
            (direction, limit, from, until) ->
                from == null || until == null || from.isBefore(until))
        .as(
            (direction, limit, from, until) ->
                new PageRequest(direction, limit, null, null, from, until));
  }

  @Property
  void pages_ofAnyListing_putTogetherHoldEveryItemOnceInOrder(
      @ForAll("keys") List<SortKey> keys,
      @ForAll("requests") PageRequest first,
      @ForAll @IntRange(min = 1, max = 5) int atOnce) {
    List<SortKey> read = new ArrayList<>();
    store(keys, atOnce)
        .listMessagePages("g", first)
        .forEach(page -> page.items().forEach(message -> read.add(message.sortKey())));

    assertThat(read).isEqualTo(listing(keys, first));
  }

  @Property
  void pages_ofAnyListing_areFullButForTheLast(
      @ForAll("keys") List<SortKey> keys,
      @ForAll("requests") PageRequest first,
      @ForAll @IntRange(min = 1, max = 5) int atOnce) {
    List<Integer> sizes = new ArrayList<>();
    store(keys, atOnce)
        .listMessagePages("g", first)
        .forEach(page -> sizes.add(page.items().size()));

    int full = Math.max(0, (listing(keys, first).size() - 1) / first.limit());
    assertThat(sizes).hasSize(full + 1);
    assertThat(sizes.subList(0, full)).allMatch(size -> size == first.limit());
  }

  @Property
  void page_fromAnyMessage_isWhatComesBehindIt(
      @ForAll("keys") List<SortKey> keys,
      @ForAll("requests") PageRequest listed,
      @ForAll int number) {
    Assume.that(!keys.isEmpty());
    SortKey start = keys.get(Math.floorMod(number, keys.size()));
    PageRequest behind =
        new PageRequest(
            listed.direction(), 100, null, message(start).ref(), listed.from(), listed.until());

    Page<Message> page = store(keys, 100).listMessages("g", behind);

    assertThat(page.items())
        .extracting(Message::sortKey)
        .isEqualTo(
            listing(keys, listed).stream()
                .filter(key -> order(listed).compare(key, start) > 0)
                .toList());
  }

  private static List<SortKey> listing(List<SortKey> keys, PageRequest request) {
    return keys.stream()
        .filter(key -> request.from() == null || !key.instant().isBefore(request.from()))
        .filter(key -> request.until() == null || key.instant().isBefore(request.until()))
        .sorted(order(request))
        .toList();
  }

  private static Comparator<SortKey> order(PageRequest request) {
    return request.direction() == Direction.OLDEST_FIRST
        ? Comparator.naturalOrder()
        : Comparator.reverseOrder();
  }

  private static Message message(SortKey key) {
    return new Message("g", key, "m", ANN, "Hi");
  }

  /** Over a table that returns only so many items at once. */
  private static MessagingStore store(List<SortKey> keys, int atOnce) {
    MemoryTable table = new MemoryTable();
    keys.forEach(
        key ->
            table.execute(
                PutItemRequest.builder()
                    .item(Schemas.MESSAGES.itemToMap(message(key), true))
                    .build()));
    return MessagingStore.builder()
        .client(
            Clients.sync(
                request -> {
                  QueryRequest query = (QueryRequest) request;
                  int limit = Math.min(query.limit(), atOnce);
                  return table.execute(query.toBuilder().limit(limit).build());
                }))
        .tableName("t")
        .build();
  }
}

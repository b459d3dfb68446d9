package io.github.ddbmessaging.property;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.internal.text.Utf8;
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
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Pages, however small, and however little DynamoDB answers at once: together they are the list.
 */
class PagesPropertyTest {
  private static final User ANN = new User("ann", "Ann", "ann");

  /** Keys of this library and of the old application, many of them in one second. */
  @Provide
  Arbitrary<List<SortKey>> keys() {
    Arbitrary<SortKey> own =
        Combinators.combine(Inputs.closeTimes(), Arbitraries.of("a", "b")).as(SortKey::of);
    Arbitrary<SortKey> old =
        Combinators.combine(
                Arbitraries.of("2026-12-31T23:59:59", "2027-01-01T00:00:00"),
                Arbitraries.of("", ".5", ".500000", ".000001"),
                Arbitraries.of("", "+00:00", "Z"))
            .as((seconds, fraction, zone) -> SortKey.parse(seconds + fraction + zone));
    return Arbitraries.oneOf(own, old).list().ofMaxSize(12).uniqueElements();
  }

  @Provide
  Arbitrary<Instant> bounds() {
    return Inputs.closeTimes().injectNull(0.5);
  }

  @Property
  void pages_ofAnyListing_putTogetherHoldEveryItemOnceInOrder(
      @ForAll("keys") List<SortKey> keys,
      @ForAll Direction direction,
      @ForAll @IntRange(min = 1, max = 5) int limit,
      @ForAll @IntRange(min = 1, max = 5) int answered,
      @ForAll("bounds") Instant from,
      @ForAll("bounds") Instant until) {
    Assume.that(from == null || until == null || from.isBefore(until));
    PageRequest first = new PageRequest(direction, limit, null, from, until);

    List<SortKey> read = new ArrayList<>();
    store(keys, answered)
        .listMessagePages("g", first)
        .forEach(page -> page.items().forEach(message -> read.add(message.sortKey())));

    assertThat(read).isEqualTo(listing(keys, direction, from, until));
  }

  @Property
  void pages_ofAnyListing_areFullButForTheLast(
      @ForAll("keys") List<SortKey> keys,
      @ForAll Direction direction,
      @ForAll @IntRange(min = 1, max = 5) int limit,
      @ForAll @IntRange(min = 1, max = 5) int answered) {
    List<Integer> sizes = new ArrayList<>();

    store(keys, answered)
        .listMessagePages("g", new PageRequest(direction, limit, null, null, null))
        .forEach(page -> sizes.add(page.items().size()));

    int full = Math.max(0, (keys.size() - 1) / limit);
    assertThat(sizes).hasSize(full + 1);
    assertThat(sizes.subList(0, full)).allMatch(size -> size == limit);
  }

  @Property
  void page_fromTheCursorOfAnyMessage_isWhatComesBehindIt(
      @ForAll("keys") List<SortKey> keys,
      @ForAll Direction direction,
      @ForAll int place,
      @ForAll("bounds") Instant from,
      @ForAll("bounds") Instant until) {
    Assume.that(!keys.isEmpty());
    Assume.that(from == null || until == null || from.isBefore(until));
    SortKey start = keys.get(Math.floorMod(place, keys.size()));
    PageRequest behind = new PageRequest(direction, 100, message(start).cursor(), from, until);

    Page<Message> page = store(keys, 100).listMessages("g", behind);

    assertThat(page.items())
        .extracting(Message::sortKey)
        .isEqualTo(
            listing(keys, direction, from, until).stream()
                .filter(key -> inOrder(direction).compare(key, start) > 0)
                .toList());
  }

  private static List<SortKey> listing(
      List<SortKey> keys, Direction direction, Instant from, Instant until) {
    return keys.stream()
        .filter(key -> from == null || !key.instant().isBefore(from))
        .filter(key -> until == null || key.instant().isBefore(until))
        .sorted(inOrder(direction))
        .toList();
  }

  private static Comparator<SortKey> inOrder(Direction direction) {
    return direction == Direction.OLDEST_FIRST
        ? Comparator.naturalOrder()
        : Comparator.reverseOrder();
  }

  private static Message message(SortKey key) {
    return new Message("g", key, "m", ANN, "Hi");
  }

  private static MessagingStore store(List<SortKey> keys, int answered) {
    return MessagingStore.builder().client(new Messages(keys, answered)).tableName("t").build();
  }

  /** Messages of one group, of which a query is answered a few at a time. */
  private record Messages(List<SortKey> keys, int answered) implements DynamoDbClient {

    @Override
    public QueryResponse query(QueryRequest request) {
      Map<String, AttributeValue> values = request.expressionAttributeValues();
      boolean ascending = request.scanIndexForward();
      Comparator<String> order =
          ascending ? Utf8::compare : (one, other) -> Utf8.compare(other, one);
      List<String> matching =
          keys.stream()
              .map(SortKey::value)
              .filter(sk -> Utf8.compare(sk, values.get(":lowest").s()) >= 0)
              .filter(sk -> Utf8.compare(sk, values.get(":highest").s()) <= 0)
              .sorted(order)
              .filter(
                  sk ->
                      !request.hasExclusiveStartKey()
                          || order.compare(sk, request.exclusiveStartKey().get("sk").s()) > 0)
              .toList();
      int read = Math.min(matching.size(), Math.min(answered, request.limit()));
      QueryResponse.Builder answer =
          QueryResponse.builder()
              .items(matching.subList(0, read).stream().map(Messages::item).toList());
      // As the service does it: at an exact end there is a last key as well.
      if (read == answered || read == request.limit()) {
        answer.lastEvaluatedKey(key(matching.get(read - 1)));
      }
      return answer.build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private static Map<String, AttributeValue> item(String sk) {
      return Schemas.MESSAGES.itemToMap(message(SortKey.parse(sk)), true);
    }

    private static Map<String, AttributeValue> key(String sk) {
      return Map.of("pk", AttributeValue.fromS("MSG#g"), "sk", AttributeValue.fromS(sk));
    }
  }
}

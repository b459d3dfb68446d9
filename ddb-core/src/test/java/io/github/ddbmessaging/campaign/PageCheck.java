package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.PageRequest.Direction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Holds a page to what the table was while it was read: what was there all the time is on it, what
 * was there at no time is not, all in order and from where the page begins to where it ends.
 *
 * @param table what the page was read from
 * @param pk the partition that was listed
 * @param schema how its items read
 * @param key where an item's sort key is
 * @param reader who lists messages, and may not see all; or null
 * @param <T> what was listed
 */
record PageCheck<T>(
    MemoryTable table,
    String pk,
    TableSchema<T> schema,
    Function<T, SortKey> key,
    @Nullable String reader) {

  /** Judges a page; the start is the sort key that it begins behind, or null. */
  void check(PageRequest request, @Nullable SortKey start, Page<T> page, Call<?> read) {
    boolean forward = request.direction() == Direction.OLDEST_FIRST;
    Sight sight = sight(read);
    int next = 0;
    boolean more = false;
    boolean anyMayExpire = false;
    for (String sk : keys(forward)) {
      ItemKey item = new ItemKey(pk, sk);
      if (!isListed(item) || !isInSpan(sk, request) || !isBehind(sk, start, forward)) {
        continue;
      }
      List<Optional<Map<String, AttributeValue>>> states =
          table.states(item, read.lowestRead, read.highestRead);
      SortKey place = new SortKey(sk);
      if (sight != null && !sight.sawAny(place)) {
        unless(
            next == page.items().size() || !key.apply(page.items().get(next)).value().equals(sk),
            "7",
            "a message is listed that its reader may not see: " + item);
        continue;
      }
      boolean mayHide = sight != null && !sight.sawAlways(place);
      boolean mayExpire = mayHide || mayExpire(states, read.node.now());
      anyMayExpire |= mayExpire;
      boolean always = !mayExpire && states.stream().allMatch(Optional::isPresent);
      if (next < page.items().size() && key.apply(page.items().get(next)).value().equals(sk)) {
        T listed = page.items().get(next);
        unless(
            states.stream()
                .flatMap(Optional::stream)
                .anyMatch(state -> isShown(Schemas.read(schema, state), listed, read)),
            "6",
            "an item is listed as it never was: " + pk + " " + sk);
        unless(
            sight == null || sight.saw(item),
            "7",
            "a message is listed that came after its reader was gone: " + item);
        next++;
      } else if (always && next < page.items().size()) {
        throw new Violation("1", "an item is not listed: " + pk + " " + sk);
      } else if (always) {
        more = true;
        break;
      }
    }
    unless(next == page.items().size(), "6", "an item is listed that is not there, or again");
    unless(page.items().size() <= request.limit(), "6", "a page is longer than asked for");
    if (page.next().isPresent()) {
      unless(
          page.items().size() == request.limit() || anyMayExpire,
          "6",
          "a page is short and not the last");
      unless(
          more || anyMayExpire || read.lowestRead != read.highestRead,
          "6",
          "a page tells of more where there is none");
    } else {
      unless(!more, "1", "a page ends before the listing does: " + pk);
    }
  }

  private @Nullable Sight sight(Call<?> read) {
    return reader == null
        ? null
        : Sight.during(table, pk.substring(Keys.MESSAGES_PREFIX.length()), reader, read);
  }

  /** As it is, or as it is once what it shows has expired. */
  private static boolean isShown(Object state, Object listed, Call<?> read) {
    if (state instanceof Message message) {
      return state.equals(listed) && !message.status().isExpired(read.startedWhen);
    }
    MessageGroupRow row = (MessageGroupRow) state;
    return row.asOf(read.startedWhen).equals(listed) || row.asOf(read.node.now()).equals(listed);
  }

  private boolean mayExpire(List<Optional<Map<String, AttributeValue>>> states, Instant now) {
    return states.stream()
        .flatMap(Optional::stream)
        .map(state -> Schemas.read(schema, state))
        .anyMatch(state -> state instanceof Message message && message.status().isExpired(now));
  }

  private Collection<String> keys(boolean forward) {
    NavigableSet<String> keys = table.keysEver(pk);
    return forward ? keys : keys.descendingSet();
  }

  private static boolean isListed(ItemKey item) {
    return item.kind() == ItemKind.MESSAGE || item.kind() == ItemKind.ROW;
  }

  private static boolean isBehind(String sk, @Nullable SortKey start, boolean forward) {
    return start == null
        || (forward ? sk.compareTo(start.value()) > 0 : sk.compareTo(start.value()) < 0);
  }

  private static boolean isInSpan(String sk, PageRequest request) {
    Instant time = new SortKey(sk).instant();
    return (request.from() == null || !time.isBefore(request.from()))
        && (request.until() == null || time.isBefore(request.until()));
  }
}

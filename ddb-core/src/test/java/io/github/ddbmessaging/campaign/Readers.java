package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Users who page through messages and groups, and look some of them up. */
final class Readers {
  private final Cluster cluster;
  private final Model model;
  private final MemoryTable table;
  private final List<Paging<?>> pagings = new ArrayList<>();
  private final List<Position> positions = new ArrayList<>();

  Readers(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
    this.table = cluster.table;
    cluster.onCrash = () -> pagings.forEach(paging -> paging.reading = false);
  }

  /**
   * Where a page begins.
   *
   * @param pk the partition that is listed
   * @param request begins there
   */
  record Position(String pk, PageRequest request) {}

  /** Where pages began so far. */
  List<Position> positions() {
    return positions;
  }

  /** A listing that is being read page by page. */
  private static final class Paging<T> {
    final PageCheck<T> check;
    final BiFunction<Store, PageRequest, CompletableFuture<Page<T>>> read;
    PageRequest request;
    @Nullable SortKey start;
    boolean reading;
    boolean ended;

    Paging(
        PageCheck<T> check,
        BiFunction<Store, PageRequest, CompletableFuture<Page<T>>> read,
        PageRequest request) {
      this.check = check;
      this.read = read;
      this.request = request;
    }
  }

  /** Someone begins to page through messages or groups. */
  void list(Choice how) {
    PageRequest request = request(how);
    boolean consistent = how.oneIn(2);
    boolean acting = how.oneIn(3);
    Paging<?> paging;
    if (how.oneIn(3)) {
      String user = Cluster.USERS.get(how.what % Cluster.USERS.size()).id();
      paging =
          new Paging<>(
              new PageCheck<>(
                  table, Keys.groupsPartition(user), Schemas.ROWS, MessageGroupRow::sortKey, null),
              (store, page) ->
                  view(store, consistent, acting ? user : null).listMessageGroups(user, page),
              request);
    } else {
      Group group = model.pick(how.what);
      String user = how.from(group.members).id();
      Paging<Message> messages =
          new Paging<>(
              messages(group, acting ? user : null),
              (store, page) ->
                  view(store, consistent, acting ? user : null).listMessages(group.id, page),
              request);
      List<Map<String, AttributeValue>> known = model.messages(group);
      if (how.oneIn(4) && !known.isEmpty()) {
        Message from = Schemas.read(Schemas.MESSAGES, how.from(known));
        messages.request =
            new PageRequest(
                request.direction(),
                request.limit(),
                null,
                from.ref(),
                request.from(),
                request.until());
        messages.start = from.sortKey();
        positions.add(new Position(messages.check.pk(), messages.request));
      }
      paging = messages;
    }
    pagings.add(paging);
    readPage(how, paging);
  }

  private PageCheck<Message> messages(Group group, @Nullable String reader) {
    return new PageCheck<>(
        table, Keys.messagePartition(group.id), Schemas.MESSAGES, Message::sortKey, reader);
  }

  static Store view(Store store, boolean consistent, @Nullable String actingUser) {
    return (consistent ? store.withConsistentReads() : store).as(actingUser);
  }

  /** Any page of any listing. */
  static PageRequest request(Choice how) {
    int limit = 1 + how.of(5);
    PageRequest request =
        how.of(2) == 0 ? PageRequest.newestFirst(limit) : PageRequest.oldestFirst(limit);
    if (!how.oneIn(5)) {
      return request;
    }
    Instant from = how.oneIn(2) ? Cluster.BEGINNING.plusMillis(how.of(3_000)) : null;
    Instant until = how.oneIn(2) ? Cluster.BEGINNING.plusMillis(how.of(9_000)) : null;
    return new PageRequest(
        request.direction(),
        limit,
        null,
        null,
        from,
        from != null && until != null && !from.isBefore(until) ? null : until);
  }

  /** Someone who pages reads the next page. */
  void nextPage(Choice how) {
    List<Paging<?>> open =
        pagings.stream().filter(paging -> !paging.reading && !paging.ended).toList();
    if (!open.isEmpty()) {
      readPage(how, open.get(how.what % open.size()));
    }
  }

  private <T> void readPage(Choice how, Paging<T> paging) {
    PageRequest request = paging.request;
    SortKey start = paging.start;
    paging.reading = true;
    cluster.call(
        "list",
        how,
        store -> paging.read.apply(store, request),
        end -> {
          paging.reading = false;
          model.ifReturned(
              paging.check.pk(),
              paging.check.reader(),
              end,
              page -> {
                paging.check.check(request, start, page, end.call());
                pageRead(paging, request, page);
              });
        });
  }

  private <T> void pageRead(Paging<T> paging, PageRequest request, Page<T> page) {
    cluster.counts.add("page");
    if (request.cursor() != null || request.position() != null) {
      cluster.counts.add("page behind a cursor");
    }
    paging.ended = page.next().isEmpty();
    request
        .following(page)
        .ifPresent(
            next -> {
              paging.request = next;
              if (!page.items().isEmpty()) {
                paging.start = paging.check.key().apply(page.items().get(page.items().size() - 1));
              }
              positions.add(new Position(paging.check.pk(), next));
            });
  }

  /** Someone looks up a message or a group. */
  void find(Choice how) {
    Group group = model.pick(how.what);
    boolean consistent = how.oneIn(2);
    boolean acting = how.oneIn(3);
    String member = how.from(group.members).id();
    String user = acting ? member : null;
    List<MessageRef> refs = refs(group);
    int kind = how.of(3);
    if (kind == 2 && !refs.isEmpty()) {
      around(how, group, user, consistent, how.from(refs));
      return;
    }
    if (kind == 0 || refs.isEmpty()) {
      cluster.call(
          "findGroup",
          how,
          store -> view(store, consistent, user).findGroup(group.id),
          end ->
              found(
                  end,
                  user,
                  ItemKey.head(group.id),
                  item -> Schemas.read(Schemas.HEADS, item).group(),
                  head -> false));
      return;
    }
    MessageRef ref = how.from(refs);
    cluster.call(
        "findMessage",
        how,
        store -> view(store, consistent, user).findMessage(ref),
        end ->
            found(
                end,
                user,
                ItemKey.message(group.id, ref.sortKey()),
                item -> Schemas.read(Schemas.MESSAGES, item),
                message -> message.status().isExpired(end.call().node.now())));
  }

  /** All messages that the group has or had. */
  List<MessageRef> refs(Group group) {
    return table.keysEver(Keys.messagePartition(group.id)).stream()
        .filter(sk -> new ItemKey(Keys.messagePartition(group.id), sk).kind() == ItemKind.MESSAGE)
        .map(sk -> new MessageRef(group.id, new SortKey(sk), sk.substring(sk.indexOf('#') + 1)))
        .toList();
  }

  private <T> void found(
      Ended<Optional<T>> end,
      @Nullable String reader,
      ItemKey key,
      Function<Map<String, AttributeValue>, T> read,
      Predicate<T> isExpired) {
    Call<?> call = end.call();
    model.ifReturned(
        key.pk(),
        reader,
        end,
        found -> {
          Sight sight = model.members.sight(key.groupId(), reader, call);
          boolean isMessage = key.kind() == ItemKind.MESSAGE;
          unless(
              table.states(key, call.lowestRead, call.highestRead).stream()
                      .map(state -> state.map(read))
                      .anyMatch(
                          state ->
                              state.equals(found)
                                  || (found.isEmpty() && state.filter(isExpired).isPresent()))
                  || (isMessage && found.isEmpty() && !sight.sawAlways(new SortKey(key.sk()))),
              "1",
              "found what was not there, or the other way round: " + key);
          unless(
              found.isEmpty() || (isMessage ? sight.saw(key) : sight.wasMember()),
              "7",
              "found what the reader may not see: " + key);
        });
  }

  /** Someone lists the messages around one. */
  private void around(
      Choice how, Group group, @Nullable String reader, boolean consistent, MessageRef ref) {
    int limit = 1 + how.of(5);
    PageCheck<Message> check = messages(group, reader);
    cluster.call(
        "list around",
        how,
        store -> view(store, consistent, reader).listMessagesAround(ref, limit),
        end ->
            model.ifReturned(
                check.pk(),
                reader,
                end,
                found -> {
                  cluster.counts.add("messages around one");
                  check.check(
                      PageRequest.newestFirst(limit), ref.sortKey(), found.older(), end.call());
                  check.check(
                      PageRequest.oldestFirst(limit),
                      justBelow(ref.sortKey()),
                      found.newer(),
                      end.call());
                }));
  }

  private static SortKey justBelow(SortKey key) {
    int last = key.value().length() - 1;
    return new SortKey(
        key.value().substring(0, last) + (char) (key.value().charAt(last) - 1) + "~");
  }
}

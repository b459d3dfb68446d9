package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Clients that keep a copy of a group's messages, and ask from time to time what has changed. */
final class Followers {
  private static final int MOST = 2;
  private static final int MOST_CALLS = 400;

  /** After so long nothing is on its way any more. */
  private static final Duration SETTLED = Duration.ofSeconds(90);

  private final Cluster cluster;
  private final Model model;
  private final List<Follower> followers = new ArrayList<>();
  private final Map<String, ChangesToken> tokens = new HashMap<>();

  Followers(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
    Runnable before = cluster.onCrash;
    cluster.onCrash =
        () -> {
          before.run();
          // The process that a client asked may be the one that has died: it asks again.
          followers.forEach(follower -> follower.asking = null);
        };
  }

  /** By group: the tokens that clients have had last. */
  Map<String, ChangesToken> tokens() {
    return tokens;
  }

  /**
   * One client. It has no token at first, then reads the group, lists the messages, and follows the
   * changes. As a member it begins anew when it may see more or less than before.
   */
  private static final class Follower {
    final Group group;
    final @Nullable String reader;
    final Map<String, Message> copy = new HashMap<>();
    @Nullable ChangesToken token;
    @Nullable PageRequest listing;
    @Nullable Object asking;
    @Nullable MessageGroup known;
    boolean metWrongClock;
    boolean more;

    Follower(Group group, @Nullable String reader) {
      this.group = group;
      this.reader = reader;
    }

    void startAgain() {
      token = null;
      known = null;
      listing = null;
      copy.clear();
    }

    /** Whether it knows that there is more to ask for. */
    boolean isBehind() {
      return token == null || known == null || listing != null || more;
    }

    boolean seesOther(MessageGroup told) {
      return reader != null && !known.accessOf(reader).equals(told.accessOf(reader));
    }

    void put(Message message) {
      copy.merge(
          message.id(),
          message,
          (held, told) -> held.status().revision() > told.status().revision() ? held : told);
    }
  }

  /** A client does its next call. */
  void follow(Choice how) {
    if (followers.size() < MOST && (followers.isEmpty() || how.oneIn(4))) {
      Group group = model.pick(how.what);
      followers.add(new Follower(group, how.oneIn(2) ? null : how.from(group.members).id()));
    }
    Follower follower = followers.get(how.what % followers.size());
    if (follower.asking == null) {
      ask(follower, how, 1 + how.of(6), how.oneIn(3));
    }
  }

  private void ask(Follower follower, Choice how, int limit, boolean consistent) {
    String group = follower.group.id;
    ChangesToken token = follower.token;
    PageRequest listing = follower.listing;
    if (token == null) {
      ask(follower, "follow: begin", how, store -> store.beginChanges(group), begun(follower, how));
    } else if (follower.known == null) {
      ask(
          follower,
          "follow: find",
          how,
          store -> store.withConsistentReads().findGroup(group),
          found -> follower.known = found.orElseThrow());
    } else if (listing != null) {
      ask(
          follower,
          "follow: list",
          how,
          store -> store.withConsistentReads().listMessages(group, listing),
          page -> {
            page.items().forEach(follower::put);
            follower.listing = listing.following(page).orElse(null);
          });
    } else {
      ask(
          follower,
          "follow",
          how,
          store ->
              (consistent ? store.withConsistentReads() : store).listChanges(group, token, limit),
          changes -> apply(follower, changes));
    }
  }

  private static Consumer<ChangesToken> begun(Follower follower, Choice how) {
    int limit = 1 + how.of(20);
    return token -> {
      follower.token = token;
      follower.listing =
          how.of(2) == 0 ? PageRequest.newestFirst(limit) : PageRequest.oldestFirst(limit);
    };
  }

  private void apply(Follower follower, Changes changes) {
    changes.messages().forEach(follower::put);
    changes.purged().forEach(ref -> follower.copy.remove(ref.messageId()));
    changes.group().ifPresent(group -> told(follower, group));
    cluster.counts.add("message told to a follower", changes.messages().size());
    cluster.counts.add("purge told to a follower", changes.purged().size());
    if (follower.token != null) {
      follower.token = changes.next();
      tokens.put(follower.group.id, changes.next());
      follower.more = changes.more();
    }
  }

  private void told(Follower follower, MessageGroup group) {
    cluster.counts.add("group told to a follower");
    if (follower.seesOther(group)) {
      cluster.counts.add("follower sees more or less than before");
      follower.startAgain();
    } else {
      follower.known = group;
    }
  }

  /** A member is told only what they may see. */
  private void checkSeen(Follower follower, Call<?> call, List<Message> messages) {
    if (follower.reader != null) {
      Sight sight = model.members.sight(follower.group.id, follower.reader, call);
      for (Message message : messages) {
        ItemKey key = ItemKey.message(message.groupId(), message.sortKey());
        unless(sight.sawAny(message.sortKey()), "7", "a follower is told what they may not see");
        unless(sight.saw(key), "7", "a follower is told what came after they were gone");
      }
    }
  }

  private <T> void ask(
      Follower follower,
      String name,
      Choice how,
      Function<Store, CompletableFuture<T>> body,
      Consumer<T> then) {
    Object question = new Object();
    follower.asking = question;
    cluster.call(
        name,
        how,
        store -> body.apply(store.as(follower.reader)),
        end -> answered(follower, question, end, then));
  }

  private <T> void answered(Follower follower, Object question, Ended<T> end, Consumer<T> then) {
    follower.metWrongClock |= cluster.isFarOff(end.call().node.now());
    if (follower.asking != question) {
      return;
    }
    follower.asking = null;
    if (end.failure() instanceof ChangesTokenExpiredException) {
      unless(follower.metWrongClock, "11", "a token expired at once");
      cluster.counts.add("follower starts again");
      follower.startAgain();
    } else {
      if (end.failure() instanceof NotAMemberException) {
        follower.startAgain();
      }
      model.ifReturned(
          Keys.messagePartition(follower.group.id),
          follower.reader,
          end,
          value -> {
            if (value instanceof Changes changes) {
              checkSeen(follower, end.call(), changes.messages());
            } else if (value instanceof Page<?> page) {
              checkSeen(follower, end.call(), messages(page));
            }
            then.accept(value);
          });
    }
  }

  private static List<Message> messages(Page<?> page) {
    return page.items().stream().map(Message.class::cast).toList();
  }

  // -- The end

  /** Every copy equals the table after some more calls, without another listing. */
  void judge() {
    for (Follower follower : followers) {
      follower.asking = null;
      if (follower.reader != null && !follower.group.has(follower.reader)) {
        cluster.counts.add("follower is no member any more");
        continue;
      }
      for (int round = 0; round < 3; round++) {
        cluster.later(SETTLED);
        for (int calls = 0; calls == 0 || follower.isBehind(); calls++) {
          unless(calls < MOST_CALLS, "11", "there is always more to tell");
          ask(follower, cluster.byRightClock(), 3, false);
        }
      }
      check(follower);
      checkGroup(follower);
      cluster.counts.add("copy of a follower");
    }
  }

  private void checkGroup(Follower follower) {
    MessageGroup is =
        Schemas.read(Schemas.HEADS, cluster.table.item(ItemKey.head(follower.group.id))).group();
    MessageGroup known = follower.known;
    unless(
        known != null
            && known.members().equals(is.members())
            && known.access().equals(is.access())
            && Objects.equals(known.title(), is.title()),
        "11",
        "a follower does not know the members or the title of " + is.id());
  }

  /** Of a message that was deleted and then purged, a copy may keep that it is deleted. */
  private void check(Follower follower) {
    Map<String, Message> expected = new HashMap<>();
    int now = cluster.table.version();
    Sight sight = new Sight(cluster.table, follower.group.id, follower.reader, now, now);
    for (Map<String, AttributeValue> item : model.messages(follower.group)) {
      Message message = Schemas.read(Schemas.MESSAGES, item);
      if (sight.sawAny(message.sortKey())) {
        expected.put(message.id(), message);
      }
    }
    Set<String> all = new TreeSet<>(expected.keySet());
    all.addAll(follower.copy.keySet());
    for (String id : all) {
      Message held = follower.copy.get(id);
      Message there = expected.get(id);
      unless(
          (held != null && there != null && Renamed.isSame(held, there))
              || (there == null && held.isDeleted())
              || mayDiffer(id, held == null ? there : held),
          "11",
          "a follower holds " + revision(held) + " and not " + revision(there) + " of " + id);
    }
  }

  private boolean mayDiffer(String id, Message message) {
    Instant expiresAt = message.status().expiresAt();
    return model.unfollowed.contains(id)
        || (expiresAt != null && expiresAt.isBefore(cluster.now().plus(SETTLED)));
  }

  private static String revision(@Nullable Message message) {
    return message == null ? "nothing" : "revision " + message.status().revision();
  }
}

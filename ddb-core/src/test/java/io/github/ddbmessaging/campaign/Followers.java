package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.PageRequest;
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

  /** One client. It has no token at first, then lists the messages, then follows the changes. */
  private static final class Follower {
    final Group group;
    final Map<String, Message> copy = new HashMap<>();
    @Nullable ChangesToken token;
    @Nullable PageRequest listing;
    @Nullable Object asking;
    boolean metWrongClock;
    boolean more;

    Follower(Group group) {
      this.group = group;
    }

    void startAgain() {
      token = null;
      listing = null;
      copy.clear();
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
      followers.add(new Follower(model.pick(how.what)));
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
          store -> Readers.view(store, consistent, null).listChanges(group, token, limit),
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
    cluster.counts.add("message told to a follower", changes.messages().size());
    cluster.counts.add("purge told to a follower", changes.purged().size());
    follower.token = changes.next();
    follower.more = changes.more();
  }

  private <T> void ask(
      Follower follower,
      String name,
      Choice how,
      Function<Store, CompletableFuture<T>> body,
      Consumer<T> then) {
    Object question = new Object();
    follower.asking = question;
    cluster.call(name, how, body, end -> answered(follower, question, end, then));
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
      model.ifReturned(end, then);
    }
  }

  // -- The end

  /** Every copy equals the table after some more calls, without another listing. */
  void judge() {
    for (Follower follower : followers) {
      follower.asking = null;
      for (int round = 0; round < 3; round++) {
        cluster.later(SETTLED);
        for (int calls = 0; calls == 0 || follower.listing != null || follower.more; calls++) {
          unless(calls < MOST_CALLS, "11", "there is always more to tell");
          ask(follower, cluster.byRightClock(), 3, false);
        }
      }
      check(follower);
      cluster.counts.add("copy of a follower");
    }
  }

  /** Of a message that was deleted and then purged, a copy may keep that it is deleted. */
  private void check(Follower follower) {
    Map<String, Message> expected = new HashMap<>();
    for (Map<String, AttributeValue> item : model.messages(follower.group)) {
      Message message = Schemas.read(Schemas.MESSAGES, item);
      expected.put(message.id(), message);
    }
    Set<String> all = new TreeSet<>(expected.keySet());
    all.addAll(follower.copy.keySet());
    for (String id : all) {
      Message held = follower.copy.get(id);
      Message there = expected.get(id);
      unless(
          Objects.equals(held, there)
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

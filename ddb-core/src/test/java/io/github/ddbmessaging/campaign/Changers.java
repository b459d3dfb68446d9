package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.Call.Ended;
import io.github.ddbmessaging.campaign.MessageChange.Kind;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Reaction;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;

/**
 * Users and the service, who edit, delete and purge messages and react to them, and DynamoDB's time
 * to live, which removes what has expired.
 */
final class Changers {
  private static final List<String> REACTIONS = List.of("+", "heart", "tea");
  private static final String EVE = "eve";

  private final Cluster cluster;
  private final Model model;

  Changers(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
  }

  /** Someone edits, deletes or purges a message, one of the newest most often. */
  void change(Choice how) {
    Group group = model.pick(how.what);
    Message message = pick(how, group);
    if (message == null) {
      return;
    }
    int who = how.of(8);
    int what = how.of(8);
    String actor =
        who < 4
            ? message.sender().id()
            : who < 6 ? null : who == 6 ? how.from(group.members).id() : stranger(how, group);
    boolean own = actor == null || actor.equals(message.sender().id());
    boolean streamed = group.mixed && how.of(2) == 0;
    if (what == 7) {
      purge(
          how,
          new MessageChange(
              Kind.PURGE, message.ref(), how.oneIn(4) ? actor : null, true, "", null, false));
    } else if (what > 4) {
      change(
          "deleteMessage",
          how,
          new MessageChange(Kind.DELETE, message.ref(), actor, own, "", null, streamed));
    } else {
      long revision = message.status().revision();
      Long seen = how.oneIn(3) ? (Long) (how.oneIn(4) ? revision + 1 : revision) : null;
      change(
          "editMessage",
          how,
          new MessageChange(
              Kind.EDIT, message.ref(), actor, own, cluster.text(how), seen, streamed));
    }
  }

  /** Often one who was a member. */
  private static String stranger(Choice how, Group group) {
    List<String> former = group.everMembers.stream().filter(user -> !group.has(user)).toList();
    return former.isEmpty() || how.oneIn(3) ? EVE : how.from(former);
  }

  private @Nullable Message pick(Choice how, Group group) {
    List<Map<String, AttributeValue>> messages = model.messages(group);
    if (messages.isEmpty()) {
      return null;
    }
    int back = how.oneIn(3) ? how.of(messages.size()) : how.of(2);
    return Schemas.read(Schemas.MESSAGES, messages.get(Math.max(0, messages.size() - 1 - back)));
  }

  private void change(String name, Choice how, MessageChange change) {
    cluster.call(
        name,
        how,
        change,
        store ->
            change.kind == Kind.EDIT
                ? change.from(store).editMessage(change.ref, change.edit())
                : change.from(store).deleteMessage(change.ref),
        end -> ended(end, model.life::returned));
  }

  private void purge(Choice how, MessageChange any) {
    MessageChange purge = new MessageChange(Kind.PURGE, any.ref, any.actor, false, "", null, false);
    cluster.call(
        "purgeMessage",
        how,
        purge,
        store -> purge.from(store).purgeMessage(purge.ref),
        end -> ended(end, model.life::purged));
  }

  /** Someone reacts to a message, or takes a reaction back. */
  void react(Choice how) {
    Group group = model.pick(how.what);
    Message message = pick(how, group);
    if (message == null) {
      return;
    }
    String user = how.oneIn(8) ? stranger(how, group) : how.from(group.members).id();
    Kind kind = how.oneIn(3) ? Kind.UNREACT : Kind.REACT;
    MessageChange change =
        new MessageChange(kind, message.ref(), user, true, how.from(REACTIONS), null, false);
    boolean acting = how.oneIn(2);
    change.byService = !acting;
    Function<Store, CompletableFuture<UserReactions>> body =
        store -> {
          Store from = store.as(acting ? user : null);
          return kind == Kind.REACT
              ? from.addReaction(change.ref, user, change.content)
              : from.removeReaction(change.ref, user, change.content);
        };
    cluster.call(
        kind == Kind.REACT ? "addReaction" : "removeReaction",
        how,
        change,
        body,
        end -> ended(end, model.life::reacted));
  }

  private <T> void ended(Ended<T> end, BiConsumer<Call<T>, T> judge) {
    if (end.failure() == null) {
      cluster.counts.add(end.call().name + " returned");
      judge.accept(end.call(), end.value());
    } else {
      model.life.failed(end.call(), end.failure());
    }
  }

  /** DynamoDB removes a message that has expired. */
  void expire(Choice how) {
    List<ItemKey> expired = expired();
    if (!expired.isEmpty()) {
      expire(expired.get(how.who % expired.size()));
    }
  }

  /** DynamoDB removes all that has expired. */
  void expireAll() {
    expired().forEach(this::expire);
  }

  private List<ItemKey> expired() {
    return cluster.table.all().stream()
        .filter(item -> ItemKey.of(item).kind() == ItemKind.MESSAGE)
        .filter(item -> item.containsKey(Attributes.EXPIRES_AT))
        .filter(item -> Schemas.read(Schemas.MESSAGES, item).status().isExpired(cluster.now()))
        .map(ItemKey::of)
        .toList();
  }

  private void expire(ItemKey key) {
    cluster.counts.add("message removed by time to live");
    cluster.counts.trace(() -> "    expired " + key);
    cluster.stream.removesExpired = true;
    cluster.database.execute(
        DeleteItemRequest.builder().tableName(Cluster.TABLE).key(key.attributes()).build());
    cluster.stream.removesExpired = false;
  }

  /** Pages show exactly the reactions that the table holds. */
  void judgeReactions() {
    for (Group group : model.groups()) {
      cluster.call(
          "list with reactions",
          Choice.plainest(),
          store ->
              store
                  .withConsistentReads()
                  .withReactions()
                  .listMessages(group.id, PageRequest.newestFirst(100)),
          end -> model.ifReturned(end, page -> checkReactions(group, page)));
    }
  }

  private void checkReactions(Group group, Page<Message> page) {
    Map<SortKey, Map<String, TreeSet<String>>> expected = new HashMap<>();
    cluster.table.partition(Keys.messagePartition(group.id)).stream()
        .filter(item -> ItemKey.of(item).kind() == ItemKind.REACTIONS)
        .map(item -> Schemas.read(Schemas.REACTIONS, item))
        .forEach(
            reactions ->
                reactions
                    .emojis()
                    .forEach(
                        emoji ->
                            expected
                                .computeIfAbsent(reactions.message(), key -> new TreeMap<>())
                                .computeIfAbsent(emoji, key -> new TreeSet<>())
                                .add(reactions.userId())));
    for (Message message : page.items()) {
      Map<String, TreeSet<String>> shown = new TreeMap<>();
      for (Reaction reaction : message.reactions()) {
        shown.put(reaction.emoji(), new TreeSet<>(reaction.userIds()));
        cluster.counts.add("reaction shown");
      }
      unless(
          shown.equals(
              message.isDeleted() ? Map.of() : expected.getOrDefault(message.sortKey(), Map.of())),
          "reactions",
          "a page shows other reactions to " + message.sortKey());
    }
  }
}

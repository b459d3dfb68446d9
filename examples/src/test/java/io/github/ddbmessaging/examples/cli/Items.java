package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.table.ItemKey;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A whole group of two with two messages, and single items of the old application. */
final class Items {
  static final String GROUP = "g-1";
  static final User ANN = new User("ann", "Ann", "annek");
  static final User BOB = new User("bob", "Bob", "bob_o");
  static final User EVE = new User("eve", "Eve", "eve.1");
  static final SortKey OLDER = new SortKey("2026-11-21T01:02:03.000000Z#m-1");
  static final SortKey NEWEST = new SortKey("2026-11-21T01:02:04.000000Z#m-2");

  private final String table;

  Items(String table) {
    this.table = table;
  }

  Items putWholeGroup() {
    putMessage(GROUP, OLDER, "m-1", "First");
    putMessage(GROUP, NEWEST, "m-2", "Second");
    put(Schemas.HEADS.itemToMap(new GroupHead(head(NEWEST), null), true));
    putRow(ANN, NEWEST, "Second", BOB);
    putRow(BOB, NEWEST, "Second", ANN);
    return this;
  }

  static MessageGroup head(SortKey newest) {
    return new MessageGroup(GROUP, newest, List.of(ANN, BOB), null, OLDER.instant(), 2);
  }

  void putMessage(String group, SortKey key, String id, String text) {
    put(Schemas.MESSAGES.itemToMap(new Message(group, key, id, ANN, text), true));
  }

  void putRow(User owner, SortKey newest, String preview, User shown) {
    put(
        Schemas.ROWS.itemToMap(
            new MessageGroupRow(
                owner.id(),
                Keys.row(newest, GROUP),
                GROUP,
                preview,
                null,
                shown,
                true,
                false,
                null),
            true));
  }

  /** A row as the old application wrote it. */
  void putOldRow(String owner, String sortKey, String group) {
    put(
        Schemas.ROWS.itemToMap(
            new MessageGroupRow(
                owner, new SortKey(sortKey), group, "Old", null, ANN, true, false, null),
            true));
  }

  void put(Map<String, AttributeValue> item) {
    Commands.dynamoDb().putItem(put -> put.tableName(table).item(item));
  }

  void with(ItemKey key, String name, String value) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            Commands.dynamoDb().getItem(get -> get.tableName(table).key(key.attributes())).item());
    item.put(name, AttributeValue.fromS(value));
    put(item);
  }

  void without(ItemKey key, String name) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            Commands.dynamoDb().getItem(get -> get.tableName(table).key(key.attributes())).item());
    item.remove(name);
    put(item);
  }

  void delete(ItemKey key) {
    Commands.dynamoDb().deleteItem(delete -> delete.tableName(table).key(key.attributes()));
  }

  static ItemKey rowOfBob() {
    return ItemKey.row("bob", Keys.row(NEWEST, GROUP));
  }

  /** Everything in the table, but for how often heads were written. */
  Map<ItemKey, Map<String, AttributeValue>> all() {
    return Commands.dynamoDb().scanPaginator(scan -> scan.tableName(table)).items().stream()
        .collect(
            Collectors.toMap(
                ItemKey::of,
                item -> {
                  Map<String, AttributeValue> rest = new HashMap<>(item);
                  rest.remove(Attributes.VERSION);
                  return rest;
                }));
  }
}

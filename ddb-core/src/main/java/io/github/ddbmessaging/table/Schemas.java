package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.CREATED_AT;
import static io.github.ddbmessaging.table.Attributes.EXPIRES_AT;
import static io.github.ddbmessaging.table.Attributes.GROUP_ID;
import static io.github.ddbmessaging.table.Attributes.MARKED_MESSAGE;
import static io.github.ddbmessaging.table.Attributes.MEMBERS;
import static io.github.ddbmessaging.table.Attributes.MESSAGE;
import static io.github.ddbmessaging.table.Attributes.MESSAGE_ID;
import static io.github.ddbmessaging.table.Attributes.NEWEST;
import static io.github.ddbmessaging.table.Attributes.PK;
import static io.github.ddbmessaging.table.Attributes.SK;
import static io.github.ddbmessaging.table.Attributes.TITLE;
import static io.github.ddbmessaging.table.Attributes.USER_DISPLAY_NAME;
import static io.github.ddbmessaging.table.Attributes.USER_HANDLE;
import static io.github.ddbmessaging.table.Attributes.USER_ID;
import static io.github.ddbmessaging.table.Attributes.VERSION;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.github.ddbmessaging.internal.item.PlainText;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.IdempotencyMarker;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.ImmutableAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the four kinds of item are mapped, for the Enhanced Client: with these, a program can run
 * queries of its own on the table. Attributes that a schema does not know are ignored on reading.
 * An item that lacks an attribute, or holds a key of another form, is refused with {@link
 * DamagedItemException}. Reading goes through {@link #read}, which reports every kind of damage so.
 */
public final class Schemas {
  /** A user as part of another item. */
  public static final TableSchema<User> USER =
      TableSchema.builder(User.class, UserBuilder.class)
          .newItemBuilder(UserBuilder::new, UserBuilder::build)
          .addAttribute(String.class, text(USER_ID, User::id, (b, v) -> b.id = v))
          .addAttribute(
              String.class, text(USER_DISPLAY_NAME, User::displayName, (b, v) -> b.displayName = v))
          .addAttribute(String.class, text(USER_HANDLE, User::handle, (b, v) -> b.handle = v))
          .build();

  /** A message. */
  public static final TableSchema<Message> MESSAGES =
      withUser(
              keyed(
                  Message.class,
                  MessageBuilder.class,
                  message -> Keys.messagePartition(message.groupId()),
                  message -> message.sortKey().value()),
              Message::sender)
          .newItemBuilder(MessageBuilder::new, MessageBuilder::build)
          .addAttribute(String.class, text(MESSAGE_ID, Message::id, (b, v) -> b.id = v))
          .addAttribute(String.class, text(MESSAGE, Message::text, (b, v) -> b.text = v))
          .build();

  /** A row in a user's list of message groups. */
  public static final TableSchema<MessageGroupRow> ROWS =
      withUser(
              keyed(
                  MessageGroupRow.class,
                  RowBuilder.class,
                  row -> Keys.groupsPartition(row.userId()),
                  row -> row.sortKey().value()),
              MessageGroupRow::user)
          .newItemBuilder(RowBuilder::new, RowBuilder::build)
          .addAttribute(
              String.class, text(GROUP_ID, MessageGroupRow::groupId, (b, v) -> b.groupId = v))
          .addAttribute(
              String.class, text(MESSAGE, MessageGroupRow::preview, (b, v) -> b.preview = v))
          .addAttribute(String.class, text(TITLE, MessageGroupRow::title, (b, v) -> b.title = v))
          .build();

  /** The head of a group. */
  public static final TableSchema<MessageGroup> HEADS =
      keyed(
              MessageGroup.class,
              HeadBuilder.class,
              group -> Keys.messagePartition(group.id()),
              group -> Keys.HEAD)
          .newItemBuilder(HeadBuilder::new, HeadBuilder::build)
          .addAttribute(
              String.class, text(NEWEST, group -> group.newest().value(), (b, v) -> b.newest = v))
          .addAttribute(
              EnhancedType.listOf(EnhancedType.documentOf(User.class, USER)),
              a -> a.name(MEMBERS).getter(MessageGroup::members).setter((b, v) -> b.members = v))
          .addAttribute(String.class, text(TITLE, MessageGroup::title, (b, v) -> b.title = v))
          .addAttribute(
              String.class,
              text(
                  CREATED_AT,
                  group -> Timestamps.format(group.createdAt()),
                  (b, v) -> b.createdAt = v))
          .addAttribute(
              Long.class,
              a -> a.name(VERSION).getter(MessageGroup::version).setter((b, v) -> b.version = v))
          .build();

  /** An idempotency marker. */
  public static final TableSchema<IdempotencyMarker> MARKERS =
      keyed(
              IdempotencyMarker.class,
              MarkerBuilder.class,
              marker -> Keys.messagePartition(marker.groupId()),
              marker -> Keys.idempotency(marker.key()))
          .newItemBuilder(MarkerBuilder::new, MarkerBuilder::build)
          .addAttribute(
              String.class,
              text(MARKED_MESSAGE, marker -> marker.message().value(), (b, v) -> b.message = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name(EXPIRES_AT)
                      .getter(marker -> marker.expiresAt().getEpochSecond())
                      .setter((b, v) -> b.expiresAt = v))
          .build();

  /** What DynamoDB holds as a partition key. */
  private static final int PARTITION_KEY_BYTES = 2_048;

  private Schemas() {}

  /**
   * Reads an item, reporting whatever is wrong with it by its key.
   *
   * @param schema one of this class
   * @param item the item as DynamoDB answered
   * @param <T> the kind of item
   * @return the item
   * @throws DamagedItemException if it is not a whole item of that kind
   */
  public static <T> T read(TableSchema<T> schema, Map<String, AttributeValue> item) {
    try {
      T read = schema.mapToItem(item);
      // The Enhanced Client's answer to an item without any attribute that it knows.
      if (read == null) {
        throw damaged(item, "it has no attribute of such an item");
      }
      return read;
    } catch (DamagedItemException e) {
      throw e;
    } catch (InvalidInputException e) {
      throw damaged(item, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // The converters' own messages quote values, which may be a message's text.
      throw damaged(item, "an attribute has another type than expected");
    }
  }

  private static DamagedItemException damaged(Map<String, AttributeValue> item, String problem) {
    return new DamagedItemException(keyPart(item, PK), keyPart(item, SK), problem);
  }

  private static String keyPart(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    return value == null || value.s() == null ? "?" : value.s();
  }

  private static <T, B extends ItemBuilder> StaticImmutableTableSchema.Builder<T, B> keyed(
      Class<T> itemClass, Class<B> builderClass, Function<T, String> pk, Function<T, String> sk) {
    return TableSchema.builder(itemClass, builderClass)
        .addAttribute(
            String.class,
            Schemas.<T, B>text(PK, pk, (b, v) -> b.pk = v)
                .andThen(a -> a.tags(primaryPartitionKey())))
        .addAttribute(
            String.class,
            Schemas.<T, B>text(SK, sk, (b, v) -> b.sk = v).andThen(a -> a.tags(primarySortKey())));
  }

  /** An attribute of type S, and of no other. */
  private static <T, B> Consumer<ImmutableAttribute.Builder<T, B, String>> text(
      String name, Function<T, @Nullable String> getter, BiConsumer<B, String> setter) {
    return a -> a.name(name).attributeConverter(PlainText.INSTANCE).getter(getter).setter(setter);
  }

  /** Adds the attributes of a user. Flattening its schema would make two more maps of each item. */
  private static <T, B extends UserItemBuilder> StaticImmutableTableSchema.Builder<T, B> withUser(
      StaticImmutableTableSchema.Builder<T, B> schema, Function<T, User> user) {
    return schema
        .addAttribute(
            String.class, text(USER_ID, item -> user.apply(item).id(), (b, v) -> b.userId = v))
        .addAttribute(
            String.class,
            text(
                USER_DISPLAY_NAME,
                item -> user.apply(item).displayName(),
                (b, v) -> b.displayName = v))
        .addAttribute(
            String.class,
            text(USER_HANDLE, item -> user.apply(item).handle(), (b, v) -> b.handle = v));
  }

  /** The keys that every item has, and how damage is reported by them. */
  private abstract static class ItemBuilder {
    @Nullable String pk;
    @Nullable String sk;

    final String idAfter(String prefix) {
      if (pk == null || !pk.startsWith(prefix) || pk.length() == prefix.length()) {
        throw damaged("the partition key is not " + prefix + "<id>");
      }
      return pk.substring(prefix.length());
    }

    final SortKey sortKey() {
      return key(SK, sk);
    }

    final SortKey key(String attribute, @Nullable String value) {
      try {
        return SortKey.parse(required(attribute, value));
      } catch (InvalidInputException e) {
        throw damaged("attribute '" + attribute + "' is no sort key of a message or row");
      }
    }

    final <V> V required(String attribute, @Nullable V value) {
      if (value == null) {
        throw damaged("attribute '" + attribute + "' is missing");
      }
      return value;
    }

    final DamagedItemException damaged(String problem) {
      return new DamagedItemException(pk == null ? "?" : pk, sk == null ? "?" : sk, problem);
    }
  }

  /** The user that a message is from or a row shows. */
  private abstract static class UserItemBuilder extends ItemBuilder {
    @Nullable String userId;
    @Nullable String displayName;
    @Nullable String handle;

    final User user() {
      return new User(
          required(USER_ID, userId),
          required(USER_DISPLAY_NAME, displayName),
          required(USER_HANDLE, handle));
    }
  }

  private static final class UserBuilder {
    @Nullable String id;
    @Nullable String displayName;
    @Nullable String handle;

    User build() {
      return new User(
          required(USER_ID, id),
          required(USER_DISPLAY_NAME, displayName),
          required(USER_HANDLE, handle));
    }

    private static String required(String attribute, @Nullable String value) {
      if (value == null) {
        throw new InvalidInputException("attribute '" + attribute + "' is missing");
      }
      return value;
    }
  }

  private static final class MessageBuilder extends UserItemBuilder {
    @Nullable String id;
    @Nullable String text;

    Message build() {
      return new Message(
          idAfter(Keys.MESSAGES_PREFIX),
          sortKey(),
          required(MESSAGE_ID, id),
          user(),
          required(MESSAGE, text));
    }
  }

  private static final class RowBuilder extends UserItemBuilder {
    @Nullable String groupId;
    @Nullable String preview;
    @Nullable String title;

    /** No group can have an id that its partition key has no room for. */
    private String groupId() {
      String id = required(GROUP_ID, groupId);
      if (Utf8.length(Keys.messagePartition(id)) > PARTITION_KEY_BYTES) {
        throw damaged("attribute '" + GROUP_ID + "' is longer than an id can be");
      }
      return id;
    }

    MessageGroupRow build() {
      return new MessageGroupRow(
          idAfter(Keys.GROUPS_PREFIX),
          sortKey(),
          groupId(),
          required(MESSAGE, preview),
          title,
          user());
    }
  }

  private static final class HeadBuilder extends ItemBuilder {
    @Nullable String newest;
    @Nullable List<User> members;
    @Nullable String title;
    @Nullable String createdAt;
    @Nullable Long version;

    MessageGroup build() {
      return new MessageGroup(
          idAfter(Keys.MESSAGES_PREFIX),
          key(NEWEST, newest),
          members(),
          title,
          time(required(CREATED_AT, createdAt)),
          required(VERSION, version));
    }

    private List<User> members() {
      List<User> all = required(MEMBERS, members);
      // Their rows change in one transaction, in which a key can stand only once.
      if (all.isEmpty() || all.stream().map(User::id).distinct().count() < all.size()) {
        throw damaged("attribute '" + MEMBERS + "' names nobody, or somebody twice");
      }
      return all;
    }

    private Instant time(String text) {
      try {
        return Timestamps.parse(text);
      } catch (InvalidInputException e) {
        throw damaged("attribute '" + CREATED_AT + "' is no time");
      }
    }
  }

  private static final class MarkerBuilder extends ItemBuilder {
    @Nullable String message;
    @Nullable Long expiresAt;

    IdempotencyMarker build() {
      String key = required(SK, sk);
      if (!key.startsWith(Keys.IDEMPOTENCY_PREFIX)) {
        throw damaged("the sort key is not " + Keys.IDEMPOTENCY_PREFIX + "<key>");
      }
      return new IdempotencyMarker(
          idAfter(Keys.MESSAGES_PREFIX),
          key.substring(Keys.IDEMPOTENCY_PREFIX.length()),
          key(MARKED_MESSAGE, message),
          Instant.ofEpochSecond(required(EXPIRES_AT, expiresAt)));
    }
  }
}

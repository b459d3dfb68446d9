package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.PK;
import static io.github.ddbmessaging.table.Attributes.SK;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.SortKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.mapper.ImmutableAttribute;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** The keys that every item has, and how damage is reported by them. */
abstract class ItemBuilder {
  @Nullable String pk;
  @Nullable String sk;

  /** Begins the schema of a kind of item: its two keys. */
  static <T, B extends ItemBuilder> StaticImmutableTableSchema.Builder<T, B> keyed(
      Class<T> itemClass, Class<B> builderClass, Function<T, String> pk, Function<T, String> sk) {
    return TableSchema.builder(itemClass, builderClass)
        .addAttribute(
            String.class,
            ItemBuilder.<T, B>text(PK, pk, (b, v) -> b.pk = v)
                .andThen(a -> a.tags(primaryPartitionKey())))
        .addAttribute(
            String.class,
            ItemBuilder.<T, B>text(SK, sk, (b, v) -> b.sk = v)
                .andThen(a -> a.tags(primarySortKey())));
  }

  /** An attribute that is absent at zero. */
  static <T, B> Consumer<ImmutableAttribute.Builder<T, B, Long>> count(
      String name, ToLongFunction<T> getter, BiConsumer<B, Long> setter) {
    return a ->
        a.name(name)
            .getter(
                item -> {
                  long value = getter.applyAsLong(item);
                  return value == 0 ? null : value;
                })
            .setter(setter);
  }

  /** A time in epoch seconds, which may be absent. */
  static <T, B> Consumer<ImmutableAttribute.Builder<T, B, Long>> seconds(
      String name, Function<T, @Nullable Instant> getter, BiConsumer<B, Long> setter) {
    return a ->
        a.name(name)
            .getter(
                item -> {
                  Instant time = getter.apply(item);
                  return time == null ? null : time.getEpochSecond();
                })
            .setter(setter);
  }

  /** A time in the form of the sort keys' times, which may be absent. */
  static <T, B> Consumer<ImmutableAttribute.Builder<T, B, String>> time(
      String name, Function<T, @Nullable Instant> getter, BiConsumer<B, String> setter) {
    return text(
        name,
        item -> {
          Instant time = getter.apply(item);
          return time == null ? null : Timestamps.format(time);
        },
        setter);
  }

  /** An attribute of type S, and of no other. */
  static <T, B> Consumer<ImmutableAttribute.Builder<T, B, String>> text(
      String name, Function<T, @Nullable String> getter, BiConsumer<B, String> setter) {
    return a -> a.name(name).attributeConverter(PlainText.INSTANCE).getter(getter).setter(setter);
  }

  final String idAfter(String prefix) {
    if (pk == null || !pk.startsWith(prefix) || pk.length() == prefix.length()) {
      throw damaged("the partition key is not " + prefix + "<id>");
    }
    return pk.substring(prefix.length());
  }

  /** The id that a sort key holds behind a prefix. */
  final String sortKeyAfter(String prefix) {
    if (sk == null || !sk.startsWith(prefix) || sk.length() == prefix.length()) {
      throw damaged("the sort key is not " + prefix + "<id>");
    }
    return sk.substring(prefix.length());
  }

  final SortKey sortKey() {
    return key(SK, sk);
  }

  final SortKey key(String attribute, @Nullable String value) {
    try {
      return new SortKey(required(attribute, value));
    } catch (InvalidInputException e) {
      throw damaged("attribute '" + attribute + "' is no sort key of a message or row");
    }
  }

  /** A time in the form of the sort keys' times. */
  final Instant time(String attribute, String text) {
    try {
      return Timestamps.parse(text);
    } catch (DateTimeException e) {
      throw damaged("attribute '" + attribute + "' is no time");
    }
  }

  /** A time in epoch seconds, as DynamoDB's time to live has it. */
  final Instant seconds(String attribute, long seconds) {
    try {
      return Instant.ofEpochSecond(seconds);
    } catch (DateTimeException e) {
      throw damaged("attribute '" + attribute + "' is no time");
    }
  }

  final @Nullable Instant timeIfAny(String attribute, @Nullable String text) {
    return text == null ? null : time(attribute, text);
  }

  final @Nullable Instant secondsIfAny(String attribute, @Nullable Long seconds) {
    return seconds == null ? null : seconds(attribute, seconds);
  }

  /** A number that counts, and is absent at zero. */
  final long count(String attribute, @Nullable Long number) {
    if (number != null && number < 0) {
      throw damaged("attribute '" + attribute + "' is negative");
    }
    return number == null ? 0 : number;
  }

  final <V> V required(String attribute, @Nullable V value) {
    if (value == null) {
      throw damaged("attribute '" + attribute + "' is missing");
    }
    return value;
  }

  /** No id can be so long that its partition key has no room for it. */
  final void requireRoom(String attribute, String partitionKey) {
    if (Utf8.length(partitionKey) > Limits.PARTITION_KEY_BYTES) {
      throw damaged("attribute '" + attribute + "' is longer than an id can be");
    }
  }

  final DamagedItemException damaged(String problem) {
    return new DamagedItemException(pk == null ? "?" : pk, sk == null ? "?" : sk, problem);
  }
}

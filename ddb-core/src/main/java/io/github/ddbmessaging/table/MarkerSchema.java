package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.CONTENT_HASH;
import static io.github.ddbmessaging.table.Attributes.EXPIRES_AT;
import static io.github.ddbmessaging.table.Attributes.MARKED_MESSAGE;
import static io.github.ddbmessaging.table.Attributes.SK;

import io.github.ddbmessaging.model.IdempotencyMarker;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How an idempotency marker is mapped. */
final class MarkerSchema {
  static final TableSchema<IdempotencyMarker> SCHEMA =
      ItemBuilder.keyed(
              IdempotencyMarker.class,
              Builder.class,
              marker -> Keys.messagePartition(marker.groupId()),
              marker -> Keys.idempotency(marker.key()))
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              ItemBuilder.text(
                  MARKED_MESSAGE, marker -> marker.message().value(), (b, v) -> b.message = v))
          .addAttribute(
              String.class,
              ItemBuilder.text(
                  CONTENT_HASH, IdempotencyMarker::contentHash, (b, v) -> b.contentHash = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name(EXPIRES_AT)
                      .getter(marker -> marker.expiresAt().getEpochSecond())
                      .setter((b, v) -> b.expiresAt = v))
          .build();

  private MarkerSchema() {}

  private static final class Builder extends ItemBuilder {
    @Nullable String message;
    @Nullable String contentHash;
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
          contentHash,
          seconds(EXPIRES_AT, required(EXPIRES_AT, expiresAt)));
    }
  }
}

package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.ATTACHMENT_DURATION;
import static io.github.ddbmessaging.table.Attributes.ATTACHMENT_HEIGHT;
import static io.github.ddbmessaging.table.Attributes.ATTACHMENT_LOCATION;
import static io.github.ddbmessaging.table.Attributes.ATTACHMENT_NAME;
import static io.github.ddbmessaging.table.Attributes.ATTACHMENT_SIZE;
import static io.github.ddbmessaging.table.Attributes.ATTACHMENT_TYPE;
import static io.github.ddbmessaging.table.Attributes.ATTACHMENT_WIDTH;
import static io.github.ddbmessaging.table.ItemBuilder.text;

import io.github.ddbmessaging.model.Attachment;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How an attachment is mapped as a part of a message. */
final class AttachmentSchema {
  static final TableSchema<Attachment> SCHEMA =
      TableSchema.builder(Attachment.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(String.class, text(ATTACHMENT_NAME, Attachment::name, (b, v) -> b.name = v))
          .addAttribute(
              String.class, text(ATTACHMENT_TYPE, Attachment::contentType, (b, v) -> b.type = v))
          .addAttribute(
              Long.class,
              a -> a.name(ATTACHMENT_SIZE).getter(Attachment::size).setter((b, v) -> b.size = v))
          .addAttribute(
              String.class,
              text(ATTACHMENT_LOCATION, Attachment::location, (b, v) -> b.location = v))
          .addAttribute(
              Integer.class,
              a -> a.name(ATTACHMENT_WIDTH).getter(Attachment::width).setter((b, v) -> b.width = v))
          .addAttribute(
              Integer.class,
              a ->
                  a.name(ATTACHMENT_HEIGHT)
                      .getter(Attachment::height)
                      .setter((b, v) -> b.height = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name(ATTACHMENT_DURATION)
                      .getter(AttachmentSchema::millis)
                      .setter((b, v) -> b.millis = v))
          .build();

  private AttachmentSchema() {}

  private static @Nullable Long millis(Attachment attachment) {
    Duration duration = attachment.duration();
    return duration == null ? null : duration.toMillis();
  }

  private static final class Builder extends PartBuilder {
    @Nullable String name;
    @Nullable String type;
    @Nullable Long size;
    @Nullable String location;
    @Nullable Integer width;
    @Nullable Integer height;
    @Nullable Long millis;

    Attachment build() {
      return new Attachment(
          required(ATTACHMENT_NAME, name),
          required(ATTACHMENT_TYPE, type),
          required(ATTACHMENT_SIZE, size),
          required(ATTACHMENT_LOCATION, location),
          width,
          height,
          millis == null ? null : Duration.ofMillis(millis));
    }
  }
}

package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.USER_DISPLAY_NAME;
import static io.github.ddbmessaging.table.Attributes.USER_HANDLE;
import static io.github.ddbmessaging.table.Attributes.USER_ID;

import io.github.ddbmessaging.model.User;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.mapper.StaticImmutableTableSchema;

/** The user that a message is from or a row shows. */
abstract class UserItemBuilder extends ItemBuilder {
  @Nullable String userId;
  @Nullable String displayName;
  @Nullable String handle;

  /** Adds the attributes of a user. Flattening its schema would make two more maps of each item. */
  static <T, B extends UserItemBuilder> StaticImmutableTableSchema.Builder<T, B> withUser(
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

  final User user() {
    return new User(
        required(USER_ID, userId),
        required(USER_DISPLAY_NAME, displayName),
        required(USER_HANDLE, handle));
  }
}

package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.USER_DISPLAY_NAME;
import static io.github.ddbmessaging.table.Attributes.USER_HANDLE;
import static io.github.ddbmessaging.table.Attributes.USER_ID;
import static io.github.ddbmessaging.table.ItemBuilder.text;

import io.github.ddbmessaging.model.User;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a user is mapped as a part of a head. */
final class UserSchema {
  static final TableSchema<User> SCHEMA =
      TableSchema.builder(User.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(String.class, text(USER_ID, User::id, (b, v) -> b.id = v))
          .addAttribute(
              String.class, text(USER_DISPLAY_NAME, User::displayName, (b, v) -> b.displayName = v))
          .addAttribute(String.class, text(USER_HANDLE, User::handle, (b, v) -> b.handle = v))
          .build();

  private UserSchema() {}

  private static final class Builder extends PartBuilder {
    @Nullable String id;
    @Nullable String displayName;
    @Nullable String handle;

    User build() {
      return new User(
          required(USER_ID, id),
          required(USER_DISPLAY_NAME, displayName),
          required(USER_HANDLE, handle));
    }
  }
}

package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.REACTIONS;
import static io.github.ddbmessaging.table.Attributes.SK;

import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UserReactions;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How the reactions of a user to a message are mapped. */
final class ReactionsSchema {
  static final TableSchema<UserReactions> SCHEMA =
      ItemBuilder.keyed(
              UserReactions.class,
              Builder.class,
              reactions -> Keys.messagePartition(reactions.groupId()),
              reactions -> Keys.reactions(reactions.message(), reactions.userId()))
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              EnhancedType.setOf(String.class),
              a ->
                  a.name(REACTIONS)
                      .getter(reactions -> reactions.emojis().isEmpty() ? null : reactions.emojis())
                      .setter((b, v) -> b.emojis = v))
          .build();

  private ReactionsSchema() {}

  private static final class Builder extends ItemBuilder {
    @Nullable Set<String> emojis;

    UserReactions build() {
      String key = required(SK, sk);
      int user = key.lastIndexOf('#');
      if (!key.startsWith(Keys.REACTIONS_PREFIX)
          || user <= Keys.REACTIONS_PREFIX.length()
          || user == key.length() - 1) {
        throw damaged("the sort key is not " + Keys.REACTIONS_PREFIX + "<message>#<user>");
      }
      SortKey message = key(SK, key.substring(Keys.REACTIONS_PREFIX.length(), user));
      return new UserReactions(
          idAfter(Keys.MESSAGES_PREFIX),
          message,
          key.substring(user + 1),
          emojis == null ? Set.of() : emojis);
    }
  }
}

package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.LEFT_AT;
import static io.github.ddbmessaging.table.ItemBuilder.time;

import io.github.ddbmessaging.model.FormerMembership;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a former membership is mapped. */
final class FormerMembershipSchema {
  static final TableSchema<FormerMembership> SCHEMA =
      ItemBuilder.keyed(
              FormerMembership.class,
              Builder.class,
              former -> Keys.groupsPartition(former.userId()),
              former -> Keys.formerMembership(former.groupId()))
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class, time(LEFT_AT, FormerMembership::leftAt, (b, v) -> b.leftAt = v))
          .build();

  private FormerMembershipSchema() {}

  private static final class Builder extends ItemBuilder {
    @Nullable String leftAt;

    FormerMembership build() {
      return new FormerMembership(
          idAfter(Keys.GROUPS_PREFIX),
          sortKeyAfter(Keys.FORMER_PREFIX),
          time(LEFT_AT, required(LEFT_AT, leftAt)));
    }
  }
}

package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.DATA;
import static io.github.ddbmessaging.table.Attributes.HIDDEN_UP_TO;
import static io.github.ddbmessaging.table.Attributes.MUTED_UNTIL;
import static io.github.ddbmessaging.table.Attributes.PINNED_AT;
import static io.github.ddbmessaging.table.Attributes.READ_UP_TO;
import static io.github.ddbmessaging.table.Attributes.SK;
import static io.github.ddbmessaging.table.Attributes.UNREAD_MARKS;

import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.SortKey;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How a user's state of a group is mapped. */
final class StateSchema {
  static final TableSchema<GroupState> SCHEMA =
      ItemBuilder.keyed(
              GroupState.class,
              Builder.class,
              state -> Keys.groupsPartition(state.userId()),
              state -> Keys.state(state.groupId()))
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              ItemBuilder.text(READ_UP_TO, StateSchema::readUpTo, (b, v) -> b.readUpTo = v))
          .addAttribute(
              Long.class,
              ItemBuilder.count(UNREAD_MARKS, GroupState::unreadMarks, (b, v) -> b.unreadMarks = v))
          .addAttribute(
              String.class,
              ItemBuilder.time(MUTED_UNTIL, GroupState::mutedUntil, (b, v) -> b.mutedUntil = v))
          .addAttribute(
              String.class,
              ItemBuilder.time(PINNED_AT, GroupState::pinnedAt, (b, v) -> b.pinnedAt = v))
          .addAttribute(
              String.class,
              ItemBuilder.time(HIDDEN_UP_TO, GroupState::hiddenUpTo, (b, v) -> b.hiddenUpTo = v))
          .addAttribute(
              EnhancedType.mapOf(String.class, String.class),
              a ->
                  a.name(DATA)
                      .attributeConverter(TextMap.INSTANCE)
                      .getter(state -> state.data().isEmpty() ? null : state.data())
                      .setter((b, v) -> b.data = v))
          .build();

  private StateSchema() {}

  private static @Nullable String readUpTo(GroupState state) {
    SortKey position = state.readUpTo();
    return position == null ? null : position.value();
  }

  private static final class Builder extends ItemBuilder {
    @Nullable String readUpTo;
    @Nullable Long unreadMarks;
    @Nullable String mutedUntil;
    @Nullable String pinnedAt;
    @Nullable String hiddenUpTo;
    @Nullable Map<String, String> data;

    GroupState build() {
      String key = required(SK, sk);
      if (!key.startsWith(Keys.STATES_PREFIX) || key.length() == Keys.STATES_PREFIX.length()) {
        throw damaged("the sort key is not " + Keys.STATES_PREFIX + "<group>");
      }
      return new GroupState(
          idAfter(Keys.GROUPS_PREFIX),
          key.substring(Keys.STATES_PREFIX.length()),
          readUpTo == null ? null : key(READ_UP_TO, readUpTo),
          count(UNREAD_MARKS, unreadMarks),
          timeIfAny(MUTED_UNTIL, mutedUntil),
          timeIfAny(PINNED_AT, pinnedAt),
          timeIfAny(HIDDEN_UP_TO, hiddenUpTo),
          data == null ? Map.of() : data);
    }
  }
}

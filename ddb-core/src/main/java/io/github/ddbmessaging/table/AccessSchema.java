package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.JOINED_AT;
import static io.github.ddbmessaging.table.Attributes.ROLE;
import static io.github.ddbmessaging.table.Attributes.VISIBLE_FROM;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How the access of a member is mapped as a part of a head. */
final class AccessSchema {
  private static final String OWNER = "owner";

  static final TableSchema<MemberAccess> SCHEMA =
      TableSchema.builder(MemberAccess.class, Builder.class)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class, ItemBuilder.text(ROLE, AccessSchema::role, (b, v) -> b.role = v))
          .addAttribute(
              String.class,
              ItemBuilder.time(JOINED_AT, MemberAccess::joinedAt, (b, v) -> b.joinedAt = v))
          .addAttribute(
              String.class,
              ItemBuilder.text(
                  VISIBLE_FROM, AccessSchema::visibleFrom, (b, v) -> b.visibleFrom = v))
          .build();

  private AccessSchema() {}

  private static @Nullable String role(MemberAccess access) {
    return access.role() == Role.OWNER ? OWNER : null;
  }

  private static @Nullable String visibleFrom(MemberAccess access) {
    SortKey from = access.visibleFrom();
    return from == null ? null : from.value();
  }

  private static final class Builder extends PartBuilder {
    @Nullable String role;
    @Nullable String joinedAt;
    @Nullable String visibleFrom;

    MemberAccess build() {
      if (role != null && !role.equals(OWNER)) {
        throw new InvalidInputException("attribute '" + ROLE + "' of a member is none");
      }
      return new MemberAccess(
          role == null ? Role.MEMBER : Role.OWNER,
          joinedAt == null ? null : time(joinedAt),
          visibleFrom == null ? null : key(visibleFrom));
    }

    /** Says nothing of the value: whatever stands there may be content. */
    private static SortKey key(String text) {
      if (!SortKey.isOne(text)) {
        throw new InvalidInputException(
            "attribute '" + VISIBLE_FROM + "' is no sort key of a message");
      }
      return new SortKey(text);
    }

    private static Instant time(String text) {
      try {
        return Timestamps.parse(text);
      } catch (DateTimeException e) {
        throw new InvalidInputException("attribute '" + JOINED_AT + "' is no time");
      }
    }
  }
}

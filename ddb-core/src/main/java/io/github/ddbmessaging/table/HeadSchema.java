package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.ACCESS;
import static io.github.ddbmessaging.table.Attributes.CHANGES;
import static io.github.ddbmessaging.table.Attributes.CREATED_AT;
import static io.github.ddbmessaging.table.Attributes.DIRECT;
import static io.github.ddbmessaging.table.Attributes.MEMBERS;
import static io.github.ddbmessaging.table.Attributes.MESSAGES;
import static io.github.ddbmessaging.table.Attributes.NEWEST;
import static io.github.ddbmessaging.table.Attributes.REMOVED;
import static io.github.ddbmessaging.table.Attributes.SHOWN;
import static io.github.ddbmessaging.table.Attributes.SHOWN_INSTEAD_OF;
import static io.github.ddbmessaging.table.Attributes.TITLE;
import static io.github.ddbmessaging.table.Attributes.VERSION;
import static io.github.ddbmessaging.table.ItemBuilder.count;
import static io.github.ddbmessaging.table.ItemBuilder.text;

import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How the head of a group is mapped, whole. */
final class HeadSchema {
  static final TableSchema<GroupHead> SCHEMA =
      ItemBuilder.keyed(
              GroupHead.class,
              Builder.class,
              head -> Keys.messagePartition(head.group().id()),
              head -> Keys.HEAD)
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class,
              text(NEWEST, head -> head.group().newest().value(), (b, v) -> b.newest = v))
          .addAttribute(
              EnhancedType.listOf(EnhancedType.documentOf(User.class, UserSchema.SCHEMA)),
              a ->
                  a.name(MEMBERS)
                      .getter(head -> head.group().members())
                      .setter((b, v) -> b.members = v))
          .addAttribute(
              Boolean.class,
              a ->
                  a.name(DIRECT)
                      .getter(head -> head.group().isDirect())
                      .setter((b, v) -> b.direct = v))
          .addAttribute(
              EnhancedType.mapOf(
                  EnhancedType.of(String.class),
                  EnhancedType.documentOf(
                      MemberAccess.class, AccessSchema.SCHEMA, d -> d.ignoreNulls(true))),
              a -> a.name(ACCESS).getter(HeadSchema::access).setter((b, v) -> b.access = v))
          .addAttribute(
              String.class, text(TITLE, head -> head.group().title(), (b, v) -> b.title = v))
          .addAttribute(
              String.class,
              text(
                  CREATED_AT,
                  head -> Timestamps.format(head.group().createdAt()),
                  (b, v) -> b.createdAt = v))
          .addAttribute(
              Long.class,
              a ->
                  a.name(VERSION)
                      .getter(head -> head.group().version())
                      .setter((b, v) -> b.version = v))
          .addAttribute(
              Long.class,
              count(MESSAGES, head -> head.group().messages(), (b, v) -> b.messages = v))
          .addAttribute(Long.class, count(CHANGES, GroupHead::changes, (b, v) -> b.changes = v))
          .addAttribute(String.class, text(SHOWN, HeadSchema::shown, (b, v) -> b.shown = v))
          .addAttribute(
              String.class,
              text(SHOWN_INSTEAD_OF, HeadSchema::shownInsteadOf, (b, v) -> b.shownInsteadOf = v))
          .addAttribute(String.class, text(REMOVED, HeadSchema::removed, (b, v) -> b.removed = v))
          .build();

  private HeadSchema() {}

  private static @Nullable Map<String, MemberAccess> access(GroupHead head) {
    Map<String, MemberAccess> access = head.group().access();
    return access.isEmpty() ? null : access;
  }

  private static @Nullable String shown(GroupHead head) {
    GroupHead.Shown shown = head.shown();
    SortKey message = shown == null ? null : shown.message();
    return message == null ? null : message.value();
  }

  private static @Nullable String shownInsteadOf(GroupHead head) {
    GroupHead.Shown shown = head.shown();
    return shown == null ? null : shown.insteadOf().value();
  }

  private static @Nullable String removed(GroupHead head) {
    SortKey removed = head.removed();
    return removed == null ? null : removed.value();
  }

  private static final class Builder extends ItemBuilder {
    @Nullable String newest;
    @Nullable List<User> members;
    @Nullable String title;
    @Nullable Boolean direct;
    @Nullable Map<String, MemberAccess> access;
    @Nullable String createdAt;
    @Nullable Long version;
    @Nullable String removed;
    @Nullable Long messages;
    @Nullable Long changes;
    @Nullable String shown;
    @Nullable String shownInsteadOf;

    GroupHead build() {
      String id = idAfter(Keys.MESSAGES_PREFIX);
      SortKey newestKey = key(NEWEST, newest);
      // No group can have an id that the keys of its rows have no room for.
      SortKey unused = Keys.row(newestKey, id);
      List<User> all = members();
      return new GroupHead(
          new MessageGroup(
              id,
              newestKey,
              all,
              title,
              time(CREATED_AT, required(CREATED_AT, createdAt)),
              required(VERSION, version),
              count(MESSAGES, messages),
              direct == null ? MessageGroup.looksDirect(title, all) : direct,
              access()),
          removed == null ? null : key(REMOVED, removed),
          count(CHANGES, changes),
          shownInsteadOf == null
              ? null
              : new GroupHead.Shown(
                  key(SHOWN_INSTEAD_OF, shownInsteadOf), shown == null ? null : key(SHOWN, shown)));
    }

    /** What says nothing that this version knows is read as null. */
    private Map<String, MemberAccess> access() {
      Map<String, MemberAccess> known = new HashMap<>(access == null ? Map.of() : access);
      known.values().removeIf(Objects::isNull);
      return known;
    }

    private List<User> members() {
      List<User> all = required(MEMBERS, members);
      // Their rows change in one transaction, in which a key can stand only once.
      if (all.isEmpty() || all.stream().map(User::id).distinct().count() < all.size()) {
        throw damaged("attribute '" + MEMBERS + "' names nobody, or somebody twice");
      }
      all.forEach(member -> requireRoom(MEMBERS, Keys.groupsPartition(member.id())));
      return all;
    }
  }
}

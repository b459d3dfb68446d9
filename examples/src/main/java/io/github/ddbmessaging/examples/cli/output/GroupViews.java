package io.github.ddbmessaging.examples.cli.output;

import static java.util.stream.Collectors.toMap;

import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How groups and their members are printed. Pure. */
public final class GroupViews {
  private GroupViews() {}

  /**
   * A group with its members.
   *
   * @param group the group
   * @return its title, and a line for each member: the names, the id, what they may do and see
   */
  public static Entry group(MessageGroup group) {
    return groupWithPositions(group, List.of());
  }

  /**
   * A group with its members and how far they have read.
   *
   * @param group the group
   * @param positions of those who have any
   * @return as {@link #group} has it, and the last message that each has read
   */
  public static Entry groupWithPositions(MessageGroup group, List<ReadPosition> positions) {
    Map<String, SortKey> read =
        positions.stream().collect(toMap(ReadPosition::userId, ReadPosition::readUpTo));
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("group_id", group.id());
    fields.put("title", group.title());
    fields.put("direct", group.isDirect());
    fields.put("created_at", Views.exact(group.createdAt()));
    fields.put(
        "members",
        group.members().stream()
            .map(member -> fields(member, group.accessOf(member.id()), read.get(member.id())))
            .toList());
    return new Entry(layout -> lines(group, read, layout), fields);
  }

  private static List<String> lines(MessageGroup group, Map<String, SortKey> read, Layout layout) {
    String title = group.title() == null ? "" : ": " + group.title();
    List<String> lines = new ArrayList<>(layout.wrap("group " + group.id() + title));
    for (User member : group.members()) {
      lines.addAll(
          layout.wrap(
              Views.INDENT + Views.handle(member) + Views.INDENT,
              member.displayName()
                  + " ("
                  + shown(member, group.accessOf(member.id()), read.get(member.id()))
                  + ")"));
    }
    return lines;
  }

  private static String shown(User member, MemberAccess access, @Nullable SortKey readUpTo) {
    List<String> parts = new ArrayList<>();
    parts.add("user " + member.id());
    if (access.role() == Role.OWNER) {
      parts.add("owner");
    }
    if (access.joinedAt() != null) {
      parts.add("since " + Views.shown(access.joinedAt()));
    }
    if (access.visibleFrom() != null) {
      parts.add("sees what came after " + Views.shown(access.visibleFrom().instant()));
    }
    if (readUpTo != null) {
      parts.add("read up to " + Views.shown(readUpTo.instant()));
    }
    return String.join(", ", parts);
  }

  private static Map<String, @Nullable Object> fields(
      User member, MemberAccess access, @Nullable SortKey readUpTo) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    Views.putUser(member, fields);
    fields.put("role", access.role().name().toLowerCase(Locale.ROOT));
    fields.put("joined_at", Views.exactOrNull(access.joinedAt()));
    fields.put("visible_from", Views.valueOrNull(access.visibleFrom()));
    fields.put("read_up_to", Views.valueOrNull(readUpTo));
    return fields;
  }

  /**
   * That a user left a group.
   *
   * @param groupId which group
   * @param userId who left
   * @param now whether they were in it until now
   * @return one sentence
   */
  public static Entry left(String groupId, String userId, boolean now) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("group_id", groupId);
    fields.put("user_id", userId);
    fields.put("left", now);
    return Entry.sentence(
        now
            ? userId + " left group " + groupId + "."
            : userId + " is not in group " + groupId + " any more; nothing to do.",
        fields);
  }
}

package io.github.ddbmessaging.examples.chat.dto;

import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one member sees it.
 *
 * @param id names it
 * @param title its title; null for a direct chat
 * @param direct whether it is a direct chat
 * @param name what to show: the title, or the names of the others
 * @param members who is in it
 * @param you what the member who sees this may do
 */
public record GroupDto(
    String id, @Nullable String title, boolean direct, String name, List<Member> members, You you) {
  /**
   * A member.
   *
   * @param id names the user
   * @param handle the short unique name
   * @param displayName what to show
   * @param owner whether the member may remove others
   */
  public record Member(String id, String handle, String displayName, boolean owner) {}

  /**
   * What the member who sees this may do.
   *
   * @param owner whether that is what owners may
   */
  public record You(boolean owner) {}

  /**
   * A conversation for a page of one of its members.
   *
   * @param group the group
   * @param me the member
   * @return what that page sees of it
   */
  public static GroupDto of(MessageGroup group, String me) {
    List<String> owners = group.ownerIds();
    String title = group.title();
    return new GroupDto(
        group.id(),
        title,
        group.isDirect(),
        title == null ? others(group, me) : title,
        group.members().stream()
            .map(
                user ->
                    new Member(
                        user.id(), user.handle(), user.displayName(), owners.contains(user.id())))
            .toList(),
        new You(owners.contains(me)));
  }

  private static String others(MessageGroup group, String me) {
    return group.members().stream()
        .filter(user -> !user.id().equals(me))
        .map(User::displayName)
        .collect(Collectors.joining(", "));
  }

  /** The id alone: names stay out of logs. */
  @Override
  public String toString() {
    return "GroupDto[id=" + id + "]";
  }
}

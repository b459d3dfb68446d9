package io.github.ddbmessaging.examples.guide;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.guide.Dtos.MembersDto;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.History;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The endpoints of a conversation's members and title. */
final class MemberController {
  private final MessagingStore store;
  private final Function<String, Optional<User>> users;

  MemberController(MessagingStore store, Function<String, Optional<User>> users) {
    this.store = store;
    this.users = users;
  }

  /** {@code GET /conversations/{id}/members} */
  Response members(String me, String id) {
    return respond(
        () ->
            MembersDto.of(
                store
                    .actingAs(me)
                    .findGroup(id)
                    .orElseThrow(() -> new GroupNotFoundException(id))));
  }

  /** {@code POST /conversations/{id}/members} */
  Response add(String me, String id, List<String> added, boolean seeAll) {
    return respond(
        () -> {
          List<User> newMembers = added.stream().map(this::user).toList();
          History history = seeAll ? History.FROM_BEGINNING : History.FROM_JOINING;
          return MembersDto.of(store.actingAs(me).addMembers(id, newMembers, history));
        });
  }

  /** {@code DELETE /conversations/{id}/members/{user}}: oneself, or as an owner another. */
  Response remove(String me, String id, String member) {
    return respond(
        () -> {
          MessagingStore mine = store.actingAs(me);
          return member.equals(me)
              ? mine.leaveGroup(id, me)
              : MembersDto.of(mine.removeMember(id, member));
        });
  }

  /** {@code PUT /conversations/{id}/members/{user}/role} */
  Response changeRole(String me, String id, String member, Role role) {
    return respond(() -> MembersDto.of(store.actingAs(me).changeRole(id, member, role)));
  }

  /** {@code PUT /conversations/{id}/title} */
  Response rename(String me, String id, String title) {
    return respond(() -> MembersDto.of(store.actingAs(me).renameGroup(id, title)));
  }

  private User user(String id) {
    return users
        .apply(id)
        .orElseThrow(() -> new InvalidInputException("There is no user '" + id + "'"));
  }

  private static Response respond(Supplier<Object> endpoint) {
    try {
      return Response.of(200, endpoint.get());
    } catch (MessagingException problem) {
      return Problems.of(problem);
    }
  }
}

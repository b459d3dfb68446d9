package io.github.ddbmessaging.internal.member;

import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Role;
import java.util.HashMap;
import java.util.Map;

/** Which members a group can have, and with which roles. Pure. */
final class MemberRules {
  private MemberRules() {}

  /** Refuses to change who is in a direct group, or what they may do. */
  static void requireNotDirect(MessageGroup group) {
    if (group.isDirect()) {
      throw new InvalidInputException(
          "Message group '"
              + group.id()
              + "' is a direct one: it keeps its two members and has no owners; create a group with"
              + " a title instead");
    }
  }

  /** The access of the members once one of them has a role. */
  static Map<String, MemberAccess> withRole(MessageGroup group, String userId, Role role) {
    Map<String, MemberAccess> access = new HashMap<>(group.access());
    MemberAccess changed = group.accessOf(userId).withRole(role);
    if (changed.equals(MemberAccess.FROM_BEGINNING)) {
      access.remove(userId);
    } else {
      access.put(userId, changed);
    }
    return access;
  }
}

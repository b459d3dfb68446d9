package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.MessageChange.Kind;
import io.github.ddbmessaging.model.Role;
import java.util.Optional;

/**
 * Whether someone may change a message or react to it, while members come and go.
 *
 * @param wanted what they do
 * @param sight what they may see since their call began
 */
record Allowance(MessageChange wanted, Sight sight) {

  static Allowance of(Model model, Call<?> call) {
    MessageChange wanted = call.change;
    return new Allowance(wanted, model.members.since(wanted.ref.groupId(), wanted.actor, call));
  }

  /** Whether they might do it at any moment. */
  boolean wasGiven() {
    if (wanted.actor == null) {
      return true;
    }
    if (wanted.kind == Kind.PURGE || !sight.wasMember()) {
      return false;
    }
    boolean sees = wanted.byService || sight.sawAny(wanted.ref.sortKey());
    return sees && (wanted.own || mayDeleteOthers(true));
  }

  /** Whether they may write it right now: a transaction depends on the members. */
  boolean mayWrite(Group group) {
    return wasGiven() && (wanted.streamed || wanted.actor == null || group.has(wanted.actor));
  }

  /** Whether they might not do it at any moment. */
  boolean wasRefused() {
    return wanted.actor != null
        && (wanted.kind == Kind.PURGE
            || sight.wasStranger()
            || (!wanted.own && !mayDeleteOthers(false)));
  }

  /** Whether they could not see the message at any moment. */
  boolean wasHidden() {
    return !wanted.byService && !sight.sawAlways(wanted.ref.sortKey());
  }

  private boolean mayDeleteOthers(boolean anyTime) {
    return wanted.kind == Kind.DELETE
        && (anyTime
            ? sight.was(group -> isOwner(group.findRole(wanted.actor)))
            : !sight.was(group -> !isOwner(group.findRole(wanted.actor))));
  }

  private static boolean isOwner(Optional<Role> role) {
    return role.equals(Optional.of(Role.OWNER));
  }
}

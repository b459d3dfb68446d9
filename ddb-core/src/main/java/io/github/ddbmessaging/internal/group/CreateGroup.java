package io.github.ddbmessaging.internal.group;

import io.github.ddbmessaging.internal.access.GroupRules;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.item.GroupIds;
import io.github.ddbmessaging.internal.message.Draft;
import io.github.ddbmessaging.internal.message.Send;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;

/** Pattern D: makes a group with its first message, or sends into it if it exists. */
public final class CreateGroup {
  private CreateGroup() {}

  public static Operation<Sent> withFirstMessage(
      StoreSettings settings, NewGroup group, NewMessage message) {
    return new Operation<>("createGroup", () -> create(settings, group, message));
  }

  private static Step<Sent> create(StoreSettings settings, NewGroup group, NewMessage message) {
    GroupRules.newGroup(group);
    Draft draft = Draft.of(settings, message, group);
    return Send.asFirst(draft, groupId(draft, group));
  }

  private static String groupId(Draft draft, NewGroup group) {
    if (group.title() == null) {
      return MessageGroup.directId(group.members().get(0).id(), group.members().get(1).id());
    }
    NewMessage message = draft.message();
    String key = message.idempotencyKey();
    return key == null
        ? Validation.groupId(draft.settings().ids().get())
        : GroupIds.keyed(message.senderId(), key);
  }
}

package io.github.ddbmessaging.internal.project;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.KeyForm;
import io.github.ddbmessaging.internal.project.StreamEvents.Event;
import io.github.ddbmessaging.internal.project.StreamEvents.GroupEvents;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Gives messages that came with old keys the keys of this library, and projects the other events.
 */
final class RewriteKeys {
  private RewriteKeys() {}

  static Step<MessageGroup> ofEvents(StoreSettings settings, GroupHead head, GroupEvents events) {
    LegacyGroups legacy = settings.legacy();
    List<Map<String, AttributeValue>> messages =
        events.images().stream().filter(legacy::isToRewrite).toList();
    Step<GroupHead> rewritten =
        messages.isEmpty()
            ? new Step.Done<>(head)
            : legacy.rewriteKeys(settings.requests(), head, messages);
    return rewritten.then(
        now ->
            ProjectGroup.withEvents(
                settings.requests(),
                now,
                events.where(event -> concerns(event, now.group().newest()))));
  }

  /** An old key is shown only until it is rewritten; nothing follows from one that is gone. */
  private static boolean concerns(Event event, SortKey shown) {
    return !KeyForm.isOld(event.key()) || (event.image() == null && event.key().equals(shown));
  }
}

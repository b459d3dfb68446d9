package io.github.ddbmessaging.internal.legacy;

import io.github.ddbmessaging.internal.access.LegacyGroups;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What the rest of the library needs of the original application's groups. */
public final class OriginalGroups implements LegacyGroups {
  @Override
  public Step<Optional<GroupHead>> adopt(
      RequestSettings settings,
      String groupId,
      Collection<String> users,
      Consumer<MessageGroup> check) {
    return AdoptGroup.ifThere(settings, groupId, users, check);
  }

  @Override
  public Step<List<MessageGroupRow>> rows(RequestSettings settings, String groupId, String userId) {
    return OldRows.ofUser(settings, groupId, userId);
  }
}

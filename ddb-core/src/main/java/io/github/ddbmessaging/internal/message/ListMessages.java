package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;

/** Pattern A: lists messages of a group, for whoever may see it. */
public final class ListMessages {
  private ListMessages() {}

  public static Operation<Page<Message>> inGroup(
      StoreSettings settings, String groupId, PageRequest request) {
    return new Operation<>("listMessages", () -> list(settings, groupId, request));
  }

  private static Step<Page<Message>> list(
      StoreSettings settings, String groupId, PageRequest request) {
    Validation.groupId(groupId);
    Validation.pageRequest(request);
    Validation.position(request, groupId);
    Step<Page<Message>> page = page(settings, groupId, request);
    return request.reactions()
        ? page.then(found -> PageReactions.add(settings, groupId, found))
        : page;
  }

  private static Step<Page<Message>> page(
      StoreSettings settings, String groupId, PageRequest request) {
    ReadPage<Message> read = ReadPage.ofMessages(settings.requests(), groupId, request);
    if (Membership.isUnchecked(settings)) {
      return read.page();
    }
    if (!read.isOfNewest()) {
      return Membership.require(settings, groupId).then(group -> read.page());
    }
    return read.newestWithHead()
        .then(
            found ->
                Membership.isMember(
                        settings, found.head().map(head -> Membership.readHead(settings, head)))
                    ? found.page().get()
                    : listConsistently(settings.withConsistentReads(), groupId, request));
  }

  /** A stale replica may not have the group yet: makes sure, then reads it as it is. */
  private static Step<Page<Message>> listConsistently(
      StoreSettings settings, String groupId, PageRequest request) {
    return Membership.require(settings, groupId)
        .then(group -> ReadPage.ofMessages(settings.requests(), groupId, request).page());
  }
}

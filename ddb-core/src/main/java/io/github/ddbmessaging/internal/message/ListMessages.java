package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.MemberView;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.read.ReadPage.WithHead;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import java.util.Optional;

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
    return page(settings, groupId, request)
        .then(found -> PageReactions.addIfWanted(settings, groupId, found));
  }

  private static Step<Page<Message>> page(
      StoreSettings settings, String groupId, PageRequest request) {
    ReadPage<Message> read = ReadPage.ofMessages(settings.requests(), groupId, request);
    return Membership.isUnchecked(settings) || !read.isOfNewest()
        ? checkedFirst(settings, groupId, request)
        : read.newestWithHead()
            .then(
                found -> {
                  Optional<MessageGroup> group =
                      found.head().map(head -> Membership.readHead(settings, head));
                  return Membership.isMember(settings, group)
                      ? visible(settings, found, group.orElseThrow())
                      // A stale replica may not have the group yet.
                      : checkedFirst(settings.withConsistentReads(), groupId, request);
                });
  }

  private static Step<Page<Message>> visible(
      StoreSettings settings, WithHead<Message> found, MessageGroup group) {
    MemberView view = Membership.view(settings, group);
    return found
        .page()
        .apply(view.visible())
        .then(page -> VisiblePage.check(settings, group.id(), page, view));
  }

  private static Step<Page<Message>> checkedFirst(
      StoreSettings settings, String groupId, PageRequest request) {
    return Membership.requireView(settings, groupId)
        .then(
            view ->
                VisiblePage.read(
                    settings,
                    groupId,
                    ReadPage.ofMessages(settings.requests(), groupId, request),
                    view));
  }
}

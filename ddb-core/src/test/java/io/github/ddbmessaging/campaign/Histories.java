package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.util.Set;
import java.util.stream.Collectors;

/** What members are shown of a group where nothing is on its way: what is theirs to see. */
final class Histories {
  private static final int MANY = 100;

  private final Cluster cluster;
  private final Model model;

  Histories(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
  }

  void judge() {
    for (Group group : model.groups()) {
      if (group.newest != null) {
        group.members.forEach(member -> judge(group, member));
      }
    }
  }

  private void judge(Group group, User member) {
    MemberAccess access =
        Schemas.read(Schemas.HEADS, cluster.table.item(ItemKey.head(group.id)))
            .group()
            .accessOf(member.id());
    Set<String> visible =
        model.messages(group).stream()
            .filter(item -> access.sees(Reference.of(item)))
            .map(item -> Schemas.read(Schemas.MESSAGES, item).id())
            .collect(Collectors.toSet());
    cluster.call(
        "list at rest",
        cluster.byRightClock(),
        store ->
            store
                .as(member.id())
                .withConsistentReads()
                .listMessages(group.id, PageRequest.newestFirst(MANY)),
        end ->
            model.ifReturned(
                end,
                page ->
                    unless(
                        page.items().stream()
                            .map(Message::id)
                            .collect(Collectors.toSet())
                            .equals(visible),
                        "7",
                        member.id() + " is shown " + page.items() + " and not " + visible)));
    model.messages(group).stream()
        .map(item -> Schemas.read(Schemas.MESSAGES, item).ref())
        .forEach(
            ref ->
                cluster.call(
                    "find at rest",
                    cluster.byRightClock(),
                    store -> store.as(member.id()).withConsistentReads().findMessage(ref),
                    end ->
                        model.ifReturned(
                            end,
                            found ->
                                unless(
                                    found.isPresent() == visible.contains(ref.messageId()),
                                    "7",
                                    member.id() + " finds " + ref + ", or does not"))));
    cluster.counts.add(access.visibleFrom() == null ? "member at rest" : "later member at rest");
  }
}

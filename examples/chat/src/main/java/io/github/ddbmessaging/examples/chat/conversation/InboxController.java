package io.github.ddbmessaging.examples.chat.conversation;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.dto.InboxDto;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Limits;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.UnreadCount;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A user's list of conversations. */
@RestController
class InboxController {
  private static final int MOST_COUNTED = 100;
  private static final int MOST_LISTED = 100;

  private final MessagingStore store;

  InboxController(MessagingStore store) {
    this.store = store;
  }

  @GetMapping("/api/inbox")
  PageDto<InboxDto> list(
      @AuthenticationPrincipal Profile me,
      @RequestParam(defaultValue = "30") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    if (limit > MOST_LISTED) {
      throw new InvalidInputException("At most " + MOST_LISTED + " conversations are listed");
    }
    MessagingStore mine = store.actingAs(me.userId());
    Page<InboxEntry> page = mine.listInbox(me.userId(), PageDto.from(newestFirst(limit), cursor));
    Map<String, UnreadCount> unread = unread(mine, me.userId(), page.items());
    return PageDto.of(page, entry -> InboxDto.of(entry, unread.get(entry.row().groupId())));
  }

  @GetMapping("/api/pinned")
  PageDto<InboxDto> pinned(@AuthenticationPrincipal Profile me) {
    MessagingStore mine = store.actingAs(me.userId());
    List<InboxEntry> entries = mine.listPinned(me.userId());
    Map<String, UnreadCount> unread = unread(mine, me.userId(), entries);
    return new PageDto<>(
        entries.stream()
            .map(entry -> InboxDto.of(entry, unread.get(entry.row().groupId())))
            .toList(),
        null);
  }

  /** How many messages are unread where any is. */
  private static Map<String, UnreadCount> unread(
      MessagingStore mine, String me, List<InboxEntry> entries) {
    List<String> groups =
        entries.stream().filter(InboxEntry::unread).map(entry -> entry.row().groupId()).toList();
    Map<String, UnreadCount> counts = new HashMap<>();
    for (int from = 0; from < groups.size(); from += Limits.UNREAD_GROUPS) {
      int to = Math.min(groups.size(), from + Limits.UNREAD_GROUPS);
      counts.putAll(mine.countUnread(me, groups.subList(from, to), MOST_COUNTED));
    }
    return counts;
  }
}

package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.BrokenMethods.AmongAllGroups;
import io.github.ddbmessaging.campaign.BrokenMethods.InPlaceOf;
import io.github.ddbmessaging.campaign.BrokenMethods.Mistake;
import io.github.ddbmessaging.campaign.BrokenMethods.Original;
import io.github.ddbmessaging.internal.inbox.CountUnread;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.ItemKind;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Schemas;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.implementation.bind.annotation.Morph;
import net.bytebuddy.implementation.bind.annotation.This;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Mistakes with what users have read and hidden, as those of {@link BrokenMethods}. */
public final class BrokenStates {
  private static final User NOBODY = new User("nobody", "Nobody", "nobody");
  private static final SortKey HIGHEST = new SortKey("9999-12-31T23:59:59.999999Z#~");

  private BrokenStates() {}

  @Mistake("own messages are counted as unread")
  @AmongAllGroups
  @InPlaceOf(type = CountUnread.class, hidden = "UnreadMessages$Count", method = "isEnd")
  public static boolean ownCounted(Message message, SortKey reference, @Morph Original original) {
    return (boolean) original.call(message.withSender(NOBODY), reference);
  }

  @Mistake("messages that a member may not see are counted as unread")
  @AmongAllGroups
  @InPlaceOf(type = CountUnread.class, hidden = "UnreadMessages$Count", method = "isEnd")
  public static boolean invisibleCounted(
      Message message, SortKey reference, @Morph Original original) {
    return (boolean) original.call(message, HIGHEST);
  }

  @Mistake("expired messages are counted as unread")
  @InPlaceOf(type = CountUnread.class, hidden = "UnreadMessages", method = "live")
  public static Optional<Message> expiredCounted(Map<String, AttributeValue> item) {
    return message(item).filter(message -> message.isLive(Instant.EPOCH));
  }

  @Mistake("deleted messages are counted as unread")
  @InPlaceOf(type = CountUnread.class, hidden = "UnreadMessages", method = "live")
  public static Optional<Message> deletedCounted(
      Map<String, AttributeValue> item, @Morph Original original) {
    return message(item).filter(message -> message.isDeleted() || isPresent(original.call(item)));
  }

  private static boolean isPresent(Object found) {
    return ((Optional<?>) found).isPresent();
  }

  private static Optional<Message> message(Map<String, AttributeValue> item) {
    return ItemKey.of(item).kind() == ItemKind.MESSAGE
        ? Optional.of(Schemas.read(Schemas.MESSAGES, item))
        : Optional.empty();
  }

  @Mistake("the last message that is read is unread")
  @AmongAllGroups
  @InPlaceOf(type = CountUnread.class, hidden = "ReadState", method = "isBelow")
  public static boolean lastReadCounted(SortKey reference, @This Object state)
      throws ReflectiveOperationException {
    var of = state.getClass().getDeclaredMethod("state");
    of.setAccessible(true);
    SortKey position = ((GroupState) of.invoke(state)).readUpTo();
    return position == null || position.compareTo(reference) <= 0;
  }

  @Mistake("hidden groups are listed")
  @AmongAllGroups
  @InPlaceOf(type = GroupState.class, method = "hides")
  public static boolean hiddenListed(MessageGroupRow row) {
    return false;
  }
}

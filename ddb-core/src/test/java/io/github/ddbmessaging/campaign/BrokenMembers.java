package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.campaign.BrokenMethods.AmongAllGroups;
import io.github.ddbmessaging.campaign.BrokenMethods.InPlaceOf;
import io.github.ddbmessaging.campaign.BrokenMethods.Mistake;
import io.github.ddbmessaging.internal.access.MemberView;
import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.group.ChangeGroup;
import io.github.ddbmessaging.internal.item.MemberRows;
import io.github.ddbmessaging.internal.member.AddMembers;
import io.github.ddbmessaging.internal.member.RemoveMember;
import io.github.ddbmessaging.internal.message.FindMessage;
import io.github.ddbmessaging.internal.read.Visible;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.sync.ListChanges;
import io.github.ddbmessaging.internal.upkeep.RenameUser;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.bytebuddy.implementation.bind.annotation.This;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Mistakes with members, as those of {@link BrokenMethods}. */
public final class BrokenMembers {
  private BrokenMembers() {}

  @Mistake("history is not bounded at all")
  @AmongAllGroups
  @InPlaceOf(type = Membership.class, method = "view")
  public static MemberView historyNotBounded(StoreSettings settings, MessageGroup group) {
    return new MemberView(Visible.ALL, group.newest(), List.of());
  }

  @Mistake("history is bounded in lists alone")
  @AmongAllGroups
  @InPlaceOf(type = Visible.class, method = "sees")
  public static boolean boundedInLists(Message message) {
    return true;
  }

  @Mistake("history is not bounded where one message is looked up")
  @AmongAllGroups
  @InPlaceOf(type = FindMessage.class, method = "visible")
  public static Step<Optional<Message>> foundWhateverItIs(
      StoreSettings settings, Optional<Message> found, MemberView view) {
    return new Step.Done<>(found);
  }

  @Mistake("history is not bounded in previews")
  @AmongAllGroups
  @InPlaceOf(type = MemberRows.class, method = "visibleTo")
  public static @Nullable Message previewNotBounded(
      MessageGroup group, User member, @Nullable Message shown) {
    return shown;
  }

  @Mistake("membership is not checked again where a page is newer than the head")
  @InPlaceOf(type = Membership.class, method = "afterReading")
  public static Step<MemberView> notCheckedAgain(
      StoreSettings settings, String groupId, MemberView view, Optional<SortKey> highest) {
    return new Step.Done<>(view);
  }

  @Mistake("roles are not checked")
  @AmongAllGroups
  @InPlaceOf(type = Membership.class, method = "requireOwner")
  public static void rolesNotChecked(StoreSettings settings, MessageGroup group, String what) {}

  @Mistake("strangers change members")
  @AmongAllGroups
  @InPlaceOf(type = Membership.class, method = "requireMember")
  public static void strangersLetIn(StoreSettings settings, MessageGroup group) {}

  @Mistake("who joins or comes back sees all")
  @AmongAllGroups
  @InPlaceOf(type = AddMembers.class, method = "visibleFrom")
  public static @Nullable SortKey joinersSeeAll(MessageGroup group, SortKey newest) {
    return null;
  }

  @Mistake("who joins sees what no projector has handled yet")
  @AmongAllGroups
  @InPlaceOf(type = ChangeGroup.class, hidden = "ChangeGroup$Found", method = "newest")
  public static SortKey newestOfHead(StoreSettings settings, @This Object found)
      throws ReflectiveOperationException {
    Method head = found.getClass().getDeclaredMethod("head");
    head.setAccessible(true);
    return ((GroupHead) head.invoke(found)).group().newest();
  }

  @Mistake("members let others see more than they see")
  @AmongAllGroups
  @InPlaceOf(type = Membership.class, method = "grantsFrom")
  public static Optional<SortKey> grantsAll(StoreSettings settings, MessageGroup group) {
    return Optional.empty();
  }

  @Mistake("the last owner leaves nobody in charge")
  @AmongAllGroups
  @InPlaceOf(type = RemoveMember.class, method = "withOwner")
  public static MessageGroup withoutOwner(MessageGroup before, MessageGroup after) {
    return after;
  }

  @Mistake("a renaming leaves the messages as they are")
  @AmongAllGroups
  @InPlaceOf(type = RenameUser.class, method = "renamesOf")
  public static Map<MessageRef, Supplier<Step<Boolean>>> messagesNotRenamed(
      List<Map<String, AttributeValue>> items) {
    return Map.of();
  }

  @Mistake("followers are not told of the group")
  @InPlaceOf(type = ListChanges.class, hidden = "LogPage", method = "tellsOfGroup")
  public static boolean groupNotTold() {
    return false;
  }
}

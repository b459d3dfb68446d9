package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.item.NextKey;
import io.github.ddbmessaging.internal.legacy.AdoptGroup;
import io.github.ddbmessaging.internal.message.Draft;
import io.github.ddbmessaging.internal.project.ProjectGroup;
import io.github.ddbmessaging.internal.project.StreamEvents;
import io.github.ddbmessaging.internal.read.CursorCodec;
import io.github.ddbmessaging.internal.read.GetItems;
import io.github.ddbmessaging.internal.read.Listing;
import io.github.ddbmessaging.internal.read.NewestLive;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.ClientFailure;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.sync.BeginChanges;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.write.ConditionalWrite;
import io.github.ddbmessaging.internal.write.TransactionPlan.Part;
import io.github.ddbmessaging.model.GroupHead;
import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.ProjectionResult;
import io.github.ddbmessaging.model.SortKey;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.implementation.bind.annotation.Morph;
import net.bytebuddy.implementation.bind.annotation.This;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Mistakes in a decision of the library: each method here does wrong what a method of the library
 * does right, and {@link BrokenClasses} puts it there. Public, since the library calls it then.
 */
public final class BrokenMethods {
  private static final SortKey LOWEST = new SortKey("0000-01-01T00:00:00Z");

  private BrokenMethods() {}

  /** What is wrong. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Mistake {
    String value();
  }

  /** Only groups of the original application show the mistake. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface AmongOldGroups {}

  /** Groups of the original application show the mistake, too. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface AmongAllGroups {}

  /** Which method has the mistake: one with the same parameters, save for annotated ones. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface InPlaceOf {
    /** The class that declares it, or one of its package. */
    Class<?> type();

    /** The name of the class in its package, if it is not public. */
    String hidden() default "";

    String method();
  }

  /** The method as it is in the library. */
  public interface Original {
    Object call(Object... arguments);
  }

  static Stream<Method> mistakes() {
    return Stream.of(BrokenMethods.class, BrokenMembers.class, BrokenStates.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(InPlaceOf.class))
        .sorted(Comparator.comparing(Method::getName));
  }

  static Stream<BrokenCopy> copies() {
    return mistakes()
        .flatMap(
            mistake ->
                Stream.of(false, true)
                    .filter(amongOldGroups -> shows(mistake, amongOldGroups))
                    .map(
                        amongOldGroups ->
                            new BrokenCopy(
                                mistake.getAnnotation(Mistake.class).value(),
                                amongOldGroups,
                                () -> BrokenClasses.play(mistake, amongOldGroups))));
  }

  private static boolean shows(Method mistake, boolean amongOldGroups) {
    return amongOldGroups
        ? mistake.isAnnotationPresent(AmongOldGroups.class)
            || mistake.isAnnotationPresent(AmongAllGroups.class)
        : !mistake.isAnnotationPresent(AmongOldGroups.class);
  }

  // -- Sends

  @Mistake("the time is not raised above the newest")
  @InPlaceOf(type = NextKey.class, method = "after")
  public static SortKey timeNotRaised(SortKey newest, Instant now, String messageId) {
    return SortKey.of(now, messageId);
  }

  @Mistake("a lost response is forgotten")
  @InPlaceOf(type = ClientFailure.class, method = "mayBeApplied")
  public static boolean lossForgotten() {
    return false;
  }

  @Mistake("a read is trusted more than what the refusal tells of a lost attempt")
  @InPlaceOf(type = ConditionalWrite.Refused.class, method = "by")
  public static boolean refusalNotTrusted(Part part, @Morph Original original) {
    boolean failed = (boolean) original.call(part);
    return failed && (part != Part.MESSAGE || !(boolean) original.call(Part.HEAD));
  }

  @Mistake("a client that is closed is said to have written nothing")
  @InPlaceOf(type = ClientFailure.class, method = "mayBeApplied")
  public static boolean closingForgotten(@This ClientFailure failure, @Morph Original original) {
    return failure.thrown() instanceof SdkException && (boolean) original.call();
  }

  @Mistake("what a key was used for is not compared")
  @InPlaceOf(type = Draft.class, hidden = "ContentHash", method = "of")
  public static String contentNotCompared(NewMessage message, NewGroup newGroup) {
    return "1:";
  }

  // -- Reads

  @Mistake("a cursor is not bound to its listing")
  @InPlaceOf(type = CursorCodec.class, method = "digest")
  public static byte[] cursorNotBound(
      String partition, PageRequest request, String key, @Morph Original original) {
    return (byte[]) original.call("", PageRequest.newestFirst(1), "");
  }

  @Mistake("whoever finds the group is a member")
  @InPlaceOf(type = Membership.class, method = "isMember")
  public static boolean finderIsMember(StoreSettings settings, Optional<MessageGroup> group) {
    return !Membership.isUnchecked(settings) && group.isPresent();
  }

  @Mistake("a stale read is enough to refuse a member")
  @InPlaceOf(type = Membership.class, method = "require")
  public static Step<Optional<MessageGroup>> refusedByStaleRead(
      StoreSettings settings, String groupId) {
    return GetItems.head(settings.requests(), groupId)
        .map(
            head -> {
              Optional<MessageGroup> group = head.map(GroupHead::group);
              if (!Membership.isMember(settings, group)) {
                throw Membership.refused(settings, groupId);
              }
              return group;
            });
  }

  // -- Projectors

  @Mistake("a projector goes back in time")
  @InPlaceOf(type = StreamEvents.class, hidden = "StreamEvents$GroupEvents", method = "newestAbove")
  @SuppressWarnings("unchecked") // The original returns this type.
  public static Optional<Message> backInTime(SortKey shown, Instant now, @Morph Original original) {
    return (Optional<Message>) original.call(LOWEST, now);
  }

  @Mistake("a projector takes one record of a batch")
  @InPlaceOf(type = StreamEvents.class, method = "of")
  public static StreamEvents oneOfABatch(Collection<Record> records, @Morph Original original) {
    return (StreamEvents)
        original.call(records.stream().sorted(StreamEvents.BY_SEQUENCE).limit(1).toList());
  }

  @Mistake("an edited message is not looked at")
  @InPlaceOf(type = StreamEvents.class, method = "of")
  public static StreamEvents editsIgnored(Collection<Record> records, @Morph Original original) {
    return (StreamEvents)
        original.call(
            records.stream()
                .map(
                    record ->
                        record.eventName() == OperationType.MODIFY
                            ? record.toBuilder().eventName(OperationType.INSERT).build()
                            : record)
                .toList());
  }

  @Mistake("a retry starts behind records that are not done")
  @InPlaceOf(type = ProjectionResult.class, method = "retryFrom")
  public static Optional<String> retryBehind(@This ProjectionResult result) {
    return result.notDone().stream()
        .reduce((first, last) -> last)
        .map(record -> record.dynamodb().sequenceNumber());
  }

  @Mistake("a late record of a deleted message is shown")
  @InPlaceOf(type = ProjectGroup.class, hidden = "NewestLeft", method = "mayBeLate")
  public static boolean neverLate(GroupHead head, Message message) {
    return false;
  }

  @Mistake("rows are looked at before it is known that the newest is gone")
  @InPlaceOf(type = ProjectGroup.class, hidden = "NewestLeft", method = "isUnnotedRemoval")
  public static boolean removalNotNoted(GroupHead head, Optional<Message> left) {
    return false;
  }

  @Mistake("a projector writes no log")
  @InPlaceOf(
      type = StreamEvents.class,
      hidden = "StreamEvents$GroupEvents",
      method = "nextUnlogged")
  public static Optional<Object> notLogged() {
    return Optional.empty();
  }

  @Mistake("a deleted message is shown")
  @InPlaceOf(type = NewestLive.class, method = "item")
  public static Step<Optional<Map<String, AttributeValue>>> deletedShown(
      RequestSettings settings, String groupId) {
    return ReadPage.firstMessages(settings, groupId, PageRequest.newestFirst(1))
        .map(items -> items.stream().findFirst());
  }

  @Mistake("an expired message is listed")
  @InPlaceOf(type = Listing.class, method = "messages")
  @SuppressWarnings("unchecked") // The original returns this type.
  public static Listing<Message> expiredListed(String groupId, @Morph Original original) {
    Listing<Message> listing = (Listing<Message>) original.call(groupId);
    return new Listing<>(
        listing.partition(),
        listing.schema(),
        listing.key(),
        (message, now) -> Optional.of(message),
        listing.visible(),
        listing.isVisible());
  }

  // -- Changes

  @Mistake("new messages are settled at once")
  @InPlaceOf(type = BeginChanges.class, hidden = "NewMessages", method = "settled")
  public static SortKey settledAtOnce(@This Object found) throws ReflectiveOperationException {
    Method last = found.getClass().getDeclaredMethod("last");
    last.setAccessible(true);
    return (SortKey) last.invoke(found);
  }

  @Mistake("a change is told with its entry, whatever the message says")
  @InPlaceOf(type = LogEntry.class, method = "revision")
  public static long revisionIgnored() {
    return 0;
  }

  // -- Groups of the original application

  @Mistake("the head does not follow its message to the new key")
  @AmongOldGroups
  @InPlaceOf(type = AdoptGroup.class, hidden = "MoveMessage", method = "isNewest")
  public static boolean newestNotFollowed(MessageGroup group, Message message) {
    return false;
  }

  @Mistake("a later message that is moved is not shown")
  @AmongOldGroups
  @InPlaceOf(type = AdoptGroup.class, hidden = "MoveMessage", method = "isAbove")
  public static boolean laterNotShown(Message moved, SortKey newest) {
    return false;
  }

  @Mistake("the time of a message is taken without its offset")
  @AmongOldGroups
  @InPlaceOf(type = AdoptGroup.class, hidden = "OldKeys", method = "ownKey")
  public static SortKey withoutOffset(SortKey key, String messageId) {
    return SortKey.of(
        Timestamps.parse(key.value().substring(0, "2026-11-21T01:02:03".length())), messageId);
  }

  @Mistake("who is only shown in a row is no member")
  @AmongOldGroups
  @InPlaceOf(type = AdoptGroup.class, hidden = "OldGroup", method = "usersOf")
  public static Set<String> ownersOnly(Collection<MessageGroupRow> rows) {
    return rows.stream()
        .map(MessageGroupRow::userId)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Mistake("rows stay at the time of a migrated key")
  @AmongOldGroups
  @InPlaceOf(type = ProjectGroup.class, hidden = "NewestLeft", method = "laterOfOldKey")
  public static Optional<Message> rowsStay(SortKey shown, Optional<Message> left) {
    return Optional.empty();
  }

  @Mistake("who finds nothing to adopt does not look for a head again")
  @AmongOldGroups
  @InPlaceOf(type = AdoptGroup.class, method = "readHeadAgain")
  public static Step<Optional<GroupHead>> headNotReadAgain() {
    return new Step.Done<>(Optional.empty());
  }
}

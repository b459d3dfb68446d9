package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Violation.unless;

import io.github.ddbmessaging.campaign.MessageChange.Kind;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.write.MessageWrites;
import io.github.ddbmessaging.model.AccessRefusedException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessageStatus;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.RevisionMismatchException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UserReactions;
import io.github.ddbmessaging.table.Attributes;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must be true of messages after they were sent: of edits, deletions and reactions. */
final class MessageLife {
  private final Model model;

  MessageLife(Model model) {
    this.model = model;
  }

  // -- Writes

  /** Judges what a call did to a message that was there. */
  void written(Change change, Call<?> call, Group group) {
    unless(change.before() != null, "1", call.name + " wrote a message");
    Message was = Schemas.read(Schemas.MESSAGES, change.before());
    MessageChange wanted = call.change;
    if (change.after() == null) {
      unless(
          wanted != null && wanted.kind == Kind.PURGE && wanted.key().equals(change.key()),
          "7",
          call.name + " removed a message");
      unless(
          was.isDeleted() && MessageWrites.isLogged(change.before(), was),
          "11",
          "a message was purged before the log told of its deletion");
      group.messagesWereDeleted = true;
      return;
    }
    Message is = Schemas.read(Schemas.MESSAGES, change.after());
    unless(
        MessageWrites.logged(change.after()) <= is.status().revision(),
        "11",
        "the log is said to be ahead of a message");
    if (withoutNote(change.before()).equals(withoutNote(change.after()))) {
      return;
    }
    if (call.members != null) {
      renamed(call.members, was, is, group);
      return;
    }
    unless(
        wanted != null
            && Allowance.of(model, call).mayWrite(group)
            && wanted.key().equals(change.key()),
        "7",
        call.name + " changed a message");
    unless(!wanted.denied, "10", "a change that failed for certain was written");
    unless(!was.isDeleted(), "13", "a deleted message was changed: " + change.key());
    // A send whose response was lost writes what time to live has removed meanwhile once more.
    boolean wasSentAgain = was.status().revision() == 0;
    unless(!wanted.applied || wasSentAgain, "10", "a change was written twice: " + change.key());
    unless(
        wanted.seen == null || wanted.seen == was.status().revision(),
        "10",
        "an edit was written over a revision that the editor had not seen");
    unless(
        is.equals(expected(wanted, was, is.status())),
        "1",
        "a change wrote something else: " + change.key());
    wanted.applied = true;
    group.rowsFollow |= wanted.streamed;
    // One that the rows never showed may be above what the head names.
    group.messagesWereDeleted |= is.isDeleted() && group.rowsFollow;
  }

  private static Message expected(MessageChange wanted, Message was, MessageStatus is) {
    long next = was.status().revision() + 1;
    return wanted.kind == Kind.EDIT
        ? was.with(
            MessageContent.ofText(wanted.content),
            new MessageStatus(next, is.editedAt(), null, null, is(was).expiresAt()))
        : was.with(
            MessageContent.EMPTY,
            new MessageStatus(
                next, is(was).editedAt(), is.deletedAt(), wanted.actor, is(was).expiresAt()));
  }

  /** The names of its sender are others; a projector shows them where they are shown. */
  private static void renamed(MemberChange wanted, Message was, Message is, Group group) {
    unless(
        wanted.kind == MemberChange.Kind.RENAME
            && wanted.scope() == RenameScope.GROUPS_AND_MESSAGES
            && was.sender().id().equals(wanted.user().id())
            && is.equals(was.withSender(wanted.user())),
        "7",
        "a message was changed by a change of members");
    group.rowsFollow = true;
  }

  private static MessageStatus is(Message message) {
    return message.status();
  }

  private static Map<String, AttributeValue> withoutNote(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> message = new HashMap<>(item);
    message.remove(Attributes.LOGGED);
    return message;
  }

  /** Judges what a call did to a user's reactions to a message. */
  void reactionsWritten(Change change, @Nullable Call<?> call) {
    if (call != null && call.name.equals("rebuild")) {
      SortKey message = Schemas.read(Schemas.REACTIONS, change.before()).message();
      unless(
          change.after() == null
              && model.table.item(ItemKey.message(change.key().groupId(), message)) == null,
          "reactions",
          "a rebuild changed the reactions to a message that is there");
      return;
    }
    MessageChange wanted = call == null ? null : call.change;
    unless(wanted != null && !wanted.denied, "7", "reactions were written by nobody");
    if (wanted.kind == Kind.PURGE) {
      unless(change.after() == null, "reactions", "a purge changed reactions");
      return;
    }
    unless(
        Allowance.of(model, call).wasGiven() && change.key().equals(reactionsKey(wanted)),
        "7",
        "the reactions of another were written");
    Set<String> expected = reactions(Optional.ofNullable(change.before()));
    if (wanted.kind == Kind.REACT) {
      expected.add(wanted.content);
    } else {
      expected.remove(wanted.content);
    }
    unless(
        expected.equals(reactions(Optional.ofNullable(change.after()))),
        "reactions",
        "other reactions were lost or came: " + change.key());
    wanted.applied = true;
  }

  private static ItemKey reactionsKey(MessageChange wanted) {
    return new ItemKey(
        Keys.messagePartition(wanted.ref.groupId()),
        Keys.reactions(wanted.ref.sortKey(), wanted.actor));
  }

  private static Set<String> reactions(Optional<Map<String, AttributeValue>> item) {
    return item.map(found -> new TreeSet<>(Schemas.read(Schemas.REACTIONS, found).emojis()))
        .orElseGet(TreeSet::new);
  }

  // -- Calls

  /** Judges what an edit or a deletion returned. */
  void returned(Call<Message> call, Message message) {
    MessageChange wanted = allowed(call);
    unless(
        existed(call, found -> Renamed.isSame(found, message)),
        "1",
        "a change returned a message that never was so: " + wanted.key());
    if (wanted.kind == Kind.DELETE) {
      unless(message.isDeleted(), "1", "a deletion returned a message that is there");
    } else {
      unless(
          wanted.applied
              || existed(call, found -> found.text().equals(wanted.content))
              || (call.faults > 0 && existed(call, found -> isBefore(found, message))),
          "1",
          "an edit that returned was lost: " + wanted.key());
    }
  }

  /** In doubt and then replaced by another. */
  private static boolean isBefore(Message one, Message other) {
    return one.status().revision() < other.status().revision();
  }

  /** Judges what a purge returned. */
  void purged(Call<Boolean> call, boolean wasThere) {
    MessageChange wanted = allowed(call);
    if (wasThere) {
      unless(
          model.table.item(wanted.key()) == null || isExpired(call),
          "13",
          "a purged message is still there");
    } else {
      unless(wasMissing(call), "1", "a purge did not find a message");
    }
  }

  /** Judges the reactions that were returned. */
  void reacted(Call<UserReactions> call, UserReactions returned) {
    MessageChange wanted = allowed(call);
    boolean adds = wanted.kind == Kind.REACT;
    unless(
        returned.emojis().contains(wanted.content) == adds
            && states(call, reactionsKey(wanted))
                .anyMatch(item -> reactions(item).contains(wanted.content) == adds),
        "reactions",
        "a reaction that returned was lost");
  }

  private MessageChange allowed(Call<?> call) {
    MessageChange wanted = call.change;
    unless(
        Allowance.of(model, call).wasGiven() && !wanted.denied,
        "7",
        "someone was let in: " + call.name);
    return wanted;
  }

  /** Judges why a change failed. */
  void failed(Call<?> call, RuntimeException failure) {
    MessageChange wanted = call.change;
    model.counts.add(call.name + " failed: " + failure.getClass().getSimpleName());
    unless(failure instanceof MessagingException, "8", call.name + " failed with " + failure);
    if (!((MessagingException) failure).mayHaveTakenEffect()) {
      unless(!wanted.applied, "10", call.name + " was written and failed as if not: " + failure);
      wanted.denied = true;
    }
    if (failure instanceof MessageNotFoundException) {
      unless(
          wasMissing(call) || Allowance.of(model, call).wasHidden(),
          "1",
          call.name + " did not find a message");
    } else if (failure instanceof MessageDeletedException) {
      unless(existed(call, Message::isDeleted), "1", "a message was not deleted");
    } else if (failure instanceof RevisionMismatchException) {
      unless(
          existed(call, message -> !Long.valueOf(message.status().revision()).equals(wanted.seen)),
          "1",
          "the message had the revision that the editor saw");
    } else if (failure instanceof AccessRefusedException) {
      unless(Allowance.of(model, call).wasRefused(), "7", "a sender was refused: " + failure);
    } else {
      model.checkReason(call, failure);
    }
  }

  private boolean wasMissing(Call<?> call) {
    return states(call, call.change.key()).anyMatch(Optional::isEmpty) || isExpired(call);
  }

  private boolean isExpired(Call<?> call) {
    return existed(call, message -> message.status().isExpired(call.node.now()));
  }

  private boolean existed(Call<?> call, Predicate<Message> so) {
    return states(call, call.change.key())
        .flatMap(Optional::stream)
        .map(item -> Schemas.read(Schemas.MESSAGES, item))
        .anyMatch(so);
  }

  private Stream<Optional<Map<String, AttributeValue>>> states(Call<?> call, ItemKey key) {
    List<Optional<Map<String, AttributeValue>>> states =
        model.table.states(key, call.startedAt, model.table.version());
    return states.stream();
  }
}

package io.github.ddbmessaging.project;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What is done to a group, write by write; each write makes one record of a message. */
@SuppressWarnings("ImmutableEnumChecker") // Its fields are never changed.
public enum Story {
  THREE_MESSAGES(g -> g.send("One"), g -> g.send("Two"), g -> g.send("Three")),
  NEWEST_EDITED_TWICE(g -> g.send("One"), g -> g.edit(0, "Edited"), g -> g.edit(0, "Edited again")),
  NEWEST_DELETED(g -> g.send("One"), g -> g.send("Two"), g -> g.delete(1)),
  NEWEST_EDITED_THEN_DELETED(g -> g.send("One"), g -> g.edit(0, "Edited"), g -> g.delete(0)),
  TWO_NEWEST_DELETED(g -> g.send("One"), g -> g.send("Two"), g -> g.delete(1), g -> g.delete(0)),
  THE_ONE_LEFT_EDITED(g -> g.send("One"), g -> g.delete(0), g -> g.editNewest("Edited")),
  SENT_ON_AFTER_DELETION(g -> g.send("One"), g -> g.delete(0), g -> g.send("Two")),
  OLDER_SENT_AFTER_DELETION(g -> g.send("Newest"), g -> g.delete(0), g -> g.sendBehind(0, "Older")),
  STREAMED_EDITS(g -> g.send("One"), g -> g.change(0, "Edited"), g -> g.change(0, "Again")),
  STREAMED_EDIT_AND_DELETION(g -> g.send("One"), g -> g.change(0, "Edited"), g -> g.remove(0)),
  STREAMED_DELETIONS(g -> g.send("One"), g -> g.send("Two"), g -> g.remove(1), g -> g.remove(0)),
  STREAMED_DELETION_AND_ONE_BELOW(
      g -> g.send("Newest"), g -> g.remove(0), g -> g.sendBehind(0, "Older")),
  SENT_BY_A_SLOW_CLOCK(
      g -> g.send("Newest"), g -> g.sendBehind(0, "Older"), g -> g.edit(1, "Edited"));

  private final List<Consumer<Told>> writes;

  @SafeVarargs
  @SuppressWarnings("varargs") // The list is a copy.
  Story(Consumer<Told>... writes) {
    this.writes = List.of(writes);
  }

  /** The writes, in order. */
  public List<Runnable> writes(ProjectionTest test, MessageGroup group) {
    Told told = new Told(test, group, new ArrayList<>());
    return writes.stream().map(write -> (Runnable) () -> write.accept(told)).toList();
  }

  /** The story of one group, with what was sent so far. */
  private record Told(ProjectionTest test, MessageGroup group, List<Message> sent) {
    void send(String text) {
      sent.add(test.send(group, text));
    }

    void sendBehind(int other, String text) {
      sent.add(test.sendBehind(sent.get(other), text));
    }

    void edit(int message, String text) {
      test.edit(sent.get(message), text);
    }

    void editNewest(String text) {
      test.edit(test.newest(group), text);
    }

    /** Edits by a streamed store. */
    void change(int message, String text) {
      test.store.editMessage(sent.get(message).ref(), MessageEdit.ofText(text));
    }

    /** Deletes by a streamed store. */
    void remove(int message) {
      test.newestWasNeverShown();
      test.store.deleteMessage(sent.get(message).ref());
    }

    void delete(int message) {
      test.delete(sent.get(message));
    }
  }
}

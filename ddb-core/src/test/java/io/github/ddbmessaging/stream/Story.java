package io.github.ddbmessaging.stream;

import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import java.util.ArrayList;
import java.util.List;

/** What is done to a group, write by write; each write makes one record of a message. */
enum Story {
  THREE_MESSAGES {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      return List.of(
          () -> test.send(group, "One"),
          () -> test.send(group, "Two"),
          () -> test.send(group, "Three"));
    }
  },
  NEWEST_EDITED_TWICE {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "One")),
          () -> test.edit(sent.get(0), "Edited"),
          () -> test.edit(sent.get(0), "Edited again"));
    }
  },
  NEWEST_DELETED {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "One")),
          () -> sent.add(test.send(group, "Two")),
          () -> test.delete(sent.get(1)));
    }
  },
  NEWEST_EDITED_THEN_DELETED {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "One")),
          () -> test.edit(sent.get(0), "Edited"),
          () -> test.delete(sent.get(0)));
    }
  },
  TWO_NEWEST_DELETED {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "One")),
          () -> sent.add(test.send(group, "Two")),
          () -> test.delete(sent.get(1)),
          () -> test.delete(sent.get(0)));
    }
  },
  THE_ONE_LEFT_EDITED {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "One")),
          () -> test.delete(sent.get(0)),
          () -> test.edit(test.newest(group), "Edited"));
    }
  },
  SENT_ON_AFTER_DELETION {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "One")),
          () -> test.delete(sent.get(0)),
          () -> test.send(group, "Two"));
    }
  },
  OLDER_SENT_AFTER_DELETION {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "Newest")),
          () -> test.delete(sent.get(0)),
          () -> test.sendBehind(sent.get(0), "Older"));
    }
  },
  SENT_BY_A_SLOW_CLOCK {
    @Override
    List<Runnable> writes(ProjectionTest test, MessageGroup group) {
      List<Message> sent = new ArrayList<>();
      return List.of(
          () -> sent.add(test.send(group, "Newest")),
          () -> sent.add(test.sendBehind(sent.get(0), "Older")),
          () -> test.edit(sent.get(1), "Edited"));
    }
  };

  /** The writes, in order. */
  abstract List<Runnable> writes(ProjectionTest test, MessageGroup group);
}

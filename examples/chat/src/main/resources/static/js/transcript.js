import { imageDialog } from './dialog.js';
import { openEmoji } from './menu.js';
import { rowView } from './messageview.js';
import { namesOf, oneLine } from './text.js';
import * as timeline from './timeline.js';

/** Shows the open conversation's messages as rows, with what still waits in the outbox. */
export class Transcript {
  constructor(chat) {
    this.chat = chat;
  }

  show() {
    const { chat } = this;
    const [from, to] = chat.paging.bounds();
    const { outbox } = chat.app;
    const entries =
      to === chat.messages.length
        ? timeline.notYetShown(outbox.of(chat.groupId), chat.messages, chat.me, outbox.confirmed)
        : [];
    const context = {
      me: chat.me,
      group: chat.group,
      handles: chat.handles,
      find: (ref) => chat.find(ref),
      nameOf: (id) => chat.nameOf(id),
    };
    const rows = timeline.rows(chat.messages.slice(from, to), entries, {
      newFrom: chat.newFrom,
      me: chat.me,
    });
    this.#addSeen(rows);
    const direct = chat.group.direct;
    chat.scroller.show(
      rows.map((row) => {
        const quoted = row.message?.replyTo && chat.find(row.message.replyTo);
        const day = row.type === 'day' ? new Date().toDateString() : '';
        return {
          key: row.key,
          signature: JSON.stringify([row, direct, day, quoted && oneLine(quoted)]),
          make: () => this.#make(row, context),
        };
      }),
    );
  }

  #addSeen(rows) {
    const { me, group, positions } = this.chat;
    const others = group.members.map(({ id }) => id).filter((id) => id !== me);
    const seen = new Set();
    let newestOwn = true;
    // Who has seen or written a message has seen those above it.
    for (const row of rows.filter(({ message }) => message).reverse()) {
      const { message } = row;
      if (message.senderId !== me) {
        seen.add(message.senderId);
        continue;
      }
      if (message.deleted) continue;
      timeline.seenBy(message, positions).forEach((id) => seen.add(id));
      const who = others.filter((id) => seen.has(id));
      row.seen = who.length > 0 && who.length === others.length;
      if (newestOwn && who.length) {
        const names = () => namesOf(who.map((id) => this.chat.nameOf(id)));
        const all = row.seen && who.length > 1 ? 'all' : names();
        row.seenLine = group.direct ? 'Seen' : `Seen by ${all}`;
      }
      newestOwn = false;
    }
  }

  #make(row, context) {
    const { app, composer, deeds, paging } = this.chat;
    const node = rowView(row, context, {
      react: (message, anchor) =>
        openEmoji(anchor, 'Reactions', (emoji) => deeds.toggle(message.ref, emoji)),
      reply: (message) => composer.reply(message),
      more: (message, anchor) => deeds.menu(message, anchor),
      toggle: (message, emoji) => deeds.toggle(message.ref, emoji),
      jump: (ref) => paging.jumpTo(ref),
      image: (file) => imageDialog(file),
      retry: (key) => app.outbox.retry(key),
      discard: (key) => deeds.discard(key),
    });
    node.dataset.key = row.key;
    return node;
  }
}

import { api } from './api.js';
import { debounce } from './dom.js';
import { sortable } from './timeline.js';

/** How far the user has read the open conversation, as the service is told. */
export class ReadMark {
  constructor(chat) {
    this.chat = chat;
    this.marked = null;
    this.unreadMarks = 0; // as far as this page knows: a late request undoes no mark as unread
    this.soon = debounce(500, () => this.#mark());
  }

  async #mark() {
    const { chat } = this;
    const newest = chat.messages.at(-1);
    if (chat.closed || !newest || this.marked === newest.ref || !chat.isAttentive()) return;
    const mine = chat.positions.find((position) => position.userId === chat.me);
    const unread = chat.messages.some(
      (message) =>
        message.senderId !== chat.me &&
        (!mine?.upTo || sortable(message.sentAt) > sortable(mine.upTo)),
    );
    chat.app.inbox.setRead(chat.groupId);
    if (!unread) return;
    this.marked = newest.ref;
    try {
      const known = this.unreadMarks;
      const state = await api.markRead(chat.groupId, newest.ref, known);
      this.unreadMarks = state.unreadMarks;
      if (state.unreadMarks !== known) return;
      chat.setPosition({ userId: chat.me, ref: newest.ref, upTo: newest.sentAt });
    } catch {
      this.marked = null;
    }
  }
}

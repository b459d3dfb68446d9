import { api } from './api.js';
import { toast } from './dom.js';
import { merge } from './timeline.js';

const MOST_SHOWN = 200;
const STEP = 50;

/** Which part of the open conversation's messages is shown, and how one moves through them. */
export class Paging {
  constructor(chat) {
    this.chat = chat;
    this.older = null; // the cursor of the messages before those that are loaded
    this.first = null; // ref of the first message shown; null is the first there is
    this.last = null; // ref of the last one shown; null is the last there is
  }

  /** From and to where the shown part of the messages goes. */
  bounds() {
    const { messages } = this.chat;
    const at = (ref) => messages.findIndex((message) => message.ref === ref);
    const to = this.last === null ? messages.length : at(this.last) + 1 || messages.length;
    const from = this.first === null ? Math.max(0, to - STEP) : Math.max(0, at(this.first));
    return [from, to];
  }

  /** Holds what is shown from now on, also when messages come below. */
  hold() {
    const [from] = this.bounds();
    this.first ??= this.chat.messages[from]?.ref ?? null;
  }

  /** Shows less at the start, for who is at the end and has much above. */
  trim() {
    const [from, to] = this.bounds();
    if (to - from > MOST_SHOWN) this.first = this.chat.messages[to - STEP].ref;
  }

  /** Shows the newest, to be followed by those that come. */
  reset() {
    this.first = null;
    this.last = null;
  }

  async up() {
    const { chat } = this;
    const [from] = this.bounds();
    if (!chat.loaded || this.loading) return;
    if (from === 0) {
      if (!this.older) return;
      this.loading = true;
      try {
        await this.#load();
        if (chat.closed) return;
      } catch (error) {
        if (!chat.refused(error)) setTimeout(() => this.up(), 3000);
        return;
      } finally {
        this.loading = false;
      }
    }
    const [start, to] = this.bounds();
    const next = Math.max(0, start - STEP);
    this.first = chat.messages[next].ref;
    if (to - next > MOST_SHOWN) this.last = chat.messages[next + MOST_SHOWN - 1].ref;
    chat.show();
  }

  down() {
    const { messages, loaded } = this.chat;
    const [from, to] = this.bounds();
    if (!loaded || to === messages.length) return;
    const end = Math.min(messages.length, to + STEP);
    this.last = end === messages.length ? null : messages[end - 1].ref;
    this.first = messages[Math.max(from, end - MOST_SHOWN)].ref;
    this.chat.show();
  }

  /** Loads till the window is full: a tall one holds more than a page. */
  async fill() {
    const { chat } = this;
    const isFull = () => chat.viewport.scrollHeight >= chat.viewport.clientHeight + 400;
    while (!chat.closed && this.older && !isFull()) {
      const before = chat.messages.length;
      await this.up();
      if (chat.messages.length === before) return;
    }
  }

  toNewest() {
    const { chat } = this;
    this.reset();
    chat.scroller.atEnd = true;
    chat.show();
    chat.scroller.toEnd();
    chat.attend();
  }

  async jumpTo(ref) {
    const { chat } = this;
    for (let page = 0; !chat.find(ref) && this.older && page < 20; page++) {
      try {
        await this.#load();
        if (chat.closed) return;
      } catch (error) {
        chat.refused(error) || toast(error.message);
        return;
      }
    }
    const at = chat.messages.findIndex((message) => message.ref === ref);
    if (at < 0) {
      toast('That message is not here any more.');
      return;
    }
    this.#show(at);
    chat.scroller.to(ref);
    const node = chat.scroller.node(ref);
    node.classList.add('flash');
    setTimeout(() => node.classList.remove('flash'), 1500);
    node.focus({ preventScroll: true });
    chat.attend();
  }

  #show(at) {
    const { chat } = this;
    const { messages } = chat;
    const [from, to] = this.bounds();
    if (at >= from && at < to) return;
    const end = Math.min(messages.length, at + STEP);
    this.first = messages[Math.max(0, at - STEP)].ref;
    this.last = end === messages.length ? null : messages[end - 1].ref;
    chat.scroller.atEnd = false;
    chat.show();
  }

  async #load() {
    const { chat } = this;
    const { items, older } = await chat.reactions.during(() =>
      api.messages(chat.groupId, this.older),
    );
    if (chat.closed) return;
    chat.messages = merge(chat.messages, items);
    this.older = older;
  }
}

import { api } from './api.js';
import { dayKey, momentOf, shortOf } from './dates.js';
import { debounce, h, icon, iconButton, reconcile } from './dom.js';
import { avatar, oneLine } from './text.js';
import { sortable } from './timeline.js';

/** The list of chats: what it knows and how that is shown. */
export class Inbox {
  constructor({ me, onNew, onProfile, failedIn, onChange }) {
    Object.assign(this, { me, failedIn, onChange });
    this.items = new Map();
    this.openId = null;
    this.cursor = null;
    this.refreshSoon = debounce(300, () => this.refresh());
    this.element = this.#build(onNew, onProfile);
  }

  /** Asks for nothing any more. */
  close() {
    this.closed = true;
    clearTimeout(this.again);
    clearTimeout(this.moreAgain);
  }

  find(groupId) {
    return this.items.get(groupId);
  }

  isMuted(item) {
    return Boolean(item?.mutedUntil && new Date(item.mutedUntil) > new Date());
  }

  get unread() {
    return [...this.items.values()].filter((item) => item.unread && !this.isMuted(item)).length;
  }

  /** Reads the first page again; of what is below it, the loaded stays. */
  async refresh() {
    if (this.closed) return;
    const asked = (this.asked = Symbol());
    try {
      const [page, pinned] = await Promise.all([api.inbox(null), api.pinned()]);
      if (this.closed || asked !== this.asked) return;
      const lowest = page.items.map((item) => sortable(item.lastMessageAt)).sort()[0];
      const kept = page.next
        ? [...this.items.values()].filter((item) => sortable(item.lastMessageAt) < lowest)
        : [];
      if (!this.loaded || !page.next) this.cursor = page.next;
      this.loaded = true;
      this.items = new Map(
        [...kept, ...page.items, ...pinned.items].map((item) => [item.groupId, item]),
      );
      // What was not pinned in `kept` may have been unpinned elsewhere.
      const pins = new Set(pinned.items.map((item) => item.groupId));
      for (const item of this.items.values()) item.pinned = pins.has(item.groupId);
      this.show();
    } catch (error) {
      if (this.closed) return;
      if (!error.passing) throw error;
      clearTimeout(this.again);
      this.again = setTimeout(() => this.refresh(), 3000);
    }
  }

  async more() {
    if (!this.cursor || this.loading || this.closed) return;
    this.loading = true;
    try {
      const page = await api.inbox(this.cursor);
      if (this.closed) return;
      this.cursor = page.next;
      for (const item of page.items) {
        if (!this.items.has(item.groupId)) this.items.set(item.groupId, item);
      }
      this.show();
    } catch {
      if (!this.closed) this.moreAgain = setTimeout(() => this.#nearEnd(), 3000);
    } finally {
      this.loading = false;
    }
  }

  /** A message came; `seen` if the user looks at it. */
  arrived(message, seen) {
    const item = this.items.get(message.groupId);
    if (!item) {
      this.refreshSoon();
      return;
    }
    // The list may know it already: then it is counted.
    if (sortable(message.sentAt) <= sortable(item.lastMessageAt)) return;
    const theirs = message.senderId !== this.me.id;
    Object.assign(item, {
      preview: oneLine(message),
      lastSenderId: message.kind === 'system' ? null : message.senderId,
      lastSenderName: message.senderName,
      lastMessageAt: message.sentAt,
      unread: theirs && !seen ? Math.min(100, item.unread + 1) : 0,
      mentioned: theirs && !seen && (item.mentioned || message.mentions.includes(this.me.id)),
    });
    this.show();
  }

  /** A message was edited or deleted: the preview may be of it, or be another's now. */
  changed(message) {
    const item = this.items.get(message.groupId);
    if (item && sortable(item.lastMessageAt) > sortable(message.sentAt)) return;
    this.refreshSoon();
  }

  setRead(groupId) {
    this.patch(groupId, { unread: 0, mentioned: false });
  }

  patch(groupId, values) {
    const item = this.items.get(groupId);
    if (!item || Object.entries(values).every(([name, value]) => item[name] === value)) return;
    Object.assign(item, values);
    this.show();
  }

  remove(groupId) {
    if (this.items.delete(groupId)) this.show();
  }

  setOpen(groupId) {
    this.openId = groupId;
    this.show();
  }

  setMe(me) {
    this.me = me;
    this.profile.replaceChildren(avatar(me.id, me.displayName));
    this.profile.setAttribute('aria-label', `Your profile, ${me.displayName}`);
  }

  show() {
    const failed = this.failedIn();
    const all = [...this.items.values()].sort((a, b) =>
      sortable(a.lastMessageAt) < sortable(b.lastMessageAt) ? 1 : -1,
    );
    const pinned = all.filter((item) => item.pinned);
    this.pinnedPart.hidden = !pinned.length;
    this.othersTitle.hidden = !pinned.length;
    this.#list(this.pinnedList, pinned, failed);
    this.#list(
      this.list,
      all.filter((item) => !item.pinned),
      failed,
    );
    this.note.hidden = !this.loaded || all.length > 0;
    this.wait.hidden = Boolean(this.loaded);
    this.onChange();
    this.#nearEnd();
  }

  #list(list, items, failed) {
    reconcile(
      list,
      items.map((item) => {
        const open = item.groupId === this.openId;
        const muted = this.isMuted(item);
        const bad = failed.has(item.groupId);
        return {
          key: item.groupId,
          signature: JSON.stringify([item, open, muted, bad, dayKey(new Date())]),
          make: () => this.#row(item, { open, muted, bad }),
        };
      }),
    );
  }

  #row(item, { open, muted, bad }) {
    const said = (text) => h('span.visually-hidden', text);
    const own = item.lastSenderId === this.me.id;
    const sender = own ? 'You' : !item.direct && item.lastSenderId ? item.lastSenderName : null;
    return h(
      'li',
      { class: item.unread ? 'unread' : '' },
      h(
        'a',
        {
          href: `#/g/${encodeURIComponent(item.groupId)}`,
          'aria-current': open ? 'page' : null,
          'data-focus': 'row',
        },
        avatar(item.otherId ?? item.groupId, item.name),
        h(
          'span.row-text',
          h(
            'span.row-top',
            h('span.row-name', { dir: 'auto' }, item.name),
            h(
              'time',
              { datetime: item.lastMessageAt, title: momentOf(item.lastMessageAt) },
              shortOf(item.lastMessageAt),
            ),
          ),
          h(
            'span.row-bottom',
            h(
              'span.preview',
              sender ? h('span.by', h('bdi', sender), ': ') : null,
              h('span.words', { dir: 'auto' }, item.preview),
            ),
            muted ? h('span.row-icon', icon('mute'), said('muted')) : null,
            item.pinned ? h('span.row-icon', icon('pin'), said('pinned')) : null,
            bad ? h('span.row-icon.bad', icon('alert'), said('a message was not sent')) : null,
            item.mentioned ? h('span.at', '@', said('you are mentioned')) : null,
            item.unread
              ? h(
                  'span',
                  { class: muted ? 'count-badge muted' : 'count-badge' },
                  item.unread > 99 ? '99+' : String(item.unread),
                  said(' unread'),
                )
              : null,
          ),
        ),
      ),
    );
  }

  #build(onNew, onProfile) {
    this.profile = h('button.face-button', { onclick: onProfile });
    this.setMe(this.me);
    this.pinnedList = h('ul.rows', { 'aria-labelledby': 'pinned-title' });
    this.pinnedPart = h(
      'div',
      { hidden: true },
      h('h3.rows-title', { id: 'pinned-title' }, 'Pinned'),
      this.pinnedList,
    );
    this.othersTitle = h('h3.rows-title', { hidden: true }, 'All chats');
    this.list = h('ul.rows', { 'aria-label': 'Chats' });
    this.wait = h('div.status', h('span.spinner'), 'Loading…');
    this.note = h(
      'div.nothing',
      { hidden: true },
      h('p', 'No chats yet.'),
      h('button.primary', { onclick: onNew }, 'Start one'),
    );
    this.scroll = h(
      'div.inbox-scroll',
      { onscroll: () => this.#nearEnd() },
      this.wait,
      this.note,
      this.pinnedPart,
      this.othersTitle,
      this.list,
    );
    return h(
      'nav.inbox',
      { 'aria-label': 'Chats' },
      h(
        'header.bar',
        this.profile,
        h('h2.inbox-title', 'Chats'),
        iconButton('pen', 'New chat', onNew, { class: 'icon-button strong' }),
      ),
      this.scroll,
    );
  }

  #nearEnd() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroll;
    if (this.loaded && scrollHeight - scrollTop - clientHeight < 400) this.more();
  }
}

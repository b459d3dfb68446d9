import { api, ApiError } from './api.js';
import { Composer } from './composer.js';
import { Deeds } from './deeds.js';
import { announce, h, icon } from './dom.js';
import { acceptDrops } from './drops.js';
import { GroupBar } from './groupbar.js';
import { LiveReactions } from './livereactions.js';
import { backoff } from './outbox.js';
import { Paging } from './paging.js';
import { ReadMark } from './readmark.js';
import { Scroller } from './scroller.js';
import { handlesOf, oneLine } from './text.js';
import * as timeline from './timeline.js';
import { Transcript } from './transcript.js';
import { Walker } from './walker.js';

/**
 * The open conversation: what it knows and how that comes. Its parts show it (`Transcript`,
 * `GroupBar`), move through it (`Paging`), note what is read (`ReadMark`) and change it (`Deeds`).
 */
export class Conversation {
  constructor(app, groupId) {
    this.app = app;
    this.groupId = groupId;
    this.me = app.me.id;
    this.group = null;
    this.messages = [];
    this.positions = [];
    this.token = null;
    this.newFrom = null;
    this.missed = 0;
    this.failures = 0; // of catching up, one after another
    this.early = []; // what came before the messages were loaded
    this.reactions = new LiveReactions();
    this.deeds = new Deeds(this);
    this.paging = new Paging(this);
    this.readMark = new ReadMark(this);
    this.transcript = new Transcript(this);
    this.bar = new GroupBar(this);
    this.element = this.#build();
  }

  async open() {
    this.opening = true;
    clearTimeout(this.reopening);
    try {
      const [group, page, positions, state] = await Promise.all([
        api.group(this.groupId),
        this.#newest(),
        api.readPositions(this.groupId),
        api.state(this.groupId),
      ]);
      if (this.closed) return;
      this.#setGroup(group);
      this.messages = timeline.merge(this.messages, page.items);
      this.paging.older = page.older;
      this.token = page.token;
      this.positions = positions;
      this.readMark.unreadMarks = state.unreadMarks;
      const mine = positions.find((position) => position.userId === this.me);
      this.newFrom = timeline.firstUnread(this.messages, mine?.upTo, this.me)?.ref ?? null;
      this.loaded = true;
      this.status.hidden = true;
      this.log.hidden = false;
      this.show();
      this.scroller.toEnd();
      const line = this.scroller.node('new');
      if (line && line.offsetTop < this.viewport.scrollTop) this.scroller.to('new', 'start');
      this.paging.fill();
      this.attend();
      this.early.splice(0).forEach((put) => put());
    } catch (error) {
      this.#openFailed(error);
    } finally {
      this.opening = false;
    }
    if (this.loaded && this.behind) this.catchUp();
  }

  /** Whether it is too early for what came; then it is put in after the messages. */
  #keeps(put) {
    if (!this.loaded) this.early.push(put);
    return !this.loaded;
  }

  close() {
    this.closed = true;
    clearTimeout(this.reopening);
    clearTimeout(this.catchingUp);
    this.scroller.dispose();
    this.composer.dispose();
  }

  focus() {
    if (matchMedia('(pointer: coarse)').matches) this.bar.heading.focus({ preventScroll: true });
    else this.composer.focus();
  }

  /** Puts in what came: a page, an event, an answer. */
  receive(messages, { live = false } = {}) {
    if (this.#keeps(() => this.receive(messages, { live }))) return;
    const known = new Set(this.messages.map((message) => message.ref));
    const fresh = messages.filter((message) => !known.has(message.ref));
    // Below the oldest one loaded a page brings it, with what lies between.
    const [lowest] = this.messages;
    const floor = this.paging.older && lowest ? timeline.orderOf(lowest) : '';
    const wanted = messages.filter((message) => timeline.orderOf(message) >= floor);
    this.messages = timeline.merge(this.messages, wanted);
    if (this.scroller.atEnd) this.paging.trim();
    const theirs = fresh.filter((message) => message.senderId !== this.me && !message.deleted);
    if (live && theirs.length && !this.isAttentive()) {
      this.missed += theirs.length;
      this.newFrom ??= theirs[0].ref;
    }
    if (live) {
      for (const message of theirs) {
        const text = message.kind === 'system' ? message.text : oneLine(message);
        announce(message.kind === 'system' ? text : `${message.senderName}: ${text}`);
      }
    }
    this.show();
    this.attend();
  }

  setReactions(ref, reactions) {
    this.reactions.tell(ref, reactions);
    if (this.#keeps(() => this.setReactions(ref, reactions))) return;
    const message = this.find(ref);
    if (!message) return;
    this.replace({ ...message, reactions });
  }

  setPosition(position) {
    if (this.#keeps(() => this.setPosition(position))) return;
    const others = this.positions.filter((each) => each.userId !== position.userId);
    this.positions = [...others, position];
    this.show();
  }

  setGroup(group) {
    if (this.#keeps(() => this.setGroup(group))) return;
    this.#setGroup(group);
    this.show();
    this.onGroup?.(group);
  }

  outboxChanged() {
    this.show();
  }

  /** Asks for what was missed, again and again till there is an answer. */
  async catchUp() {
    if (!this.loaded) {
      // What is being read may be from before that.
      if (this.opening) this.behind = true;
      else this.open();
      return;
    }
    this.behind = false;
    clearTimeout(this.catchingUp);
    try {
      let more = true;
      while (more && !this.closed) {
        const changes = await api.changes(this.groupId, this.token);
        if (this.closed) return;
        if (changes.startAgain) return await this.#startAgain();
        if (changes.group) this.setGroup(changes.group);
        const purged = new Set(changes.purged);
        this.messages = this.messages.filter(({ ref }) => !purged.has(ref));
        this.receive(changes.messages, { live: true });
        this.token = changes.token;
        more = changes.more;
      }
      // Changes don't tell of reactions and read positions.
      const [page, positions] = await Promise.all([
        this.#newest(),
        api.readPositions(this.groupId),
      ]);
      if (this.closed) return;
      this.positions = positions;
      this.receive(page.items, { live: true });
      this.failures = 0;
    } catch (error) {
      if (this.closed || this.refused(error) || !error.passing) return;
      clearTimeout(this.catchingUp);
      this.catchingUp = setTimeout(() => this.catchUp(), backoff(++this.failures));
    }
  }

  #newest() {
    return this.reactions.during(() => api.messages(this.groupId));
  }

  find(ref) {
    return this.messages.findLast((message) => message.ref === ref);
  }

  nameOf(id, otherwise = 'Someone') {
    if (id === this.me) return 'You';
    const member = this.group?.members.find((each) => each.id === id);
    if (member) return member.displayName;
    return this.messages.findLast((message) => message.senderId === id)?.senderName ?? otherwise;
  }

  #build() {
    this.status = h('div.status', h('span.spinner'), 'Loading…');
    this.log = h('ol.log', { 'aria-label': 'Messages', hidden: true });
    this.viewport = h('div.viewport', this.log);
    this.jump = h(
      'button',
      { class: 'jump', hidden: true, onclick: () => this.paging.toNewest() },
      icon('down'),
      h('span.jump-label'),
    );
    this.scroller = new Scroller({
      list: this.log,
      element: this.viewport,
      onNearStart: () => this.paging.up(),
      onNearEnd: () => this.paging.down(),
      onPlace: () => this.attend(),
      isWhole: () => this.paging.last === null,
    });
    this.walker = new Walker({
      list: this.log,
      node: (key) => this.scroller.node(key),
      onEnd: () => this.paging.toNewest(),
      onLeave: () => this.composer.focus(),
      onKey: (key, ref) => this.#shortcut(key, this.find(ref)),
    });
    const { limits, outbox, me } = this.app;
    this.composer = new Composer({
      groupId: this.groupId,
      draftKey: `chat:draft:${me.id}:${this.groupId}`,
      limits,
      nameOf: (id, name) => this.nameOf(id, name),
      onSend: (body, files) => {
        this.newFrom = null;
        this.paging.last = null;
        outbox.add(this.groupId, body, files);
        this.paging.toNewest();
      },
      onEdit: (message, text) => this.deeds.edit(message, text),
      onEditLast: () => this.deeds.editLast(),
    });
    const section = h(
      'section.conversation',
      { 'aria-label': 'Conversation' },
      this.bar.element,
      h('div.stage', this.status, this.viewport, this.jump),
      this.composer.element,
    );
    acceptDrops(section, (files) => this.composer.addFiles(files));
    return section;
  }

  #shortcut(key, message) {
    if (!message || message.deleted || message.kind === 'system') return false;
    if (key === 'r') this.composer.reply(message);
    else if (key === 'e' && message.senderId === this.me) this.composer.edit(message);
    else return false;
    return true;
  }

  #setGroup(group) {
    this.group = group;
    this.handles = handlesOf(group.members);
    this.composer.setMembers(group.members, this.handles, this.me);
    this.bar.show();
  }

  show() {
    if (!this.loaded || this.closed) return;
    this.paging.hold();
    this.transcript.show();
    this.walker.keep();
  }

  isAttentive() {
    return this.scroller.atEnd && document.hasFocus() && !document.hidden;
  }

  /** To be called when the place, the focus or the messages changed. */
  attend() {
    if (this.scroller.atEnd) this.missed = 0;
    this.jump.hidden = this.scroller.atEnd;
    const label = this.missed ? `${this.missed} new` : '';
    this.jump.lastChild.textContent = label;
    this.jump.setAttribute('aria-label', `Jump to newest${label && `, ${label}`}`);
    if (this.loaded && this.isAttentive()) this.readMark.soon();
  }

  replace(message) {
    this.messages = this.messages.map((old) =>
      old.ref === message.ref ? timeline.withReactionsOf(old, message) : old,
    );
    this.show();
  }

  async #startAgain() {
    Object.assign(this, { messages: [], loaded: false });
    this.paging.reset();
    this.scroller.atEnd = true;
    await this.open();
  }

  /** Whether the error means that one is no member any more. */
  refused(error) {
    if (!(error instanceof ApiError)) throw error;
    const refused = error.status === 403 || error.status === 404;
    if (refused) this.app.left(this.groupId, 'You are not a member of this chat.');
    return refused;
  }

  #openFailed(error) {
    if (this.closed || this.refused(error)) return;
    this.status.replaceChildren(h('span.spinner'), `${error.message}. Trying again…`);
    this.reopening = setTimeout(() => this.open(), 3000);
  }
}

import { groupDialog } from './groupdialog.js';
import { h, icon, iconButton } from './dom.js';
import { openMenu } from './menu.js';
import { avatar } from './text.js';

/** The bar above the open conversation: whose it is, its details, what one does with all of it. */
export class GroupBar {
  constructor(chat) {
    this.chat = chat;
    this.heading = h('h2.title', { tabindex: '-1', dir: 'auto' });
    this.subtitle = h('span.subtitle');
    this.face = h('span.face');
    this.element = h(
      'header.bar',
      h('a.icon-button.back', { href: '#/', 'aria-label': 'Back to the list' }, icon('back')),
      this.face,
      h('div.names', this.heading, this.subtitle),
      iconButton('people', 'Details and members', () => this.#details()),
      iconButton('more', 'More', (event) => this.#menu(event.currentTarget), {
        'aria-haspopup': 'menu',
      }),
    );
  }

  show() {
    const { group, me, app } = this.chat;
    const other = group.members.find((member) => member.id !== me);
    this.heading.textContent = group.name;
    this.face.replaceChildren(
      avatar(group.direct ? (other?.id ?? group.id) : group.id, group.name),
    );
    this.subtitle.textContent = group.direct
      ? `@${other?.handle ?? ''}`
      : `${group.members.length} members`;
    app.setTitle(group.name);
  }

  #details() {
    const { chat } = this;
    if (!chat.group) return;
    groupDialog({
      group: chat.group,
      me: chat.me,
      onChange: (group) => chat.setGroup(group),
      subscribe: (listener) => (chat.onGroup = listener),
      onLeft: () => chat.app.left(chat.groupId),
    });
  }

  #menu(anchor) {
    const { app, groupId } = this.chat;
    const item = app.inbox.find(groupId);
    const muted = app.inbox.isMuted(item);
    const set = (state) => () => app.setState(groupId, state);
    openMenu(anchor, 'Chat', [
      { icon: 'pin', label: item?.pinned ? 'Unpin' : 'Pin', run: set({ pinned: !item?.pinned }) },
      muted
        ? { icon: 'mute', label: 'Unmute', run: set({ mutedUntil: null }) }
        : { icon: 'mute', label: 'Mute', run: set({ mutedUntil: '2999-01-01T00:00:00Z' }) },
      { icon: 'chat', label: 'Mark as unread', run: () => this.#leaveWith({ unread: true }) },
      {
        icon: 'hide',
        label: 'Hide till a new message',
        run: () => this.#leaveWith({ hidden: true }),
      },
    ]);
  }

  async #leaveWith(state) {
    const { app, groupId } = this.chat;
    if (await app.setState(groupId, state)) app.toList();
  }
}

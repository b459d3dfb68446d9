import { actAs, api, whenOtherUser, whenSignedOut } from './api.js';
import { Conversation } from './conversation.js';
import { untilMidnight } from './dates.js';
import { h, icon, toast } from './dom.js';
import { Events } from './events.js';
import { Inbox } from './inbox.js';
import { newChatDialog } from './newchatdialog.js';
import { backoff, Outbox } from './outbox.js';
import { profileDialog } from './profiledialog.js';
import { signInView } from './signin.js';
import { keep } from './storage.js';

const USER = 'chat:user';
const root = document.getElementById('app');

/** One signed-in user's page: it joins the list, the open conversation, outbox and events. */
class App {
  constructor({ user, limits }) {
    this.me = user;
    this.limits = { text: 1024, attachments: 10, attachmentBytes: 5 * 1024 * 1024, ...limits };
    this.outbox = new Outbox(user.id, {
      onSent: (message) => this.#sent(message),
      onChange: () => {
        this.conversation?.outboxChanged();
        this.inbox.show();
      },
    });
    this.inbox = new Inbox({
      me: user,
      onNew: () => this.#newChat(),
      onProfile: () => this.#profile(),
      failedIn: () =>
        new Set(
          this.outbox
            .entries()
            .filter((entry) => entry.failed)
            .map((entry) => entry.groupId),
        ),
      onChange: () => this.#title(),
    });
    this.banner = h('div.banner', { role: 'status' });
    this.pane = h('div.pane');
    this.element = h(
      'main.shell',
      h('h1.visually-hidden', 'Chat'),
      this.banner,
      this.inbox.element,
      this.pane,
    );
    this.abort = new AbortController();
    this.failures = 0; // of asking who is signed in, one after another
  }

  start() {
    root.replaceChildren(this.element);
    const { signal } = this.abort;
    const attend = () => this.conversation?.attend();
    window.addEventListener('hashchange', () => this.#route(), { signal });
    window.addEventListener('focus', attend, { signal });
    window.addEventListener('offline', () => this.#online(false), { signal });
    document.addEventListener('visibilitychange', attend, { signal });
    this.events = new Events({
      onEvent: (kind, data) => this.#event(kind, data),
      onBack: () => this.#back(),
      onLine: (live) => this.#online(live),
      onRefused: () => this.#isMine(),
    });
    this.inbox.refresh();
    this.#route();
    this.outbox.hurry();
    this.#atMidnight();
  }

  stop() {
    this.abort.abort();
    this.events.close();
    this.inbox.close();
    this.outbox.stop();
    this.conversation?.close();
    clearTimeout(this.midnight);
    clearTimeout(this.asking);
    document.querySelectorAll('dialog').forEach((dialog) => dialog.close());
  }

  toList() {
    location.hash = '#/';
  }

  left(groupId, reason) {
    this.inbox.remove(groupId);
    if (this.conversation?.groupId !== groupId) return;
    if (reason) toast(reason);
    this.toList();
  }

  async setState(groupId, state) {
    try {
      await api.setState(groupId, state);
      if (state.hidden) this.inbox.remove(groupId);
      else this.inbox.patch(groupId, state.unread ? { unread: 1 } : state);
      return true;
    } catch (error) {
      toast(`Not changed: ${error.message}`);
      return false;
    }
  }

  setTitle(name) {
    this.name = name;
    this.#title();
  }

  #title() {
    const count = this.inbox?.unread ?? 0;
    document.title = `${count ? `(${count}) ` : ''}${this.name ?? 'Chat'}`;
  }

  #route() {
    const groupId = groupOfAddress();
    if (this.conversation && this.conversation.groupId === groupId) return;
    this.conversation?.close();
    this.conversation = null;
    this.name = null;
    this.element.classList.toggle('in-chat', Boolean(groupId));
    this.inbox.setOpen(groupId);
    if (!groupId) {
      this.pane.replaceChildren(this.#nothingOpen());
      this.inbox.element.querySelector(`[data-focus="row"]`)?.focus({ preventScroll: true });
      return;
    }
    this.conversation = new Conversation(this, groupId);
    this.pane.replaceChildren(this.conversation.element);
    this.conversation.open();
    this.conversation.focus();
  }

  #nothingOpen() {
    return h('div.nothing', icon('chat'), h('p', 'Choose a chat, or start a new one.'));
  }

  #sent(message) {
    if (this.conversation?.groupId === message.groupId) this.conversation.receive([message]);
    this.inbox.arrived(message, true);
  }

  #event(kind, data) {
    const open = data.groupId && this.conversation?.groupId === data.groupId;
    if (kind === 'message') this.#message(data);
    else if (kind === 'reactions' && open) this.conversation.setReactions(data.ref, data.reactions);
    else if (kind === 'group') this.#group(data);
    else if (kind === 'read') {
      if (open) this.conversation.setPosition(data);
      if (data.userId === this.me.id) this.inbox.refreshSoon();
    } else if (kind === 'state') this.inbox.refreshSoon();
    else if (kind === 'resync') this.#back();
  }

  #message({ type, message }) {
    const open = this.conversation?.groupId === message.groupId;
    const seen = open && this.conversation.scroller.atEnd && document.hasFocus();
    if (open) this.conversation.receive([message], { live: true });
    if (type === 'new') this.inbox.arrived(message, seen);
    else this.inbox.changed(message);
  }

  #group({ groupId, group }) {
    if (!group) {
      this.left(groupId, 'You are no longer a member of this chat.');
      return;
    }
    if (this.conversation?.groupId === groupId) this.conversation.setGroup(group);
    if (this.inbox.find(groupId))
      this.inbox.patch(groupId, { title: group.title, name: group.name });
    else this.inbox.refreshSoon();
  }

  /** Events may have been missed. Nothing is sent before it is clear who is signed in. */
  async #back() {
    const mine = await this.#isMine();
    if (this.abort.signal.aborted) return;
    clearTimeout(this.asking);
    if (mine === null) this.asking = setTimeout(() => this.#back(), backoff(++this.failures));
    if (!mine) return;
    this.failures = 0;
    this.inbox.refresh();
    this.conversation?.catchUp();
    this.outbox.hurry();
  }

  /** Whether the session is this user's; null if there was no answer. If not, the page ends. */
  async #isMine() {
    try {
      const { user } = await api.session();
      if (user.id === this.me.id) return true;
      if (!this.abort.signal.aborted) otherUser();
    } catch (error) {
      if (error.passing && error.status !== 401) return null;
      if (error.status === 401 && !this.abort.signal.aborted) signedOut();
    }
    return false;
  }

  #online(live) {
    this.banner.textContent = live
      ? ''
      : 'No connection. What you write is kept and goes out when you are back.';
  }

  #newChat() {
    newChatDialog({
      me: this.me,
      onCreated: ({ group }) => {
        this.inbox.refresh();
        location.hash = `#/g/${encodeURIComponent(group.id)}`;
      },
    });
  }

  #profile() {
    profileDialog({
      me: this.me,
      onRenamed: (user) => {
        this.me = user;
        this.inbox.setMe(user);
        toast('Your name is changed.');
      },
      onSignOut: async () => {
        try {
          await api.signOut();
        } catch (error) {
          if (error.status !== 401) {
            toast(`Not signed out: ${error.message}`);
            return;
          }
        }
        keep(USER, null);
        location.hash = '#/';
        showSignIn();
      },
    });
  }

  #atMidnight() {
    this.midnight = setTimeout(() => {
      this.inbox.show();
      this.conversation?.outboxChanged();
      this.#atMidnight();
    }, untilMidnight());
  }
}

/** The chat that the address names; one that can't be read leads to the list. */
function groupOfAddress() {
  const id = /^#\/g\/(.+)$/.exec(location.hash)?.[1];
  try {
    return id ? decodeURIComponent(id) : null;
  } catch {
    history.replaceState(null, '', '#/');
    return null;
  }
}

let app = null;

function begin(session) {
  app?.stop();
  actAs(session.user.id);
  app = new App(session);
  keep(USER, session.user.id);
  app.start();
}

function showSignIn(note) {
  app?.stop();
  app = null;
  actAs(null);
  document.title = 'Sign in · Chat';
  root.replaceChildren(signInView({ note, onSignedIn: begin }));
}

function signedOut() {
  if (app) showSignIn('You were signed out. What was not sent yet is kept.');
}

/** Another user has signed in: this one's page ends. Scripts run on till it is gone. */
function otherUser() {
  app?.stop();
  app = null;
  location.reload();
}

async function boot() {
  try {
    begin(await api.session());
  } catch (error) {
    if (error.status === 401) {
      showSignIn();
      return;
    }
    root.replaceChildren(h('main.status', h('span.spinner'), `${error.message}. Trying again…`));
    setTimeout(boot, 2000);
  }
}

whenSignedOut(signedOut);
whenOtherUser(otherUser);
// All tabs share the session's cookie: nobody may go on as another.
window.addEventListener('storage', (event) => {
  if (event.key === USER && event.newValue !== (app?.me.id ?? null)) otherUser();
});
boot();

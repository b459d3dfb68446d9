import { api } from './api.js';
import { confirmDialog } from './dialog.js';
import { announce, toast } from './dom.js';
import { openMenu } from './menu.js';
import { oneLine } from './text.js';
import { withReaction } from './timeline.js';

/** What one does with a message of the open conversation. */
export class Deeds {
  constructor(chat) {
    this.chat = chat;
  }

  menu(message, anchor) {
    const mine = message.senderId === this.chat.me;
    openMenu(anchor, 'Actions', [
      { icon: 'reply', label: 'Reply', run: () => this.chat.composer.reply(message) },
      message.text && {
        icon: 'copy',
        label: 'Copy text',
        run: () =>
          navigator.clipboard.writeText(message.text).then(
            () => toast('Copied.'),
            () => toast('The browser does not allow copying.'),
          ),
      },
      mine && { icon: 'edit', label: 'Edit', run: () => this.chat.composer.edit(message) },
      (mine || this.chat.group.you.owner) && {
        icon: 'trash',
        label: 'Delete',
        danger: true,
        run: () => this.#delete(message),
      },
    ]);
  }

  editLast() {
    const own = this.chat.messages.findLast(
      (message) =>
        message.senderId === this.chat.me && !message.deleted && message.kind !== 'system',
    );
    if (own) this.chat.composer.edit(own);
    return Boolean(own);
  }

  async edit(message, text) {
    const now = this.chat.find(message.ref) ?? message;
    try {
      this.chat.replace(await api.edit(message.ref, text, message.revision));
      return true;
    } catch (error) {
      if (error.code === 'revision') {
        await this.chat.catchUp();
        const changed = this.chat.find(message.ref) ?? now;
        message.revision = changed.revision;
        toast(
          changed.deleted
            ? 'This message was deleted meanwhile.'
            : `It was changed meanwhile to “${oneLine(changed)}”. Save again to replace that.`,
        );
      } else {
        toast(`Not saved: ${error.message}`);
      }
      return false;
    }
  }

  async #delete(message) {
    const sure = await confirmDialog({
      title: 'Delete this message?',
      text: 'Its text and its files go for everyone.',
      action: 'Delete',
    });
    if (!sure) return;
    try {
      const gone = await api.remove(message.ref);
      this.chat.replace(gone);
      this.chat.app.inbox.changed(gone);
      announce('Message deleted');
    } catch (error) {
      toast(`Not deleted: ${error.message}`);
    }
  }

  async toggle(ref, emoji) {
    const message = this.chat.find(ref);
    // It may have gone while the emoji was chosen.
    if (!message || message.deleted) {
      toast('This message was deleted meanwhile.');
      return;
    }
    const users = message.reactions.find((each) => each.emoji === emoji)?.userIds ?? [];
    const on = !users.includes(this.chat.me);
    const apply = (state) => {
      const now = this.chat.find(ref);
      if (!now || now.deleted) return;
      this.chat.setReactions(ref, withReaction(now.reactions, emoji, this.chat.me, state));
    };
    apply(on);
    try {
      await (on ? api.react(ref, emoji) : api.unreact(ref, emoji));
    } catch (error) {
      apply(!on);
      toast(`${on ? 'No reaction set' : 'Reaction not taken back'}: ${error.message}`);
    }
  }

  async discard(key) {
    const sure = await confirmDialog({
      title: 'Discard this message?',
      text: 'It was not sent.',
      action: 'Discard',
    });
    if (sure) this.chat.app.outbox.discard(key);
  }
}

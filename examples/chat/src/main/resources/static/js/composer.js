import { api } from './api.js';
import { h, icon, iconButton, announce, toast } from './dom.js';
import { openEmoji } from './menu.js';
import { keep } from './storage.js';
import { avatar, codePoints, mentioned, oneLine, sizeOf } from './text.js';

const isTouch = matchMedia('(pointer: coarse)').matches;

/** Where one writes: text, files, the message it answers or edits. */
export class Composer {
  constructor({ groupId, draftKey, limits, onSend, onEdit, onEditLast, nameOf }) {
    Object.assign(this, { groupId, draftKey, limits, onSend, onEdit, onEditLast, nameOf });
    this.files = [];
    this.members = [];
    this.handles = new Map();
    this.replyTo = null;
    this.editing = null;
    this.element = this.#build();
    this.field.value = localStorage.getItem(draftKey) ?? '';
    requestAnimationFrame(() => this.#changed());
  }

  setMembers(members, handles, me) {
    this.members = members.filter((member) => member.id !== me);
    this.handles = handles;
  }

  focus() {
    if (!isTouch) this.field.focus({ preventScroll: true });
  }

  reply(message) {
    this.editing = null;
    this.replyTo = message;
    this.#showContext();
    this.field.focus();
  }

  edit(message) {
    if (!this.editing) this.draft = this.field.value;
    this.replyTo = null;
    this.editing = message;
    this.field.value = message.text;
    this.#showContext();
    this.#changed();
    this.field.focus();
  }

  cancel() {
    if (this.editing) this.field.value = this.draft ?? '';
    this.replyTo = null;
    this.editing = null;
    this.#showContext();
    this.#changed();
    this.field.focus();
  }

  addFiles(list) {
    for (const file of list) {
      if (this.files.length >= this.limits.attachments) {
        toast(`At most ${this.limits.attachments} files in one message.`);
        break;
      }
      if (file.size > this.limits.attachmentBytes) {
        toast(`“${file.name}” is larger than ${sizeOf(this.limits.attachmentBytes)}.`);
        continue;
      }
      const item = { file, state: 'uploading', url: null, stored: null, reason: null };
      if (/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) item.url = URL.createObjectURL(file);
      this.files.push(item);
      this.#upload(item);
    }
    this.#showFiles();
  }

  dispose() {
    this.files.forEach((item) => item.url && URL.revokeObjectURL(item.url));
  }

  #build() {
    this.field = h('textarea', {
      rows: '1',
      id: 'message-text',
      placeholder: 'Write a message',
      'aria-label': 'Message',
      'aria-describedby': 'message-hint',
      'aria-autocomplete': 'list',
      'aria-controls': 'mention-list',
      dir: 'auto',
      enterkeyhint: isTouch ? 'enter' : 'send',
      oninput: () => this.#changed(),
      onkeydown: (event) => this.#key(event),
      onblur: () => setTimeout(() => this.#closeMentions(), 150),
      onpaste: (event) => {
        if (!event.clipboardData.files.length) return;
        event.preventDefault();
        this.addFiles(event.clipboardData.files);
      },
    });
    this.context = h('div.context', { hidden: true });
    this.chips = h('ul.chips', { 'aria-label': 'Files to send', hidden: true });
    this.mentions = h('ul.mentions', {
      id: 'mention-list',
      role: 'listbox',
      'aria-label': 'Mention',
      hidden: true,
    });
    this.count = h('span.count', { hidden: true });
    this.button = h(
      'button.send',
      { type: 'submit', 'aria-label': 'Send', title: 'Send' },
      icon('send'),
    );
    const picker = h('input', {
      type: 'file',
      multiple: true,
      hidden: true,
      onchange: () => {
        this.addFiles(picker.files);
        picker.value = '';
        this.field.focus();
      },
    });
    return h(
      'form.composer',
      {
        'aria-label': 'New message',
        onsubmit: (event) => {
          event.preventDefault();
          this.#submit();
        },
      },
      this.mentions,
      this.context,
      this.chips,
      h(
        'div.box',
        iconButton('attach', 'Attach files', () => picker.click()),
        picker,
        this.field,
        iconButton(
          'smile',
          'Insert emoji',
          (event) => openEmoji(event.currentTarget, 'Emoji', (emoji) => this.#insert(emoji)),
          { 'aria-haspopup': 'true' },
        ),
        this.button,
      ),
      this.count,
      h(
        'span.visually-hidden',
        { id: 'message-hint' },
        isTouch ? '' : 'Enter sends, Shift and Enter makes a new line',
      ),
    );
  }

  #key(event) {
    if (event.isComposing) return;
    if (!this.mentions.hidden && this.#mentionKey(event)) {
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !isTouch) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape' && (this.replyTo || this.editing)) {
      event.preventDefault();
      this.cancel();
    } else if (event.key === 'ArrowUp' && !this.field.value && !this.editing) {
      if (this.onEditLast()) event.preventDefault();
    }
  }

  #insert(text) {
    this.field.focus();
    this.field.setRangeText(text, this.field.selectionStart, this.field.selectionEnd, 'end');
    this.#changed();
  }

  async #submit() {
    const text = this.field.value.trim();
    const stored = this.files.map((item) => item.stored);
    if (this.button.disabled) return;
    if (this.editing) {
      await this.#saveEdit(text);
      return;
    }
    const body = {
      text,
      replyTo: this.replyTo?.ref ?? null,
      mentions: mentioned(text, this.handles),
      attachments: stored.map((file) => file.id),
    };
    const files = stored.map(({ name, type, size }) => ({ name, type, size }));
    this.onSend(body, files);
    this.dispose();
    this.files = [];
    this.replyTo = null;
    this.field.value = '';
    this.#showContext();
    this.#showFiles();
    this.#changed();
    this.field.focus();
  }

  async #saveEdit(text) {
    const message = this.editing;
    if (text === message.text || (await this.onEdit(message, text))) {
      if (this.editing === message) this.cancel();
    }
  }

  async #upload(item) {
    item.state = 'uploading';
    try {
      item.stored = await api.upload(this.groupId, item.file);
      item.state = 'ready';
      announce(`${item.file.name} is ready to send`);
    } catch (error) {
      item.state = 'failed';
      item.reason = error.message;
      announce(`${item.file.name} could not be uploaded: ${error.message}`);
    }
    this.#showFiles();
  }

  #changed() {
    const { field } = this;
    if (!this.editing) keep(this.draftKey, field.value);
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
    const left = this.limits.text - codePoints(field.value.trim());
    this.count.hidden = left > 100;
    this.count.textContent = left < 0 ? `${-left} characters too many` : `${left} left`;
    this.count.classList.toggle('over', left < 0);
    const uploading = this.files.some((item) => item.state !== 'ready');
    const empty = !field.value.trim() && !this.files.length && !this.editing?.attachments.length;
    this.button.disabled = left < 0 || uploading || empty;
    this.#showMentions();
  }

  #showContext() {
    const { context, editing } = this;
    const about = editing ?? this.replyTo;
    context.hidden = !about;
    context.replaceChildren();
    this.button.setAttribute('aria-label', editing ? 'Save' : 'Send');
    this.button.title = editing ? 'Save' : 'Send';
    this.button.replaceChildren(icon(editing ? 'tick' : 'send'));
    if (!about) return;
    context.append(
      icon(editing ? 'edit' : 'reply'),
      h(
        'span.context-text',
        h(
          'span.who',
          { dir: 'auto' },
          editing ? 'Editing' : `Reply to ${this.nameOf(about.senderId, about.senderName)}`,
        ),
        h('span.what', { dir: 'auto' }, oneLine(about)),
      ),
      iconButton('close', editing ? 'Cancel editing' : 'Cancel reply', () => this.cancel()),
    );
  }

  #showFiles() {
    this.chips.hidden = !this.files.length;
    this.chips.replaceChildren(
      ...this.files.map((item) =>
        h(
          'li',
          { class: `chip ${item.state}` },
          item.url ? h('img', { src: item.url, alt: '' }) : icon('file'),
          h(
            'span.file-label',
            h('span.file-name', { dir: 'auto' }, item.file.name),
            h(
              'span.file-size',
              { uploading: 'Uploading…', ready: sizeOf(item.file.size), failed: item.reason }[
                item.state
              ],
            ),
          ),
          item.state === 'failed'
            ? h(
                'button',
                {
                  class: 'link',
                  onclick: () => {
                    this.#upload(item);
                    this.#showFiles();
                  },
                },
                'Try again',
              )
            : null,
          iconButton('close', `Remove ${item.file.name}`, () => {
            if (item.url) URL.revokeObjectURL(item.url);
            this.files = this.files.filter((other) => other !== item);
            this.#showFiles();
            this.field.focus();
          }),
        ),
      ),
    );
    this.#changed();
  }

  #showMentions() {
    const before = this.field.value.slice(0, this.field.selectionStart);
    const typed = /(?:^|\s)@([\p{L}\p{N}_.-]*)$/u.exec(before)?.[1].toLowerCase();
    const found =
      typed === undefined || document.activeElement !== this.field
        ? []
        : this.members
            .filter(({ handle, displayName }) =>
              `${handle} ${displayName}`.toLowerCase().includes(typed),
            )
            .slice(0, 6);
    if (!found.length) return this.#closeMentions();
    this.chosen = 0;
    this.found = found;
    this.mentions.hidden = false;
    this.mentions.replaceChildren(
      ...found.map((member, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `mention-${index}`,
            onpointerdown: (event) => {
              event.preventDefault();
              this.#mention(member, typed.length);
            },
          },
          avatar(member.id, member.displayName, 'small'),
          h('span', { dir: 'auto' }, member.displayName),
          h('span.handle', `@${member.handle}`),
        ),
      ),
    );
    this.typed = typed;
    this.#choose(0);
  }

  #choose(index) {
    this.chosen = (index + this.found.length) % this.found.length;
    [...this.mentions.children].forEach((option, at) =>
      option.setAttribute('aria-selected', String(at === this.chosen)),
    );
    this.field.setAttribute('aria-activedescendant', `mention-${this.chosen}`);
  }

  #mentionKey(event) {
    if (event.key === 'ArrowDown') this.#choose(this.chosen + 1);
    else if (event.key === 'ArrowUp') this.#choose(this.chosen - 1);
    else if (event.key === 'Escape') this.#closeMentions();
    else if (event.key === 'Enter' || event.key === 'Tab') {
      // A handle that is complete already is no question any more.
      if (this.found[this.chosen].handle.toLowerCase() === this.typed) {
        this.#closeMentions();
        return false;
      }
      this.#mention(this.found[this.chosen], this.typed.length);
    } else return false;
    return true;
  }

  #mention(member, length) {
    const end = this.field.selectionStart;
    this.field.setRangeText(`${member.handle} `, end - length, end, 'end');
    this.#changed();
  }

  #closeMentions() {
    this.mentions.hidden = true;
    this.mentions.replaceChildren();
    this.field.removeAttribute('aria-activedescendant');
  }
}

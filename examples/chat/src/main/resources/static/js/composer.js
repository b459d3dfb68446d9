import { h, icon, iconButton } from './dom.js';
import { MentionList } from './mentionlist.js';
import { openEmoji } from './menu.js';
import { keep } from './storage.js';
import { codePoints, mentioned, oneLine } from './text.js';
import { Uploads } from './uploads.js';

const isTouch = matchMedia('(pointer: coarse)').matches;

/** Where one writes: text, files, the message it answers or edits. */
export class Composer {
  constructor({ groupId, draftKey, limits, onSend, onEdit, onEditLast, nameOf }) {
    Object.assign(this, { draftKey, limits, onSend, onEdit, onEditLast, nameOf });
    this.handles = new Map();
    this.replyTo = null;
    this.editing = null;
    this.files = new Uploads({
      groupId,
      limits,
      onChange: () => this.#changed(),
      onRemoved: () => this.field.focus(),
    });
    this.element = this.#build();
    this.field.value = localStorage.getItem(draftKey) ?? '';
    requestAnimationFrame(() => this.#changed());
  }

  setMembers(members, handles, me) {
    this.mentions.members = members.filter((member) => member.id !== me);
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
    this.files.add(list);
  }

  dispose() {
    this.files.dispose();
  }

  #build() {
    this.field = h('textarea', {
      rows: '1',
      id: 'message-text',
      placeholder: 'Write a message',
      'aria-label': 'Message',
      'aria-describedby': 'message-hint',
      dir: 'auto',
      enterkeyhint: isTouch ? 'enter' : 'send',
      oninput: () => this.#changed(),
      onkeydown: (event) => this.#key(event),
      onpaste: (event) => {
        if (!event.clipboardData.files.length) return;
        event.preventDefault();
        this.addFiles(event.clipboardData.files);
      },
    });
    this.context = h('div.context', { hidden: true });
    this.mentions = new MentionList(this.field, () => this.#changed());
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
      this.mentions.element,
      this.context,
      this.files.element,
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
    if (this.mentions.key(event)) {
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
    if (this.button.disabled) return;
    if (this.editing) {
      await this.#saveEdit(text);
      return;
    }
    const { stored } = this.files;
    const body = {
      text,
      replyTo: this.replyTo?.ref ?? null,
      mentions: mentioned(text, this.handles),
      attachments: stored.map((file) => file.id),
    };
    const files = stored.map(({ name, type, size }) => ({ name, type, size }));
    this.onSend(body, files);
    this.files.clear();
    this.replyTo = null;
    this.field.value = '';
    this.#showContext();
    this.#changed();
    this.field.focus();
  }

  async #saveEdit(text) {
    const message = this.editing;
    if (text === message.text || (await this.onEdit(message, text))) {
      if (this.editing === message) this.cancel();
    }
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
    const empty = !field.value.trim() && !this.files.any && !this.editing?.attachments.length;
    this.button.disabled = left < 0 || !this.files.allReady || empty;
    this.mentions.show();
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
}

import { api } from './api.js';
import { announce, h, icon, iconButton, toast } from './dom.js';
import { sizeOf } from './text.js';

/** The files of the message that is being written: uploaded at once, shown as chips. */
export class Uploads {
  constructor({ groupId, limits, onChange, onRemoved }) {
    Object.assign(this, { groupId, limits, onChange, onRemoved });
    this.items = [];
    this.element = h('ul.chips', { 'aria-label': 'Files to send', hidden: true });
  }

  get any() {
    return this.items.length > 0;
  }

  get allReady() {
    return this.items.every((item) => item.state === 'ready');
  }

  add(list) {
    for (const file of list) {
      if (this.items.length >= this.limits.attachments) {
        toast(`At most ${this.limits.attachments} files in one message.`);
        break;
      }
      if (file.size > this.limits.attachmentBytes) {
        toast(`“${file.name}” is larger than ${sizeOf(this.limits.attachmentBytes)}.`);
        continue;
      }
      const item = { file, state: 'uploading', url: null, stored: null, reason: null };
      if (/^image\/(png|jpeg|gif|webp|avif)$/.test(file.type)) item.url = URL.createObjectURL(file);
      this.items.push(item);
      this.#upload(item);
    }
    this.#show();
  }

  /** What the service made of them, for the message. */
  get stored() {
    return this.items.map((item) => item.stored);
  }

  clear() {
    this.dispose();
    this.items = [];
    this.#show();
  }

  dispose() {
    this.items.forEach((item) => item.url && URL.revokeObjectURL(item.url));
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
    this.#show();
    // It may be below what is seen of many.
    if (item.state === 'failed') {
      this.element.children[this.items.indexOf(item)]?.scrollIntoView({ block: 'nearest' });
    }
  }

  #remove(item) {
    if (item.url) URL.revokeObjectURL(item.url);
    this.items = this.items.filter((other) => other !== item);
    this.#show();
    this.onRemoved();
  }

  #show() {
    this.element.hidden = !this.any;
    this.element.replaceChildren(...this.items.map((item) => this.#chip(item)));
    this.onChange();
  }

  #chip(item) {
    const { file, state } = item;
    const about = { uploading: 'Uploading…', ready: sizeOf(file.size), failed: item.reason };
    const again = () => {
      this.#upload(item);
      this.#show();
    };
    return h(
      'li',
      { class: `chip ${state}` },
      item.url ? h('img', { src: item.url, alt: '' }) : icon('file'),
      h(
        'span.file-label',
        h('span.file-name', { dir: 'auto' }, file.name),
        h('span.file-size', about[state]),
      ),
      state === 'failed' ? h('button', { class: 'link', onclick: again }, 'Try again') : null,
      iconButton('close', `Remove ${file.name}`, () => this.#remove(item)),
    );
  }
}

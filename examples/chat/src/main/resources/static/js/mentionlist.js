import { h } from './dom.js';
import { avatar } from './text.js';

const MOST = 6;

/** Offers members to mention while somebody types `@` into the field. */
export class MentionList {
  constructor(field, onPicked) {
    Object.assign(this, { field, onPicked });
    this.members = [];
    this.element = h('ul.mentions', {
      id: 'mention-list',
      role: 'listbox',
      'aria-label': 'Mention',
      hidden: true,
    });
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', 'mention-list');
    // A click into the list takes the focus away first.
    field.addEventListener('blur', () => setTimeout(() => this.#close(), 150));
  }

  /** To be called when the text changed. */
  show() {
    const { field } = this;
    const before = field.value.slice(0, field.selectionStart);
    this.typed = /(?:^|\s)@([\p{L}\p{N}_.-]*)$/u.exec(before)?.[1].toLowerCase();
    this.found =
      this.typed === undefined || document.activeElement !== field
        ? []
        : this.members
            .filter(({ handle, displayName }) =>
              `${handle} ${displayName}`.toLowerCase().includes(this.typed),
            )
            .slice(0, MOST);
    if (!this.found.length) {
      this.#close();
      return;
    }
    this.element.hidden = false;
    this.element.replaceChildren(
      ...this.found.map((member, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `mention-${index}`,
            onpointerdown: (event) => {
              event.preventDefault();
              this.#pick(member);
            },
          },
          avatar(member.id, member.displayName, 'small'),
          h('span.option-name', { dir: 'auto' }, member.displayName),
          h('span.handle', `@${member.handle}`),
        ),
      ),
    );
    this.#choose(0);
  }

  /** Whether the key was meant for the list. */
  key(event) {
    if (this.element.hidden) return false;
    if (event.key === 'ArrowDown') this.#choose(this.chosen + 1);
    else if (event.key === 'ArrowUp') this.#choose(this.chosen - 1);
    else if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' || event.key === 'Tab') {
      // A handle that is complete already is no question any more.
      if (this.found[this.chosen].handle.toLowerCase() === this.typed) {
        this.#close();
        return false;
      }
      this.#pick(this.found[this.chosen]);
    } else return false;
    return true;
  }

  #choose(index) {
    this.chosen = (index + this.found.length) % this.found.length;
    [...this.element.children].forEach((option, at) =>
      option.setAttribute('aria-selected', String(at === this.chosen)),
    );
    this.field.setAttribute('aria-activedescendant', `mention-${this.chosen}`);
  }

  #pick(member) {
    const end = this.field.selectionStart;
    this.field.setRangeText(`${member.handle} `, end - this.typed.length, end, 'end');
    this.onPicked();
  }

  #close() {
    this.element.hidden = true;
    this.element.replaceChildren();
    this.field.removeAttribute('aria-activedescendant');
  }
}

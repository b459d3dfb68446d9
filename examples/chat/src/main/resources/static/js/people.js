import { api } from './api.js';
import { debounce, h, iconButton, announce } from './dom.js';
import { avatar } from './text.js';

let number = 0;

/** A search field for users, with those chosen as chips; `chosen` is what the user picked. */
export class PeoplePicker {
  constructor({ label, without, onChange }) {
    Object.assign(this, { without, onChange });
    this.chosen = [];
    this.found = [];
    this.at = -1;
    const id = `people-${++number}`;
    this.listId = id;
    this.field = h('input', {
      type: 'text',
      id: `${id}-field`,
      role: 'combobox',
      autocomplete: 'off',
      'aria-expanded': 'false',
      'aria-controls': id,
      'aria-autocomplete': 'list',
      placeholder: 'Name or @handle',
      oninput: () => this.search(),
      onfocus: () => this.search(),
      onkeydown: (event) => this.#key(event),
    });
    this.list = h('ul.options', { id, role: 'listbox', 'aria-label': label });
    this.chips = h('ul.people', { 'aria-label': 'Chosen', hidden: true });
    this.note = h('p.note', { hidden: true });
    this.element = h(
      'div.field',
      h('label', { for: `${id}-field` }, label),
      this.chips,
      this.field,
      this.list,
      this.note,
    );
    const load = debounce(150, () => this.#load());
    this.search = () => load();
    this.#load();
  }

  async #load() {
    const asked = this.field.value.trim().replace(/^@/, '');
    try {
      const users = await api.users(asked);
      if (asked !== this.field.value.trim().replace(/^@/, '')) return;
      const out = new Set([...this.without, ...this.chosen.map((user) => user.id)]);
      this.found = users.filter((user) => !out.has(user.id));
      this.#note(this.found.length ? '' : asked ? 'Nobody of that name.' : 'Nobody else is here.');
    } catch (error) {
      this.found = [];
      this.#note(error.message);
    }
    this.at = -1;
    this.#show();
  }

  #note(text) {
    this.note.hidden = !text;
    this.note.textContent = text;
  }

  #show() {
    this.field.setAttribute('aria-expanded', String(this.found.length > 0));
    this.list.hidden = !this.found.length;
    this.list.replaceChildren(
      ...this.found.map((user, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `${this.listId}-${index}`,
            'aria-selected': String(index === this.at),
            onclick: () => this.#choose(user),
          },
          avatar(user.id, user.displayName, 'small'),
          h('span.option-name', { dir: 'auto' }, user.displayName),
          h('span.handle', `@${user.handle}`),
        ),
      ),
    );
    if (this.at < 0) this.field.removeAttribute('aria-activedescendant');
    else this.field.setAttribute('aria-activedescendant', `${this.listId}-${this.at}`);
    this.list.children[this.at]?.scrollIntoView({ block: 'nearest' });
  }

  #key(event) {
    const { found } = this;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!found.length) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.at =
        this.at < 0 && step < 0 ? found.length - 1 : (this.at + step + found.length) % found.length;
      this.#show();
    } else if (event.key === 'Enter') {
      const user = found[this.at] ?? (found.length === 1 && this.field.value ? found[0] : null);
      if (user) this.#choose(user);
    } else if (event.key === 'Backspace' && !this.field.value && this.chosen.length) {
      this.#drop(this.chosen.at(-1));
    } else return;
    event.preventDefault();
  }

  #choose(user) {
    this.chosen.push(user);
    this.field.value = '';
    announce(`${user.displayName} chosen`);
    this.#changed();
  }

  #drop(user) {
    this.chosen = this.chosen.filter((other) => other !== user);
    announce(`${user.displayName} taken out`);
    this.#changed();
  }

  #changed() {
    this.chips.hidden = !this.chosen.length;
    this.chips.replaceChildren(
      ...this.chosen.map((user) =>
        h(
          'li',
          {},
          h('span', { dir: 'auto' }, user.displayName),
          iconButton('close', `Take out ${user.displayName}`, () => this.#drop(user)),
        ),
      ),
    );
    this.field.focus();
    this.#load();
    this.onChange(this.chosen);
  }
}

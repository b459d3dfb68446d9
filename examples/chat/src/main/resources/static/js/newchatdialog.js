import { api } from './api.js';
import { attempt, noteLine, openDialog } from './dialog.js';
import { h } from './dom.js';
import { newKey } from './outbox.js';
import { PeoplePicker } from './people.js';

/** A new direct chat or group; `onCreated` gets what the service answers. */
export function newChatDialog({ me, onCreated }) {
  let sent = { key: newKey(), content: '' };
  const title = h('input', {
    id: 'new-title',
    type: 'text',
    maxlength: '64',
    dir: 'auto',
    autocomplete: 'off',
  });
  const titleField = h(
    'div.field',
    { hidden: true },
    h('label', { for: 'new-title' }, 'Name of the group'),
    title,
  );
  const text = h('textarea', { id: 'new-text', rows: '3', required: true, dir: 'auto' });
  const submit = h('button.primary', { type: 'submit' }, 'Start chat');
  const asGroup = h('input', { type: 'checkbox', id: 'as-group' });
  const asGroupLine = h(
    'div.check',
    { hidden: true },
    asGroup,
    h('label', { for: 'as-group' }, 'Make it a group'),
  );
  const picker = new PeoplePicker({
    label: 'With whom?',
    without: [me.id],
    onChange: () => update(),
  });
  const update = () => {
    const many = picker.chosen.length > 1;
    asGroupLine.hidden = picker.chosen.length !== 1;
    titleField.hidden = !(many || (asGroup.checked && picker.chosen.length === 1));
    title.required = !titleField.hidden;
    submit.textContent = titleField.hidden ? 'Start chat' : 'Make group';
  };
  asGroup.addEventListener('change', update);
  const note = noteLine();
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        if (!picker.chosen.length) {
          note.textContent = 'Choose somebody first.';
          note.hidden = false;
          picker.field.focus();
          return;
        }
        const body = {
          title: titleField.hidden ? null : title.value.trim(),
          memberIds: picker.chosen.map((user) => user.id),
          text: text.value.trim(),
        };
        // A repeat of the same must not make a second chat.
        const content = JSON.stringify(body);
        if (content !== sent.content) sent = { key: newKey(), content };
        attempt(form, note, async () => {
          const made = await api.createGroup(body, sent.key);
          dialog.close();
          onCreated(made);
        });
      },
    },
    picker.element,
    asGroupLine,
    titleField,
    h('div.field', h('label', { for: 'new-text' }, 'First message'), text),
    note,
    h('div.buttons', submit),
  );
  const dialog = openDialog('New chat', form);
  picker.field.focus();
}

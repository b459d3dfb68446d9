import { api } from './api.js';
import { attempt, noteLine, openDialog } from './dialog.js';
import { h, icon } from './dom.js';

/** The user's own name, and the way out. */
export function profileDialog({ me, onRenamed, onSignOut }) {
  const note = noteLine();
  const field = h('input', {
    id: 'profile-name',
    type: 'text',
    required: true,
    maxlength: '64',
    value: me.displayName,
    dir: 'auto',
    autocomplete: 'off',
  });
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        attempt(form, note, async () => {
          onRenamed(await api.rename(field.value.trim()));
          dialog.close();
        });
      },
    },
    h('div.field', h('label', { for: 'profile-name' }, 'Name that others see'), field),
    h('p.note', `Your handle is @${me.handle}.`),
    note,
    h(
      'div.buttons.spread',
      h(
        'button',
        {
          class: 'quiet',
          onclick: () => {
            dialog.close();
            onSignOut();
          },
        },
        icon('out'),
        'Sign out',
      ),
      h('button.primary', { type: 'submit' }, 'Save'),
    ),
  );
  const dialog = openDialog('Your profile', form);
  field.focus();
}

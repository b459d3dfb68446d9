import { api } from './api.js';
import { h, icon, iconButton, toast } from './dom.js';
import { newKey } from './outbox.js';
import { PeoplePicker } from './people.js';
import { avatar } from './text.js';

let number = 0;

/** Opens a modal dialog; the browser keeps the focus in it and gives it back. */
function open(title, content, { kind = '', onClose = () => {} } = {}) {
  const id = `dialog-${++number}`;
  const dialog = h(
    'dialog',
    { class: `dialog ${kind}`, 'aria-labelledby': id },
    h(
      'header',
      {},
      h('h2', { id, dir: 'auto' }, title),
      iconButton('close', 'Close', () => dialog.close(), { class: 'icon-button close' }),
    ),
    content,
  );
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    dialog.remove();
    onClose(dialog.returnValue);
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

const button = (label, props) => h('button', { ...props }, label);

export function confirmDialog({ title, text, action }) {
  return new Promise((resolve) => {
    const dialog = open(
      title,
      [
        h('p', text),
        h(
          'div.buttons',
          button('Cancel', { class: 'quiet', autofocus: true, onclick: () => dialog.close() }),
          button(action, { class: 'danger', onclick: () => dialog.close('yes') }),
        ),
      ],
      { kind: 'small', onClose: (value) => resolve(value === 'yes') },
    );
    dialog.querySelector('.quiet').focus();
  });
}

export function imageDialog(file) {
  open(
    file.name,
    [
      h('img', { src: file.url, alt: file.name }),
      h('a.open-original', { href: file.url, download: file.name }, 'Download'),
    ],
    { kind: 'picture' },
  );
}

/** Runs an action of a form; its reason to fail is shown in `note`. */
async function attempt(form, note, action) {
  const submit = form.querySelector('[type=submit]');
  submit.disabled = true;
  note.hidden = true;
  try {
    await action();
  } catch (error) {
    note.textContent = error.message;
    note.hidden = false;
  } finally {
    submit.disabled = false;
  }
}

const noteLine = () => h('p.note.error', { role: 'alert', hidden: true });

/** A new direct chat or group; `onCreated` gets what the service answers. */
export function newChatDialog({ me, onCreated }) {
  let sent = { key: newKey(), content: '' };
  const title = h('input', {
    id: 'new-title',
    type: 'text',
    maxlength: '100',
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
  const dialog = open('New chat', form);
  picker.field.focus();
}

/** Who is in a group; adding, removing, renaming, leaving. */
export function groupDialog({ group, me, onChange, subscribe, onLeft }) {
  const body = h('div.group');
  const dialog = open(group.name, body, { onClose: () => subscribe(null) });
  const apply = (changed) => {
    onChange(changed);
    show(changed);
  };
  const failed = (error) => toast(error.message);
  const remove = async (member) => {
    const self = member.id === me;
    const sure = await confirmDialog({
      title: self ? 'Leave this group?' : `Remove ${member.displayName}?`,
      text: self
        ? 'You will not see its messages any more.'
        : 'They will not see its messages any more.',
      action: self ? 'Leave' : 'Remove',
    });
    if (!sure) return;
    try {
      const changed = await api.removeMember(group.id, member.id);
      if (self) {
        dialog.close();
        onLeft();
      } else {
        apply(changed ?? (await api.group(group.id)));
        dialog.querySelector('.close').focus();
      }
    } catch (error) {
      failed(error);
    }
  };
  const memberLine = (member) =>
    h(
      'li',
      {},
      avatar(member.id, member.displayName),
      h(
        'span.names',
        h('span.name', { dir: 'auto' }, member.displayName, member.id === me ? ' (you)' : ''),
        h('span.handle', `@${member.handle}${member.owner ? ' · owner' : ''}`),
      ),
      group.you.owner && !group.direct && member.id !== me
        ? button('Remove', {
            class: 'link danger',
            'aria-label': `Remove ${member.displayName}`,
            onclick: () => remove(member),
          })
        : null,
    );
  const show = (now) => {
    group = now;
    dialog.querySelector('h2').textContent = group.name;
    members.replaceChildren(...group.members.map(memberLine));
    count.textContent = group.direct ? 'In this chat' : `${group.members.length} members`;
  };
  const members = h('ul.members');
  const count = h('h3');
  body.append(
    ...[
      group.you.owner && !group.direct ? titleForm(group, apply) : null,
      h('section', count, members),
      group.direct ? null : addForm(group, me, apply),
      group.direct
        ? null
        : button('Leave group', {
            class: 'quiet danger leave',
            onclick: () => remove(group.members.find((member) => member.id === me)),
          }),
    ].filter(Boolean),
  );
  show(group);
  subscribe(show);
  dialog.querySelector('.close').focus();
}

function titleForm(group, apply) {
  const note = noteLine();
  const field = h('input', {
    id: 'group-title',
    type: 'text',
    required: true,
    maxlength: '100',
    value: group.title ?? '',
    dir: 'auto',
    autocomplete: 'off',
  });
  const form = h(
    'form.field',
    {
      onsubmit: (event) => {
        event.preventDefault();
        attempt(form, note, async () => apply(await api.setTitle(group.id, field.value.trim())));
      },
    },
    h('label', { for: 'group-title' }, 'Name of the group'),
    h('div.with-button', field, h('button.quiet', { type: 'submit' }, 'Rename')),
    note,
  );
  return form;
}

function addForm(group, me, apply) {
  const note = noteLine();
  const slot = h('div');
  let picker;
  const renew = (members) => {
    picker = new PeoplePicker({
      label: 'Add people',
      without: members.map((member) => member.id),
      onChange: (chosen) => {
        more.hidden = !chosen.length;
      },
    });
    slot.replaceChildren(picker.element);
  };
  const history = h(
    'select',
    { id: 'add-history' },
    h('option', { value: 'all' }, 'all messages so far'),
    h('option', { value: 'from-joining' }, 'new messages only'),
  );
  const more = h(
    'div.with-button',
    { hidden: true },
    h('label', { for: 'add-history' }, 'They see'),
    history,
    h('button.primary', { type: 'submit' }, 'Add'),
  );
  const form = h(
    'form.add',
    {
      onsubmit: (event) => {
        event.preventDefault();
        attempt(form, note, async () => {
          const ids = picker.chosen.map((user) => user.id);
          const changed = await api.addMembers(group.id, ids, history.value);
          apply(changed);
          more.hidden = true;
          renew(changed.members);
          picker.field.focus();
        });
      },
    },
    slot,
    more,
    note,
  );
  renew(group.members);
  return form;
}

export function profileDialog({ me, onRenamed, onSignOut }) {
  const note = noteLine();
  const field = h('input', {
    id: 'profile-name',
    type: 'text',
    required: true,
    maxlength: '80',
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
  const dialog = open('Your profile', form);
  field.focus();
}

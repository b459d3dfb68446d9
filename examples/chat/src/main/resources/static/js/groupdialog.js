import { api } from './api.js';
import { attempt, button, confirmDialog, noteLine, openDialog } from './dialog.js';
import { h, toast } from './dom.js';
import { PeoplePicker } from './people.js';
import { avatar } from './text.js';

/** Who is in a group; adding, removing, renaming, leaving. */
export function groupDialog({ group, me, onChange, subscribe, onLeft }) {
  const body = h('div.group');
  const dialog = openDialog(group.name, body, { onClose: () => subscribe(null) });
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
        h('span.name', h('bdi', member.displayName), member.id === me ? ' (you)' : ''),
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
    maxlength: '64',
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

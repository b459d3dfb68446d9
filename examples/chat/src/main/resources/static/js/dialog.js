import { h, iconButton } from './dom.js';

let number = 0;

/** Opens a modal dialog; the browser keeps the focus in it and gives it back. */
export function openDialog(title, content, { kind = '', onClose = () => {} } = {}) {
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

export const button = (label, props) => h('button', { ...props }, label);

export function confirmDialog({ title, text, action }) {
  return new Promise((resolve) => {
    const dialog = openDialog(
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
  openDialog(
    file.name,
    [
      h('img', { src: file.url, alt: file.name }),
      h('a.open-original', { href: file.url, download: file.name }, 'Download'),
    ],
    { kind: 'picture' },
  );
}

/** Runs an action of a form; its reason to fail is shown in `note`. */
export async function attempt(form, note, action) {
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

export const noteLine = () => h('p.note.error', { role: 'alert', hidden: true });

import { api } from './api.js';
import { h } from './dom.js';
import { avatar } from './text.js';

/** The sign-in page with the demo's users, one click each. */
export function signInView({ note, onSignedIn }) {
  const list = h('ul.demo-users', { 'aria-label': 'Users' });
  const message = h('p.note', { role: 'status' }, note ?? '');
  const view = h(
    'main.sign-in',
    h(
      'div.card',
      h('img', { src: 'favicon.svg', alt: '', width: '56', height: '56' }),
      h('h1', 'Who are you?'),
      h(
        'p.lead',
        'This is a demo: choose somebody. Open a second browser or a private window to be two of them.',
      ),
      message,
      list,
    ),
  );
  const signIn = async (user, button) => {
    list.querySelectorAll('button').forEach((each) => (each.disabled = true));
    try {
      onSignedIn(await api.signIn(user.id));
    } catch (error) {
      message.textContent = `Not signed in: ${error.message}`;
      list.querySelectorAll('button').forEach((each) => (each.disabled = false));
      button.focus();
    }
  };
  const load = async () => {
    try {
      const users = await api.demoUsers();
      list.replaceChildren(
        ...users.map((user) => {
          const button = h(
            'button',
            { onclick: () => signIn(user, button) },
            avatar(user.id, user.displayName),
            h(
              'span.names',
              h('span.name', { dir: 'auto' }, user.displayName),
              h('span.handle', `@${user.handle}`),
            ),
          );
          return h('li', button);
        }),
      );
      if (!note) message.textContent = '';
    } catch (error) {
      message.textContent = `${error.message}. Trying again…`;
      setTimeout(() => view.isConnected && load(), 2000);
    }
  };
  load();
  return view;
}

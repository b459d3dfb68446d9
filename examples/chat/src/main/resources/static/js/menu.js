import { h, icon } from './dom.js';

/** Shows a panel beside its button till Escape, a click elsewhere or `close()`. */
export function openPanel(anchor, panel, { role, label }) {
  panel.setAttribute('popover', 'auto');
  if (role) panel.setAttribute('role', role);
  if (label) panel.setAttribute('aria-label', label);
  panel.classList.add('panel');
  // What is outside of an open dialog is inert.
  anchor.closest('dialog, main').append(panel);
  anchor.setAttribute('aria-expanded', 'true');
  panel.addEventListener('toggle', (event) => {
    if (event.newState !== 'closed') return;
    anchor.setAttribute('aria-expanded', 'false');
    panel.remove();
  });
  panel.showPopover();
  place(panel, anchor.getBoundingClientRect());
  const close = () => {
    if (panel.isConnected) panel.hidePopover();
  };
  return close;
}

function place(panel, at) {
  const gap = 6;
  const { offsetWidth: width, offsetHeight: height } = panel;
  const below = at.bottom + gap + height <= innerHeight - gap;
  const top = below ? at.bottom + gap : Math.max(gap, at.top - gap - height);
  const centred = at.left + at.width / 2 > innerWidth / 2 ? at.right - width : at.left;
  panel.style.top = `${top}px`;
  panel.style.left = `${Math.min(Math.max(gap, centred), innerWidth - width - gap)}px`;
}

/** Arrow keys go through the panel's buttons; `columns` of a grid. */
function arrows(panel, columns = 1) {
  panel.addEventListener('keydown', (event) => {
    const all = [...panel.querySelectorAll('button')];
    const at = all.indexOf(document.activeElement);
    const steps = { ArrowDown: columns, ArrowUp: -columns };
    if (columns > 1) Object.assign(steps, { ArrowRight: 1, ArrowLeft: -1 });
    let to = at + (steps[event.key] ?? 0);
    if (event.key === 'Home') to = 0;
    else if (event.key === 'End') to = all.length - 1;
    else if (!steps[event.key]) return;
    event.preventDefault();
    all[(to + all.length) % all.length].focus();
  });
}

/** A menu of {label, icon, run, danger}. */
export function openMenu(anchor, label, items) {
  let close;
  const buttons = items.filter(Boolean).map((item) =>
    h(
      'button',
      {
        role: 'menuitem',
        class: item.danger ? 'menu-item danger' : 'menu-item',
        onclick: () => {
          close();
          anchor.focus({ preventScroll: true });
          item.run();
        },
      },
      icon(item.icon),
      item.label,
    ),
  );
  const panel = h('div.menu', buttons);
  arrows(panel);
  close = openPanel(anchor, panel, { role: 'menu', label });
  buttons[0].focus();
}

const EMOJI = [
  ['👍', 'thumbs up'],
  ['❤️', 'heart'],
  ['😂', 'tears of joy'],
  ['🎉', 'party'],
  ['😮', 'surprised'],
  ['😢', 'sad'],
  ['🙏', 'thank you'],
  ['👀', 'eyes'],
  ['😀', 'grin'],
  ['😊', 'smile'],
  ['😍', 'heart eyes'],
  ['🤔', 'thinking'],
  ['😅', 'sweat smile'],
  ['😎', 'cool'],
  ['😴', 'sleeping'],
  ['😡', 'angry'],
  ['👋', 'wave'],
  ['👏', 'clapping'],
  ['💪', 'strong'],
  ['🤝', 'handshake'],
  ['✅', 'done'],
  ['❌', 'no'],
  ['❓', 'question'],
  ['💯', 'hundred'],
  ['🔥', 'fire'],
  ['⭐', 'star'],
  ['🚀', 'rocket'],
  ['☕', 'coffee'],
  ['🍕', 'pizza'],
  ['🎂', 'cake'],
  ['🌈', 'rainbow'],
  ['🐞', 'bug'],
];

export function openEmoji(anchor, label, pick) {
  let close;
  const buttons = EMOJI.map(([emoji, name]) =>
    h(
      'button',
      {
        class: 'emoji',
        'aria-label': name,
        title: name,
        onclick: () => {
          close();
          anchor.focus({ preventScroll: true });
          pick(emoji);
        },
      },
      emoji,
    ),
  );
  const panel = h('div.emoji-grid', buttons);
  arrows(panel, 8);
  close = openPanel(anchor, panel, { role: 'group', label });
  buttons[0].focus();
}

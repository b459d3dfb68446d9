import { paths } from './icons.js';

/**
 * Makes an element: `h('p.note.error', { role: 'alert' }, 'No')`. `on…` are listeners; false and
 * null leave an attribute out; a button submits only if it says so.
 */
export function h(spec, ...parts) {
  const [tag, ...classes] = spec.split('.');
  const [first] = parts;
  const hasProps = first?.constructor === Object;
  const node = document.createElement(tag);
  if (tag === 'button') node.type = 'button';
  for (const [name, value] of Object.entries(hasProps ? first : {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'value') node.value = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  node.classList.add(...classes);
  const children = hasProps ? parts.slice(1) : parts;
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  for (const d of paths[name]) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

export function iconButton(name, label, onclick, props = {}) {
  return h(
    'button.icon-button',
    { 'aria-label': label, title: label, onclick, ...props },
    icon(name),
  );
}

/**
 * Makes the children of `parent` those of `wanted` ({key, signature, make}); an element whose
 * signature is as before stays, with its focus and scroll position.
 */
export function reconcile(parent, wanted) {
  const before = parent.kept ?? new Map();
  const kept = new Map();
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const focusKey = focused?.dataset.focus;
  let cursor = parent.firstChild;
  for (const { key, signature, make } of wanted) {
    const old = before.get(key);
    const entry = old?.signature === signature ? old : { signature, node: make() };
    if (old && entry !== old) {
      if (cursor === old.node) cursor = old.node.nextSibling;
      const refocus = focused && old.node.contains(focused);
      // Not where the old one was: it may have another place now.
      parent.insertBefore(entry.node, cursor);
      old.node.remove();
      if (refocus) {
        const same = focusKey && entry.node.querySelector(`[data-focus="${CSS.escape(focusKey)}"]`);
        (same || entry.node).focus({ preventScroll: true });
      }
    } else if (cursor === entry.node) {
      cursor = cursor.nextSibling;
    } else {
      parent.insertBefore(entry.node, cursor);
    }
    kept.set(key, entry);
  }
  for (const [key, { node }] of before) if (!kept.has(key)) node.remove();
  parent.kept = kept;
}

/** Says a sentence to screen readers. */
export function announce(sentence) {
  const region = document.getElementById('announcer');
  region.textContent = '';
  // A change within the same task as the clearing would not be a change.
  setTimeout(() => (region.textContent = sentence), 50);
}

let toastTimer;

export function toast(sentence) {
  const region = document.getElementById('toast');
  region.textContent = sentence;
  region.classList.add('shown');
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    region.classList.remove('shown');
    region.textContent = '';
  }, 6000);
}

export function debounce(delay, run) {
  let timer;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...args), delay);
  };
}

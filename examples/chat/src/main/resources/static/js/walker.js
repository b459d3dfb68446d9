/**
 * Keys in the list of messages: one row is in the tab order, arrows go from row to row, Enter goes
 * into a row, Escape out of it.
 */
export class Walker {
  constructor({ list, node, onEnd, onLeave, onKey }) {
    Object.assign(this, { list, node, onEnd, onLeave, onKey });
    this.current = null;
    list.addEventListener('keydown', (event) => this.key(event));
    list.addEventListener('focusin', (event) => this.setCurrent(event.target.closest('li')));
    list.addEventListener('click', (event) => this.tapped(event));
  }

  setCurrent(li) {
    if (!li || li === this.currentNode) return;
    this.#tabbable(this.currentNode, false);
    this.#tabbable(li, true);
    this.currentNode = li;
    this.current = li.dataset.key;
  }

  #tabbable(li, on) {
    if (!li) return;
    li.tabIndex = on ? 0 : -1;
    li.querySelectorAll('a, button').forEach((control) => (control.tabIndex = on ? 0 : -1));
  }

  keep() {
    const node = this.node(this.current) ?? this.#stops().at(-1);
    if (!node) return;
    this.currentNode = this.currentNode?.isConnected ? this.currentNode : null;
    if (node !== this.currentNode) {
      this.#tabbable(this.currentNode, false);
      this.currentNode = node;
    }
    // A row that follows is the current one till the user chooses one.
    if (!this.list.contains(document.activeElement)) this.current = null;
    this.#tabbable(node, true);
  }

  #stops() {
    return [...this.list.querySelectorAll(':scope > li[tabindex]')];
  }

  key(event) {
    const li = event.target.closest('li');
    if (!li || event.ctrlKey || event.metaKey || event.altKey) return;
    const inside = event.target !== li;
    if (event.key === 'Escape') {
      event.preventDefault();
      if (inside) li.focus();
      else this.onLeave();
      return;
    }
    const stops = this.#stops();
    const at = stops.indexOf(li);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: stops.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (event.key === 'End') this.onEnd();
      const next = event.key === 'End' ? this.#stops().at(-1) : stops[to];
      next?.focus({ preventScroll: true });
      next?.scrollIntoView({ block: 'nearest' });
      return;
    }
    if (inside) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      li.querySelector('.actions button, .failure button, a, button')?.focus();
    } else if (this.onKey(event.key, li.dataset.key)) {
      event.preventDefault();
    }
  }

  // Without a mouse a tap shows the actions.
  tapped(event) {
    const li = event.target.closest('li.message');
    if (!li || event.target.closest('a, button') || getSelection().toString()) return;
    li.focus({ preventScroll: true });
  }
}

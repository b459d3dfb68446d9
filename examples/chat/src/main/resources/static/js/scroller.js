import { reconcile } from './dom.js';

const NEAR = 1500;

/**
 * The scrolled list of rows. What one looks at stays where it is when rows come, go or change, and
 * who is at the end stays there.
 */
export class Scroller {
  constructor({ list, element, onNearStart, onNearEnd, onPlace, isWhole }) {
    Object.assign(this, { list, element, onNearStart, onNearEnd, onPlace, isWhole });
    this.atEnd = true;
    element.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    this.sizes = new ResizeObserver(() => this.#resized());
    this.sizes.observe(element);
    this.sizes.observe(list);
  }

  dispose() {
    this.sizes.disconnect();
  }

  /** Shows the rows ({key, signature, make}). */
  show(rows) {
    const stays = this.atEnd ? [] : this.#visible();
    reconcile(this.list, rows);
    if (this.atEnd) {
      this.#jumpToEnd();
    } else {
      this.#putBack(stays);
    }
    this.#remember();
  }

  toEnd() {
    this.atEnd = true;
    this.#jumpToEnd();
    this.#remember();
  }

  /** Scrolls to a row; what is shown before it stays in sight. */
  to(key, block = 'center') {
    const node = this.node(key);
    if (!node) return false;
    this.atEnd = false;
    node.scrollIntoView({ block });
    this.#measure();
    this.#remember();
    return true;
  }

  node(key) {
    return this.list.kept?.get(key)?.node;
  }

  #jumpToEnd() {
    this.element.scrollTop = this.element.scrollHeight;
  }

  #visible() {
    const top = this.element.getBoundingClientRect().top;
    const places = [];
    for (const [key, { node }] of this.list.kept ?? []) {
      const box = node.getBoundingClientRect();
      if (box.bottom > top && key !== 'new' && !key.startsWith('day')) {
        places.push([key, box.top]);
        if (places.length > 8) break;
      }
    }
    return places;
  }

  #putBack(places) {
    const kept = places.find(([key]) => this.node(key));
    if (!kept) return;
    const moved = this.node(kept[0]).getBoundingClientRect().top - kept[1];
    if (moved) this.element.scrollTop += moved;
  }

  // An image or font that comes late moves rows as well.
  #resized() {
    if (this.atEnd) this.#jumpToEnd();
    else if (this.places) this.#putBack(this.places);
    this.#remember();
  }

  #remember() {
    this.places = this.#visible();
  }

  #measure() {
    const { scrollHeight, scrollTop, clientHeight } = this.element;
    const near = scrollHeight - scrollTop - clientHeight < 48 && this.isWhole();
    // Rows that grow leave the end below as well; only who scrolls up has left it.
    if (near || scrollTop < this.top || !this.isWhole()) this.atEnd = near;
    this.top = scrollTop;
  }

  #scrolled() {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = null;
      this.#measure();
      this.#remember();
      const { scrollHeight, scrollTop, clientHeight } = this.element;
      if (scrollTop < NEAR) this.onNearStart();
      if (scrollHeight - scrollTop - clientHeight < NEAR) this.onNearEnd();
      this.onPlace();
    });
  }
}

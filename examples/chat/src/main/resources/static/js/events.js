const KINDS = ['message', 'reactions', 'group', 'read', 'state', 'resync'];

/**
 * The service's events; `onBack` when some may have been missed, `onLine` whether it is live,
 * `onRefused` when the service gave no stream: perhaps the session has ended.
 */
export class Events {
  constructor({ onEvent, onBack, onLine, onRefused }) {
    Object.assign(this, { onEvent, onBack, onLine, onRefused });
    this.pause = 1000;
    this.abort = new AbortController();
    const { signal } = this.abort;
    window.addEventListener('online', () => this.#reopen(), { signal });
    document.addEventListener('visibilitychange', () => this.#visible(), { signal });
    this.#open();
  }

  close() {
    this.closed = true;
    this.abort.abort();
    clearTimeout(this.timer);
    clearTimeout(this.offTimer);
    this.source?.close();
  }

  #open() {
    if (this.closed) return;
    const source = new EventSource('/api/events');
    this.source = source;
    source.onopen = () => {
      clearTimeout(this.offTimer);
      this.offTimer = null;
      this.pause = 1000;
      this.onLine(true);
      // The first time too: the page read before the service knew of this stream.
      this.onBack();
    };
    source.onerror = () => {
      this.offTimer ??= setTimeout(() => this.onLine(false), 2500);
      // The browser goes on by itself unless the answer was not a stream.
      if (source.readyState === EventSource.CLOSED) {
        this.timer = setTimeout(() => this.#reopen(), this.pause);
        this.pause = Math.min(this.pause * 2, 15_000);
        this.onRefused();
      }
    };
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => this.onEvent(kind, JSON.parse(event.data)));
    }
  }

  #reopen() {
    // Back on line the old stream may be dead without having said so.
    clearTimeout(this.timer);
    this.source?.close();
    this.#open();
  }

  #visible() {
    if (document.hidden) {
      this.hiddenSince = Date.now();
    } else if (Date.now() - (this.hiddenSince ?? Date.now()) > 60_000) {
      this.onBack();
    }
  }
}

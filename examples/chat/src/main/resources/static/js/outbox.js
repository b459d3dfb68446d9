import { api } from './api.js';
import { keep } from './storage.js';

// The service knows a key for a day; later a repeat could send twice.
const KEY_LIFE = 23 * 3_600_000;
const PREFIX = 'chat:outbox:';

export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The entry to try now, or how long to wait for one: each group's entries go in their order. */
export function next(entries, now) {
  const heads = new Map();
  for (const entry of entries) {
    if (!entry.failed && !heads.has(entry.groupId)) heads.set(entry.groupId, entry);
  }
  const waiting = [...heads.values()].sort((a, b) => a.notBefore - b.notBefore);
  if (!waiting.length) return { entry: null, wait: null };
  const [first] = waiting;
  return first.notBefore <= now
    ? { entry: first, wait: 0 }
    : { entry: null, wait: first.notBefore - now };
}

export function backoff(attempts, random = Math.random()) {
  return Math.min(15_000, 500 * 2 ** Math.min(attempts, 6)) * (0.5 + random / 2);
}

/**
 * What a user has sent and the service has not confirmed. Each entry is an item of localStorage of
 * its own, so that tabs don't overwrite each other; a lock lets one tab send.
 */
export class Outbox {
  constructor(userId, { onSent, onChange }) {
    this.prefix = `${PREFIX}${userId}:`;
    this.lock = `outbox ${userId}`;
    this.onSent = onSent;
    this.onChange = onChange;
    this.confirmed = new Set();
    this.stopped = false;
    this.memory = new Map();
    this.abort = new AbortController();
    const { signal } = this.abort;
    window.addEventListener(
      'storage',
      (event) => {
        if (event.key?.startsWith(this.prefix)) {
          // Another tab has sent or discarded it.
          if (event.newValue === null) this.memory.delete(event.key.slice(this.prefix.length));
          this.onChange();
          this.run();
        }
      },
      { signal },
    );
  }

  entries() {
    const all = new Map(this.memory);
    for (let i = 0; i < localStorage.length; i++) {
      const name = localStorage.key(i);
      if (!name.startsWith(this.prefix)) continue;
      try {
        const entry = JSON.parse(localStorage.getItem(name));
        // What did not fit is newer than what is stored of it.
        if (!this.memory.has(entry.key)) all.set(entry.key, entry);
      } catch {
        localStorage.removeItem(name);
      }
    }
    return [...all.values()].sort(
      (a, b) => a.createdAt - b.createdAt || a.order - b.order || (a.key < b.key ? -1 : 1),
    );
  }

  of(groupId) {
    return this.entries().filter((entry) => entry.groupId === groupId);
  }

  add(groupId, body, files = []) {
    const entry = {
      key: newKey(),
      groupId,
      body,
      files,
      createdAt: Date.now(),
      order: performance.now(),
      attempts: 0,
      notBefore: 0,
      failed: null,
    };
    this.#put(entry);
    this.onChange();
    this.run();
    return entry;
  }

  retry(key) {
    const entry = this.entries().find((each) => each.key === key);
    if (!entry) return;
    // After its life a key no longer protects, and before it the same one must go again.
    const expired = Date.now() - entry.createdAt > KEY_LIFE;
    if (expired) {
      this.discard(key);
      this.add(entry.groupId, entry.body, entry.files);
      return;
    }
    this.#put({ ...entry, failed: null, notBefore: 0 });
    this.onChange();
    this.run();
  }

  discard(key) {
    this.#drop(key);
    this.onChange();
  }

  /** Tries at once what waits for its next try. */
  hurry() {
    for (const entry of this.entries()) {
      if (entry.notBefore && !entry.throttled) this.#put({ ...entry, notBefore: 0 });
    }
    this.run();
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    this.abort.abort();
  }

  async run() {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    clearTimeout(this.timer);
    try {
      do {
        this.again = false;
        const drain = () => this.#drain();
        if (navigator.locks) await navigator.locks.request(this.lock, drain);
        else await drain();
      } while (this.again && !this.stopped);
    } finally {
      this.running = false;
    }
  }

  async #drain() {
    while (!this.stopped) {
      const { entry, wait } = next(this.entries(), Date.now());
      if (!entry) {
        if (wait !== null) this.timer = setTimeout(() => this.run(), wait);
        return;
      }
      await this.#attempt(entry);
    }
  }

  async #attempt(entry) {
    if (entry.attempts && Date.now() - entry.createdAt > KEY_LIFE) {
      this.#put({
        ...entry,
        failed: 'It may have been sent a day ago. Look before you repeat it.',
      });
      this.onChange();
      return;
    }
    const tried = { ...entry, attempts: entry.attempts + 1, throttled: false };
    this.#put(tried);
    this.onChange();
    try {
      const message = await api.send(entry.groupId, entry.body, entry.key);
      this.confirmed.add(message.ref);
      this.#drop(entry.key);
      this.onSent(message);
    } catch (error) {
      if (!('status' in error)) throw error;
      const still = this.entries().some((each) => each.key === entry.key);
      if (!still) return;
      if (error.otherUser) {
        // Not tried at all: it waits as it was till its user is back.
        this.#put(entry);
        this.stop();
        return;
      }
      if (error.passing) {
        const pause = Math.max(backoff(tried.attempts), (error.retryAfter ?? 0) * 1000);
        this.#put({ ...tried, notBefore: Date.now() + pause, throttled: error.status === 429 });
        // Who is signed out waits for the sign-in, which starts a new outbox.
        if (error.status === 401) this.stop();
      } else {
        this.#put({ ...tried, failed: error.message });
      }
      this.onChange();
    }
  }

  #put(entry) {
    if (keep(this.prefix + entry.key, JSON.stringify(entry))) this.memory.delete(entry.key);
    // Full: it is sent all the same, but does not survive a reload.
    else this.memory.set(entry.key, entry);
  }

  #drop(key) {
    this.memory.delete(key);
    localStorage.removeItem(this.prefix + key);
  }
}

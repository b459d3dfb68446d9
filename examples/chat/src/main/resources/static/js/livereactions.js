/** Reactions that events tell of while messages are being read: what is read may be older. */
export class LiveReactions {
  #reads = new Set();

  /** An event told of the reactions to a message. */
  tell(ref, reactions) {
    for (const told of this.#reads) told.set(ref, reactions);
  }

  /** A page of messages as `read` brings it, with the reactions that came meanwhile. */
  async during(read) {
    const told = new Map();
    this.#reads.add(told);
    try {
      const page = await read();
      const newest = (message) =>
        told.has(message.ref) && !message.deleted
          ? { ...message, reactions: told.get(message.ref) }
          : message;
      return { ...page, items: page.items.map(newest) };
    } finally {
      this.#reads.delete(told);
    }
  }
}

import { dayKey } from './dates.js';

/** An instant as text that sorts: the service leaves out zeros at the end of fractions. */
export function sortable(iso) {
  const [, seconds, fraction = ''] = /^(.*?)(?:\.(\d+))?Z$/.exec(iso) ?? [null, iso];
  return `${seconds}.${fraction.padEnd(9, '0')}`;
}

export const orderOf = (message) => `${sortable(message.sentAt)}#${message.id}`;

/** The messages with the incoming ones put in, in order; of two the later revision stays. */
export function merge(messages, incoming) {
  const byRef = new Map(messages.map((message) => [message.ref, message]));
  for (const message of incoming) {
    const old = byRef.get(message.ref);
    if (!old || isLater(message, old)) byRef.set(message.ref, withReactionsOf(old, message));
  }
  return [...byRef.values()]
    .map((message) => [orderOf(message), message])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, message]) => message);
}

/** Edits and changes come without reactions: null is "as they were". */
export function withReactionsOf(old, message) {
  return message.reactions ? message : { ...message, reactions: old?.reactions ?? [] };
}

function isLater(message, old) {
  return message.deleted || (!old.deleted && message.revision >= old.revision);
}

/**
 * Entries of the outbox that the messages don't show yet. An answer can be lost and the message
 * come by another way: then it stands for the entry until the repeat confirms it.
 */
export function notYetShown(entries, messages, me, confirmed) {
  const taken = new Set(confirmed);
  return entries.filter((entry) => {
    if (!entry.attempts || entry.failed) return true;
    // Two minutes for a clock that is not the service's.
    const since = sortable(new Date(entry.createdAt - 120_000).toISOString());
    const twin = messages.findLast(
      (message) =>
        message.senderId === me &&
        message.text === entry.body.text &&
        (message.replyTo ?? null) === entry.body.replyTo &&
        !taken.has(message.ref) &&
        sortable(message.sentAt) >= since,
    );
    if (twin) taken.add(twin.ref);
    return !twin;
  });
}

const CLOSE = 5 * 60_000;

/** What the conversation shows, from top to bottom: marks of days and of new, messages, entries. */
export function rows(messages, entries, { newFrom, me, before }) {
  const result = [];
  let last = before ?? null;
  const add = (item, senderId, sentAt, isNew) => {
    const day = dayKey(sentAt);
    const newDay = !last || dayKey(last.sentAt) !== day;
    if (newDay) result.push({ type: 'day', key: `day ${day}`, sentAt });
    if (isNew) result.push({ type: 'new', key: 'new' });
    const joined =
      !newDay &&
      !isNew &&
      last.senderId === senderId &&
      last.kind !== 'system' &&
      new Date(sentAt) - new Date(last.sentAt) < CLOSE;
    result.push({ ...item, joined });
    last = { senderId, sentAt, kind: item.message?.kind };
  };
  for (const message of messages) {
    const row = { type: 'message', key: message.ref, message };
    add(row, message.senderId, message.sentAt, message.ref === newFrom);
  }
  for (const entry of entries) {
    const sentAt = new Date(entry.createdAt).toISOString();
    add({ type: 'entry', key: `entry ${entry.key}`, entry }, me, sentAt, false);
  }
  return result;
}

/** The first message of others that is above a read position. */
export function firstUnread(messages, upTo, me) {
  if (!upTo) return null;
  const from = sortable(upTo);
  return (
    messages.find(
      (message) => message.senderId !== me && !message.deleted && sortable(message.sentAt) > from,
    ) ?? null
  );
}

/** Members other than the sender whose position is at or above the message. */
export function seenBy(message, positions) {
  const at = sortable(message.sentAt);
  return positions
    .filter((position) => position.userId !== message.senderId)
    .filter((position) => position.upTo && sortable(position.upTo) >= at)
    .map((position) => position.userId);
}

export function withReaction(reactions, emoji, userId, on) {
  const users = new Set(reactions.find((each) => each.emoji === emoji)?.userIds ?? []);
  if (on) users.add(userId);
  else users.delete(userId);
  const changed = { emoji, userIds: [...users], count: users.size };
  const known = reactions.some((each) => each.emoji === emoji);
  const all = known
    ? reactions.map((each) => (each.emoji === emoji ? changed : each))
    : [...reactions, changed];
  return all.filter((each) => each.count > 0);
}

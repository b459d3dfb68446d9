import { h } from './dom.js';

/** Letters for an avatar: "Ann Ekström" is "AE", "Finn 🎸" is "F". */
export function initials(name) {
  const all = name
    .trim()
    .split(/[\s\-_.]+/u)
    .filter(Boolean);
  const spoken = all.filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const words = spoken.length ? spoken : all;
  const first = (word) => [...word][0] ?? '';
  const letters = first(words[0] ?? '?') + (words.length > 1 ? first(words.at(-1)) : '');
  return letters.toLocaleUpperCase();
}

/** One of 8 colours, the same for an id on every page. */
export function hue(id) {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + char.codePointAt(0)) >>> 0;
  return sum % 8;
}

export function avatar(id, name, size = '') {
  return h('span', {
    class: `avatar hue-${hue(id)} ${size}`,
    'data-initials': initials(name),
    'aria-hidden': 'true',
  });
}

export const codePoints = (text) => [...text].length;

/** Only emoji, and few: shown large. */
export function isEmojiOnly(text) {
  const one =
    /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\s])+$/u;
  return one.test(text) && [...new Intl.Segmenter().segment(text.trim())].length <= 3;
}

const TOKEN = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]}'])|(@[\p{L}\p{N}_.-]*[\p{L}\p{N}_])/gu;

/** Text as nodes, with links and the members' @handles marked. */
export function rich(text, handles, me) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [found, url] = match;
    const member = !url && handles.get(found.slice(1).toLowerCase());
    if (!url && !member) continue;
    nodes.push(text.slice(end, match.index));
    nodes.push(
      url
        ? h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, url)
        : h('span', { class: member === me ? 'mention me' : 'mention' }, found),
    );
    end = match.index + found.length;
  }
  nodes.push(text.slice(end));
  return nodes.filter((node) => node !== '');
}

/** Ids of the members whose handle the text names. */
export function mentioned(text, handles) {
  const ids = [...text.matchAll(TOKEN)]
    .filter((match) => match[2])
    .map((match) => handles.get(match[2].slice(1).toLowerCase()))
    .filter(Boolean);
  return [...new Set(ids)];
}

export const handlesOf = (members) =>
  new Map(members.map((member) => [member.handle.toLowerCase(), member.id]));

/** What stands for a message on one line. */
export function oneLine(message) {
  if (message.deleted) return 'Message deleted';
  return message.text || (message.attachments ?? []).map((file) => file.name).join(', ');
}

export function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** "Ann", "Ann and Bo", "Ann, Bo and 3 more". */
export function namesOf(names) {
  if (names.length <= 1) return names.join('');
  if (names.length <= 3) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}

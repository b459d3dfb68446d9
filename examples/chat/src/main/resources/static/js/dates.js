const locale = navigator.language?.startsWith('en') ? navigator.language : 'en-GB';
const format = (options) => new Intl.DateTimeFormat(locale, options);
const clock = format({ hour: 'numeric', minute: '2-digit' });
const weekday = format({ weekday: 'long' });
const shortWeekday = format({ weekday: 'short' });
const dayMonth = format({ day: 'numeric', month: 'long' });
const shortDay = format({ day: 'numeric', month: 'short' });
const fullDay = format({ day: 'numeric', month: 'long', year: 'numeric' });
const moment = format({ dateStyle: 'full', timeStyle: 'short' });

/** A day as text that is equal for equal days where the user is. */
export function dayKey(iso) {
  const date = new Date(iso);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

function daysAgo(iso, now) {
  const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(now) - midnight(new Date(iso))) / 86_400_000);
}

export const timeOf = (iso) => clock.format(new Date(iso));
export const momentOf = (iso) => moment.format(new Date(iso));

/** "Today", "Yesterday", "Monday", "3 May", "3 May 2024". */
export function dayOf(iso, now = new Date()) {
  const date = new Date(iso);
  const ago = daysAgo(iso, now);
  if (ago === 0) return 'Today';
  if (ago === 1) return 'Yesterday';
  if (ago > 1 && ago < 7) return weekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? dayMonth : fullDay).format(date);
}

/** For the list: "14:05", "Yesterday", "Mon", "3 May", "3 May 2024". */
export function shortOf(iso, now = new Date()) {
  const date = new Date(iso);
  const ago = daysAgo(iso, now);
  if (ago <= 0) return clock.format(date);
  if (ago === 1) return 'Yesterday';
  if (ago < 7) return shortWeekday.format(date);
  return (date.getFullYear() === now.getFullYear() ? shortDay : fullDay).format(date);
}

/** Milliseconds till the next midnight, when day marks change. */
export function untilMidnight(now = new Date()) {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1) - now + 1000;
}

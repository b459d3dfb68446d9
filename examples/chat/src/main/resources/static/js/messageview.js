import { momentOf, timeOf, dayOf } from './dates.js';
import { h, icon, iconButton } from './dom.js';
import { avatar, isEmojiOnly, namesOf, oneLine, rich, sizeOf } from './text.js';

/** One row of a conversation as an element. `on` has what its controls do. */
export function rowView(row, context, on) {
  if (row.type === 'day') {
    return h('li.mark.day', h('span', dayOf(row.sentAt)));
  }
  if (row.type === 'new') return h('li.mark.new', h('span', 'New messages'));
  if (row.type === 'entry') return entryView(row, context, on);
  return row.message.kind === 'system' ? systemView(row.message) : messageView(row, context, on);
}

function systemView(message) {
  return h('li.mark.system', { tabindex: '-1' }, h('span', { dir: 'auto' }, message.text));
}

function messageView(row, context, on) {
  const { message } = row;
  const { me, group } = context;
  const mine = message.senderId === me;
  const named = !mine && !group.direct && !row.joined;
  const name = mine ? 'You' : message.senderName;
  const li = h(
    'li',
    {
      class: classes({ message: true, mine, joined: row.joined, deleted: message.deleted }),
      tabindex: '-1',
    },
    mine || group.direct
      ? null
      : h('span.side', row.joined ? null : avatar(message.senderId, name)),
  );
  const bubble = h(
    'div',
    { class: bubbleClass(message) },
    named ? h('span.sender', { dir: 'auto' }, name) : h('span.visually-hidden', `${name}: `),
    message.replyTo && !message.deleted ? quoteView(message.replyTo, context, on) : null,
    !message.deleted && message.attachments.length
      ? attachmentsView(message.attachments, on)
      : null,
    h(
      'div.said',
      message.deleted ? h('p.text.gone', 'Message deleted') : textView(message.text, context),
      h(
        'span.meta',
        message.editedAt && !message.deleted ? 'edited ' : null,
        h(
          'time',
          { datetime: message.sentAt, title: momentOf(message.sentAt) },
          timeOf(message.sentAt),
        ),
        mine && !message.deleted
          ? tick(row.seen ? 'ticks' : 'tick', row.seen ? 'Seen' : 'Sent')
          : null,
      ),
    ),
  );
  const column = h('div.column');
  const line = h('div.line', bubble);
  if (!message.deleted) line.append(actionsView(message, on));
  column.append(line);
  if (message.reactions.length) column.append(reactionsView(message, context, on));
  if (row.seenLine) column.append(h('span.seen', { dir: 'auto' }, row.seenLine));
  li.append(column);
  return quiet(li);
}

function entryView({ entry, joined }, context, on) {
  const { body, failed, files } = entry;
  const waits = entry.attempts > 1 && entry.notBefore > 0;
  const state = failed ? 'Not sent' : waits ? 'Waiting for connection' : 'Sending';
  const bubble = h(
    'div',
    { class: bubbleClass(body) },
    h('span.visually-hidden', `You, ${state.toLowerCase()}: `),
    body.replyTo ? quoteView(body.replyTo, context, on) : null,
    files.map((file) => h('span.file', icon('file'), fileLabel(file))),
    h(
      'div.said',
      textView(body.text, context),
      h(
        'span.meta',
        waits || failed ? `${state} ` : null,
        h('time', timeOf(new Date(entry.createdAt).toISOString())),
        tick(failed ? 'alert' : 'clock', state),
      ),
    ),
  );
  const column = h('div.column', h('div.line', bubble));
  if (failed) {
    column.append(
      h(
        'div.failure',
        h('span', failed),
        button('Try again', () => on.retry(entry.key), 'retry'),
        button('Discard', () => on.discard(entry.key), 'discard'),
      ),
    );
  }
  const li = h(
    'li',
    {
      class: classes({ message: true, mine: true, pending: !failed, failed, joined }),
      tabindex: '-1',
    },
    column,
  );
  return quiet(li);
}

const textView = (text, context) =>
  text ? h('p.text', { dir: 'auto' }, rich(text, context.handles, context.me)) : null;

const classes = (on) =>
  Object.keys(on)
    .filter((name) => on[name])
    .join(' ');

function bubbleClass(message) {
  const large = message.text && !message.replyTo && isEmojiOnly(message.text);
  return large ? 'bubble large' : 'bubble';
}

/** Controls inside a row are in the tab order only while it is the current one. */
function quiet(li) {
  li.querySelectorAll('a, button').forEach((control) => control.setAttribute('tabindex', '-1'));
  return li;
}

function button(label, onclick, focus) {
  return h('button.link', { onclick, 'data-focus': focus }, label);
}

function tick(name, label) {
  return h(
    'span',
    { class: `tick ${name}`, title: label },
    icon(name),
    h('span.visually-hidden', label),
  );
}

function quoteView(ref, context, on) {
  const quoted = context.find(ref);
  return h(
    'button',
    { class: 'quote', 'data-focus': 'quote', onclick: () => on.jump(ref) },
    h('span.visually-hidden', 'In reply to '),
    h(
      'span.who',
      { dir: 'auto' },
      !quoted ? 'Earlier message' : quoted.senderId === context.me ? 'You' : quoted.senderName,
    ),
    h('span.what', { dir: 'auto' }, quoted ? oneLine(quoted) : 'Show it'),
  );
}

const isOurs = (file) => /^\/api\/groups\//.test(file.url ?? '');
const isImage = (file) => /^image\/(png|jpeg|gif|webp|avif)$/.test(file.type);

function fileLabel(file) {
  return h(
    'span.file-label',
    h('span.file-name', { dir: 'auto' }, file.name),
    h('span.file-size', sizeOf(file.size)),
  );
}

function attachmentsView(attachments, on) {
  const shown = attachments.filter(isOurs);
  const views = shown.map((file) => {
    if (!isImage(file)) {
      return h(
        'a.file',
        { href: file.url, download: file.name, 'data-focus': file.url },
        icon('file'),
        fileLabel(file),
      );
    }
    const image = h('img', {
      src: file.url,
      alt: file.name,
      loading: 'lazy',
      width: file.width,
      height: file.height,
    });
    return h(
      'button',
      {
        class: file.width ? 'image' : 'image unsized',
        'aria-label': `Open image ${file.name}`,
        'data-focus': file.url,
        onclick: () => on.image(file),
      },
      image,
    );
  });
  return h(
    'div',
    { class: shown.filter(isImage).length > 1 ? 'attachments many' : 'attachments' },
    views,
  );
}

function actionsView(message, on) {
  return h(
    'div.actions',
    iconButton('smile', 'React', (event) => on.react(message, event.currentTarget), {
      'aria-haspopup': 'true',
      'data-focus': 'react',
    }),
    iconButton('reply', 'Reply', () => on.reply(message), { 'data-focus': 'reply' }),
    iconButton('more', 'More actions', (event) => on.more(message, event.currentTarget), {
      'aria-haspopup': 'menu',
      'data-focus': 'more',
    }),
  );
}

function reactionsView(message, context, on) {
  const chips = message.reactions.map(({ emoji, userIds, count }) => {
    const mine = userIds.includes(context.me);
    const others = userIds.filter((id) => id !== context.me).map((id) => context.nameOf(id));
    const who = namesOf(mine ? ['You', ...others] : others);
    return h(
      'button',
      {
        class: 'reaction',
        'aria-pressed': String(mine),
        'aria-label': `${emoji} ${count}, ${who}`,
        title: who,
        'data-focus': `reaction ${emoji}`,
        onclick: () => on.toggle(message, emoji, !mine),
      },
      h('span.glyph', emoji),
      h('span', String(count)),
    );
  });
  return h('div.reactions', { role: 'group', 'aria-label': 'Reactions' }, chips);
}

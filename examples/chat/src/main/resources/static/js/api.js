/** What the service refused, by RFC 9457; `status` 0 is no answer at all. */
export class ApiError extends Error {
  constructor(status, problem, retryAfter) {
    super(problem.detail || problem.title || (status ? `Error ${status}` : 'No connection'));
    this.status = status;
    this.code = problem.code;
    this.retryAfter = retryAfter;
  }

  /** Whether the cookie is not that of the page's user. */
  get otherUser() {
    return this.status === 409 && this.code === 'other-user';
  }

  /** Whether the same request may well succeed later. */
  get passing() {
    return this.status === 0 || this.status >= 500 || [401, 408, 425, 429].includes(this.status);
  }
}

const TIMEOUT = 20_000;
let csrf = { header: 'X-XSRF-TOKEN', cookie: 'XSRF-TOKEN' };
let onSignedOut = () => {};
let onOtherUser = () => {};
let userId = null;

export function whenSignedOut(listener) {
  onSignedOut = listener;
}

/** The service refused to do in one user's name what another's page asked. */
export function whenOtherUser(listener) {
  onOtherUser = listener;
}

/** Whose page this is; the cookie may be another's, for all tabs share it. */
export function actAs(id) {
  userId = id;
}

function cookie(name) {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}

async function request(method, path, { body, headers = {}, timeout = TIMEOUT } = {}) {
  const init = { method, headers: { Accept: 'application/json', ...headers } };
  if (method !== 'GET') {
    init.headers[csrf.header] = cookie(csrf.cookie);
    if (userId !== null) init.headers['X-Chat-User'] = userId;
  }
  if (body instanceof FormData) {
    init.body = body;
  } else if (body !== undefined) {
    init.headers['Content-Type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), timeout);
  try {
    const response = await fetch(path, { ...init, signal: abort.signal });
    const text = await response.text();
    if (!response.ok) throw failure(response, text);
    return text ? JSON.parse(text) : null;
  } catch (error) {
    const known = error instanceof ApiError ? error : new ApiError(0, {});
    if (known.status === 401 && path !== '/api/session') onSignedOut();
    if (known.otherUser) onOtherUser();
    throw known;
  } finally {
    clearTimeout(timer);
  }
}

function failure(response, text) {
  let problem = {};
  try {
    problem = JSON.parse(text);
  } catch {
    // A proxy's page, not the service's answer.
  }
  const seconds = Number(response.headers.get('Retry-After'));
  return new ApiError(response.status, problem, Number.isFinite(seconds) ? seconds : 0);
}

const part = encodeURIComponent;
const group = (id) => `/api/groups/${part(id)}`;
const message = (ref) => `/api/messages/${part(ref)}`;
const query = (values) => {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(given).toString();
};
const signedIn = (session) => {
  csrf = session.csrf ?? csrf;
  return session;
};

export const api = {
  session: async () => signedIn(await request('GET', '/api/session')),
  signIn: async (userId) => signedIn(await request('POST', '/api/session', { body: { userId } })),
  signOut: () => request('DELETE', '/api/session'),
  rename: (displayName) => request('PATCH', '/api/session/profile', { body: { displayName } }),
  demoUsers: () => request('GET', '/api/demo/users'),
  users: (text) => request('GET', `/api/users?${query({ query: text })}`),

  inbox: (cursor) => request('GET', `/api/inbox?${query({ limit: 30, cursor })}`),
  pinned: () => request('GET', '/api/pinned'),
  setState: (id, state) => request('PATCH', `${group(id)}/state`, { body: state }),

  createGroup: (body, key) =>
    request('POST', '/api/groups', { body, headers: { 'Idempotency-Key': key } }),
  group: (id) => request('GET', group(id)),
  setTitle: (id, title) => request('PATCH', group(id), { body: { title } }),
  addMembers: (id, userIds, history) =>
    request('POST', `${group(id)}/members`, { body: { userIds, history } }),
  removeMember: (id, userId) => request('DELETE', `${group(id)}/members/${part(userId)}`),

  messages: (id, cursor) => request('GET', `${group(id)}/messages?${query({ limit: 50, cursor })}`),
  changes: (id, token) => request('GET', `${group(id)}/changes?${query({ token })}`),
  send: (id, body, key) =>
    request('POST', `${group(id)}/messages`, { body, headers: { 'Idempotency-Key': key } }),
  edit: (ref, text, revision) => request('PATCH', message(ref), { body: { text, revision } }),
  remove: (ref) => request('DELETE', message(ref)),
  react: (ref, emoji) => request('PUT', `${message(ref)}/reactions/${part(emoji)}`),
  unreact: (ref, emoji) => request('DELETE', `${message(ref)}/reactions/${part(emoji)}`),
  readPositions: (id) => request('GET', `${group(id)}/read`),
  state: (id) => request('GET', `${group(id)}/state`),
  markRead: (id, ref, unreadMarks) =>
    request('PUT', `${group(id)}/read`, { body: { ref, unreadMarks } }),

  upload: (id, file) => {
    const body = new FormData();
    body.append('groupId', id);
    body.append('file', file);
    return request('POST', '/api/attachments', { body, timeout: 120_000 });
  },
};

// What htmx does not do by itself: JSON to the admin API, its problems shown, news from its event stream.
'use strict';

const notes = document.querySelector('#notes');

function note(text, kind, link) {
  const line = document.createElement('p');
  line.className = `note ${kind}`;
  line.textContent = text;
  if (link) {
    const more = document.createElement('a');
    more.href = link;
    more.textContent = 'Why?';
    line.append(' ', more);
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.onclick = () => line.remove();
  line.append(close);
  notes?.append(line);
  if (kind === 'good') setTimeout(() => line.remove(), 4000);
}

// Names with dots are objects in objects; what stands behind a colon says what the text means.
function json(parameters, element) {
  const said = {};
  for (const [name, text] of parameters.entries()) {
    const [path, meaning] = name.split(':');
    if (name.startsWith('@') || hidden(element, name) || (text === '' && meaning !== 'nullable')) continue;
    const value = meaning === 'number' ? Number(text) : text === '' ? null : text;
    const steps = path.split('.');
    const last = steps.pop();
    let place = said;
    for (const step of steps) place = place[step] ??= {};
    place[last] = value;
  }
  return JSON.stringify(said);
}

// A field that does not belong to what was chosen is not sent.
function hidden(element, name) {
  const form = element.closest('form');
  const fields = form ? [...form.elements].filter((field) => field.name === name) : [];
  return fields.length > 0 && fields.every((field) => field.disabled || field.offsetParent === null && field.type !== 'hidden');
}

function coverChoice(select) {
  for (const part of select.form.querySelectorAll('[data-for]')) {
    const wanted = part.dataset.for.split(' ').includes(select.value);
    part.hidden = !wanted;
    part.querySelectorAll('input, select').forEach((field) => { field.disabled = !wanted; });
  }
}

if (window.htmx) {
  htmx.defineExtension('admin', {
    onEvent(name, event) {
      if (name !== 'htmx:configRequest') return true;
      const { detail } = event;
      detail.headers['Content-Type'] = 'application/json';
      // A path that ends in what a person chooses; the field says so by its name.
      const chosen = detail.formData.get('@name');
      const base = detail.elt.dataset.path;
      if (base && chosen) {
        const [path, query] = base.split('?');
        detail.path = path + encodeURIComponent(chosen) + (query ? `?${query}` : '');
      }
      return true;
    },
    encodeParameters: (xhr, parameters, element) => json(parameters, element),
  });

  // What the admin API answers is JSON, with texts of strangers in it: it is never taken for a piece of the page.
  document.addEventListener('htmx:beforeSwap', ({ detail }) => { detail.shouldSwap = false; });

  document.addEventListener('htmx:afterRequest', ({ detail }) => {
    if (!detail.successful) {
      if (detail.xhr.status === 401) location.replace(location.href);
      else note(problem(detail.xhr), 'bad');
      return;
    }
    const form = detail.elt.closest('form');
    if (form?.dataset.reset !== undefined) form.reset();
    answered(detail, form);
    refresh();
  });

  function answered(detail, form) {
    if (!detail.pathInfo.requestPath.startsWith('/__admin/act')) return;
    const made = JSON.parse(detail.xhr.responseText);
    if (made.status >= 400 || made.status < 200) {
      note(`${made.status}: ${made.answer?.[0]?.message ?? 'no answer'}`, 'bad', `/__admin/requests/${encodeURIComponent(made.request)}`);
    } else if (form?.dataset.open && made.answer?.token) {
      const [path, query] = form.dataset.open.split('?');
      location.href = path + encodeURIComponent(made.answer.token) + (query ? `?${query}` : '');
    }
  }
}

function problem(xhr) {
  try {
    return JSON.parse(xhr.responseText).detail;
  } catch {
    return xhr.status ? `The mock answered ${xhr.status}.` : 'The mock cannot be reached.';
  }
}

// A part that is the same as before stays: nobody loses a selection, an open detail or the focus.
const seen = new Map();
function renew(part, fresh) {
  const now = fresh.outerHTML;
  const same = seen.get(part.id) === now || part.dataset.while !== undefined && part.dataset.while === fresh.dataset.while;
  seen.set(part.id, now);
  if (same) return;
  const open = [...part.querySelectorAll('details')].map((one) => one.open);
  const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
  const added = document.importNode(fresh, true);
  added.querySelectorAll('details').forEach((one, i) => { one.open = open[i] ?? false; });
  part.replaceWith(added);
  htmx.process(added);
  if (focused) document.getElementById(focused)?.focus();
  added.scrollTop = added.id === 'chat' ? added.scrollHeight : part.scrollTop;
}

async function fetchAnew() {
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => undefined);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of document.querySelectorAll('[data-part]')) {
    const fresh = page.getElementById(part.id);
    if (fresh) renew(part, fresh);
  }
  tick();
}

// News come in crowds; the page is brought up to date a few times a second at most, and once after the last of them.
let due = 0;
let fetching = false;
function refresh() {
  if (due || document.hidden) return;
  due = setTimeout(async () => {
    due = 0;
    if (fetching) return refresh();
    fetching = true;
    await fetchAnew().finally(() => { fetching = false; });
    return undefined;
  }, 200);
}
// Who joins a channel, and how long nobody has used a sandbox, is no news.
if (document.querySelector('[data-poll]')) setInterval(refresh, 5000);

let source;
function listen() {
  const live = document.querySelector('#live');
  const address = document.body.dataset.events;
  if (!address || document.hidden || source) return;
  source = new EventSource(address);
  const say = (word) => { live.textContent = word; live.dataset.live = word; };
  source.onopen = () => { say('live'); refresh(); };
  source.onerror = () => {
    say('not connected');
    if (source?.readyState === EventSource.CLOSED) { source = undefined; setTimeout(listen, 2000); }
  };
  for (const kind of ['request', 'stream', 'clock', 'faults', 'scenario', 'sandbox', 'lost']) source.addEventListener(kind, refresh);
}

// A browser has few connections to one server: a tab that nobody looks at needs none of them.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    source?.close();
    source = undefined;
  } else {
    listen();
  }
});

const shownAt = new WeakMap();
function time(clock) {
  if (!shownAt.has(clock)) shownAt.set(clock, Date.now());
  return Number(clock.dataset.clock) + (clock.dataset.frozen === 'true' ? 0 : Date.now() - shownAt.get(clock));
}

function span(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const two = (large, small, words) => (small ? `${large} ${words[0]} ${small} ${words[1]}` : `${large} ${words[0]}`);
  return seconds < 3600 ? two(minutes, seconds % 60, ['min', 's']) : two(Math.floor(minutes / 60), minutes % 60, ['h', 'min']);
}

function tick() {
  for (const clock of document.querySelectorAll('time[data-clock]')) clock.textContent = new Date(time(clock)).toISOString().slice(11, 19);
  const now = document.querySelector('.now time');
  for (const end of now ? document.querySelectorAll('[data-until]') : []) end.textContent = span(Date.parse(end.dataset.until) - time(now));
}
if (document.querySelector('[data-clock]')) setInterval(tick, 500);

document.addEventListener('click', async ({ target }) => {
  const button = target.closest?.('[data-copy]');
  if (!button) {
    const open = document.querySelector('.switch[open]');
    if (open && !open.contains(target)) open.open = false;
    return;
  }
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.textContent;
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = label; }, 1500);
  } catch {
    note('The browser does not let this page copy: select the text instead.', 'bad');
  }
});

document.addEventListener('keydown', ({ key }) => {
  const open = document.querySelector('.switch[open]');
  if (key === 'Escape' && open) {
    open.open = false;
    open.querySelector('summary').focus();
  }
});

document.querySelectorAll('select[data-shows]').forEach((select) => {
  select.addEventListener('change', () => coverChoice(select));
  coverChoice(select);
});

document.querySelector('#chat')?.scrollTo(0, 1e6);

const signIn = document.querySelector('#sign-in');
if (signIn) {
  // Who followed a link from another site has sent no cookie, and may be signed in all the same.
  fetch('/__admin/health').then((health) => { if (health.ok) location.replace(location.href); });
  signIn.addEventListener('submit', async (event) => {
    event.preventDefault();
    const answer = await fetch('/__admin/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: new FormData(signIn).get('token') }),
    });
    if (answer.ok) location.replace(location.href);
    else document.querySelector('#wrong').textContent = (await answer.json()).detail;
  });
}

listen();

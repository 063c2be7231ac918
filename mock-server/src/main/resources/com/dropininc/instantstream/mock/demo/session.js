// One side of one stream: its state, chat and log. The viewer's page and the dealer's use it alike.
// What the other side does arrives through the socket alone; the API is read once, after each subscription.

import { config } from './instantstream.js';

const $ = (id) => document.getElementById(id);

// Your app takes them from navigator.geolocation; the API wants text.
const PLACE = { longitude: '-77.0365', latitude: '38.8977' };

/** The panel of a role in a stream; `app` acts in the role's name. */
export function session(role, app) {
  let stream = null;
  let messages = new Map();
  let leave = () => {};

  for (const { name, terminal } of config.states) {
    const item = element('li', name);
    item.dataset.state = name;
    item.classList.toggle('terminal', terminal);
    $('states').append(item);
  }
  for (const button of document.querySelectorAll('button[data-operation]')) {
    button.addEventListener('click', () => attempt(() => act(button.dataset.operation)));
  }
  $('say').addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    attempt(say);
  });
  app.connection.bind('state_change', ({ current }) => showConnection(current));
  showConnection(app.connection.state);
  render();

  /** Follows a stream from now on. */
  function follow(token) {
    leave();
    stream = null;
    messages = new Map();
    $('chat').replaceChildren();
    log(`following ${token}`);
    leave = app.listen('stream', { token }, {
      joined: () => attempt(async () => {
        log('joined its channel');
        show(await app.call('getStream', { token }));
        (await app.call('getChat', { token })).forEach(showMessage);
      }),
      heard: (event, payload) => {
        log(event, payload);
        take(payload);
      },
      refused: ({ status }) => complain(`the channel of ${token} was refused (${status})`),
    });
  }

  // An event holds what changed: the stream, its recording or one message.
  function take({ stream: changed, recording, message, at }) {
    if (changed) {
      show(changed);
    }
    if (recording && stream) {
      show({ ...stream, recording, updatedAt: at });
    }
    if (message) {
      showMessage(message);
    }
  }

  // An answer that was on its way while an event arrived is older than what is shown.
  function show(next) {
    if (stream && stream.token === next.token && stream.updatedAt > next.updatedAt) {
      return;
    }
    stream = next;
    render();
  }

  async function act(operation) {
    const body = operation === 'startStream' ? { role, ...PLACE } : { role };
    await app.call(operation, { token: stream.token }, operation === 'recordStream' ? undefined : body);
  }

  async function say() {
    await app.call('saveChat', { token: stream.token }, { role, message: $('text').value });
    $('text').value = '';
  }

  function render() {
    const status = stream?.status;
    const state = config.states.find(({ name }) => name === status);
    document.body.dataset.status = status ?? 'none';
    document.body.toggleAttribute('data-recording', stream?.recording?.status === 'started');
    $('token').textContent = stream?.token ?? 'none yet';
    for (const item of $('states').children) {
      item.setAttribute('aria-current', item.dataset.state === status ? 'step' : 'false');
    }
    for (const side of ['viewer', 'dealer']) {
      const there = Boolean(stream?.[side]?.joinedAt);
      $(`${side}-there`).textContent = there ? 'joined' : stream?.[side] ? 'looking' : 'not here';
      $(`${side}-there`).parentElement.toggleAttribute('data-there', there);
    }
    $('recording').textContent = recordingText(stream?.recording);
    for (const button of document.querySelectorAll('button[data-operation]')) {
      const { operation } = button.dataset;
      // The states and what they allow are rows of the contract.
      button.disabled = !state?.allowed.includes(operation) || state.terminal || pointless(operation);
    }
    const mayTalk = Boolean(state?.allowed.includes('saveChat'));
    $('text').disabled = !mayTalk;
    $('send').disabled = !mayTalk;
  }

  function pointless(operation) {
    return (operation === 'startStream' && Boolean(stream?.[role]?.joinedAt))
        || (operation === 'recordStream' && Boolean(stream?.recording));
  }

  function showMessage(message) {
    if (messages.has(message.id)) {
      return;
    }
    messages.set(message.id, message);
    const item = element('li');
    item.classList.toggle('own', message.role === role);
    // Text from the other side is shown as text, whatever it looks like: never innerHTML.
    item.append(element('b', message.role), element('p', message.message), time(message.createdAt));
    $('chat').append(item);
    $('chat').scrollTop = $('chat').scrollHeight;
  }

  function showConnection(current) {
    $('connection').textContent = current;
    $('connection').dataset.connection = current;
  }

  return { follow };
}

/** Runs what a person asked for, and tells the person why it did not work. */
export async function attempt(action) {
  $('problem').hidden = true;
  try {
    await action();
  } catch (failure) {
    complain(failure.message);
  }
}

function complain(text) {
  $('problem').textContent = text;
  $('problem').hidden = false;
}

/** Adds a line to the log; a payload unfolds under it. `from` names the channel where it is not the stream's. */
export function log(text, payload = undefined, from = '') {
  const item = element('li');
  if (payload === undefined) {
    item.append(time(new Date().toISOString()), element('span', text));
  } else {
    const details = element('details');
    const summary = element('summary');
    summary.append(time(payload.at), element('code', text), element('small', from));
    details.append(summary, element('pre', JSON.stringify(payload, null, 2)));
    item.dataset.event = text;
    item.append(details);
  }
  $('log').prepend(item);
}

export function element(name, text = '') {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

export function time(instant) {
  const shown = element('time', new Date(instant).toLocaleTimeString('en-GB'));
  shown.dateTime = instant;
  return shown;
}

function recordingText(recording) {
  if (!recording) {
    return 'not recorded';
  }
  return recording.status === 'started' ? 'recording' : `recorded, ${recording.duration} s`;
}

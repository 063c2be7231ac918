// The dealer: sees who waits, answers, and talks.

import { app, config } from './instantstream.js';
import { attempt, element, log, session, time } from './session.js';

// A pending list belongs to a viewer account, and a dealer's key may not join an account's channel: the list is the
// front desk's, which has an operator's key. All else the dealer does with a key of its own.
const desk = app(config.keys.operator);
const dealer = app(config.keys.dealer);
const panel = session('dealer', dealer);

const waiting = new Map();
const watched = new Set();
config.accounts.forEach(({ id }) => watch(id));
render();

/** Shows what waits for an account from now on. */
function watch(accountId) {
  if (watched.has(accountId)) {
    return;
  }
  watched.add(accountId);
  desk.listen('account', { accountId }, {
    joined: () => attempt(async () => {
      const pending = await desk.call('getPending', { accountId });
      // A reconnected socket has missed what happened meanwhile.
      waiting.forEach((stream, token) => stream.account === accountId && waiting.delete(token));
      pending.forEach((stream) => waiting.set(stream.token, stream));
      render();
    }),
    // On an account's channel there is only what changes its pending list.
    heard: (event, payload) => {
      const { token, stream } = payload;
      log(event, payload, 'account');
      if (stream.status === 'pending') {
        waiting.set(token, stream);
      } else {
        waiting.delete(token);
      }
      render();
    },
    refused: ({ status }) => log(`the channel of ${accountId} was refused (${status})`),
  });
}

/** Takes a stream; the viewer sees that somebody looks at it. */
function open(token) {
  attempt(async () => {
    panel.follow(token);
    await dealer.call('updateDealerDevice', { token }, { bundleId: 'com.example.dealer' });
  });
}

function render() {
  const items = [...waiting.values()]
    .sort((one, other) => one.createdAt.localeCompare(other.createdAt))
    .map((stream) => {
      const item = element('li');
      item.dataset.token = stream.token;
      const who = element('div');
      who.append(element('b', stream.phone), element('span', stream.email));
      const button = element('button', 'Open');
      button.type = 'button';
      button.setAttribute('aria-label', `Open the request of ${stream.phone}`);
      button.addEventListener('click', () => open(stream.token));
      item.append(who, time(stream.createdAt), button);
      return item;
    });
  document.getElementById('incoming').replaceChildren(...items);
  document.getElementById('nobody').hidden = items.length > 0;
}

document.getElementById('by-token').addEventListener('submit', (submitted) => {
  submitted.preventDefault();
  open(submitted.target.elements.token.value.trim());
});
document.getElementById('by-account').addEventListener('submit', (submitted) => {
  submitted.preventDefault();
  watch(submitted.target.elements.account.value.trim());
  submitted.target.reset();
});

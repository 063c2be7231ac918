// A viewer, a stranger and a backend on the unmodified SDKs live through a stream. Everything that they hear is written
// as one JSON object a line; the test that runs this judges it.

import Backend from 'pusher';
import Pusher from 'pusher-js';
import nacl from 'tweetnacl';

const { baseUrl, app, account } = JSON.parse(process.argv[2]);
const config = await (await fetch(`${baseUrl}/demo/config.json`)).json();
const { hostname, port } = new URL(baseUrl);
const fill = (template, value) => template.replace(/\{\w+\}/, value);

const heard = [];
const waiting = [];

function hear(what) {
  console.log(JSON.stringify(what));
  heard.push(what);
  waiting.filter(({ fits }) => fits(what)).forEach(({ resolve }) => resolve(what));
}

/** Waits for what was or will be heard; the program ends with an error when nothing comes for long. */
function until(fits) {
  const already = heard.find(fits);
  return already ? Promise.resolve(already) : new Promise((resolve) => waiting.push({ fits, resolve }));
}

const patience = setTimeout(() => {
  console.error('not heard in time; heard so far: ' + JSON.stringify(heard));
  process.exit(1);
}, 60_000);

function connect(kind) {
  const pusher = new Pusher(config.pusherKey, {
    wsHost: hostname,
    wsPort: Number(port),
    forceTLS: false,
    enabledTransports: ['ws', 'wss'],
    cluster: 'any',
    channelAuthorization: {
      endpoint: baseUrl + config.operations.authorizeChannel.path,
      headers: { [config.keyHeader]: config.keys[kind] },
    },
    nacl,
  });
  const join = (channel) => {
    pusher.subscribe(channel).bind_global((event, data) => hear({ who: kind, channel, event, data }));
  };
  return { join, disconnect: () => pusher.disconnect() };
}

async function call(kind, operation, token, body) {
  const { method, path } = config.operations[operation];
  const answer = await fetch(baseUrl + fill(path, token), {
    method,
    headers: { [config.keyHeader]: config.keys[kind], 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (answer.status !== 200) {
    throw new Error(`${operation} was answered with ${answer.status}: ${await answer.text()}`);
  }
  return answer.json();
}

const { token } = await call('viewer', 'requestStream', '', { phone: '+12025550177', email: 'viewer@example.com' });
const open = fill(config.channels.stream.name, token);
const presence = open.replace('private-', 'presence-');
const encrypted = open.replace('private-', 'private-encrypted-');
const joined = (who, channel) => until((it) => it.who === who && it.channel === channel
    && it.event === 'pusher:subscription_succeeded');

const viewer = connect('viewer');
const dealer = connect('dealer');
[open, presence, encrypted].forEach(viewer.join);
await Promise.all([open, presence, encrypted].map((channel) => joined('viewer', channel)));

dealer.join(presence);
await joined('dealer', presence);
await until(({ who, event }) => who === 'viewer' && event === 'pusher:member_added');

dealer.join(fill(config.channels.account.name, account));
await until(({ event }) => event === 'pusher:subscription_error');

const place = { longitude: '2.2945', latitude: '48.8584' };
await call('viewer', 'startStream', token, { role: 'viewer', ...place });
await call('dealer', 'startStream', token, { role: 'dealer', ...place });
await call('viewer', 'saveChat', token, { role: 'viewer', message: 'hello' });
await call('dealer', 'saveChat', token, { role: 'dealer', message: 'good day' });
await call('dealer', 'recordStream', token);
await call('viewer', 'stopStream', token, { role: 'viewer' });
await until(({ event }) => event === 'stream-stopped');

const backend = new Backend({
  appId: app.id,
  key: app.key,
  secret: app.secret,
  encryptionMasterKeyBase64: app.masterKey,
  host: hostname,
  port,
  useTLS: false,
});
await backend.trigger(open, 'note', { text: 'in the open' });
await backend.trigger(encrypted, 'note', { text: 'hush' });
await until(({ channel, event }) => channel === open && event === 'note');
await until(({ channel, event }) => channel === encrypted && event === 'note');
const members = await (await backend.get({ path: `/channels/${presence}/users` })).json();
hear({ who: 'backend', channel: presence, event: 'members', data: members });

viewer.disconnect();
dealer.disconnect();
clearTimeout(patience);

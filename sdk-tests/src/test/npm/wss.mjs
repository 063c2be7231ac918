// The unmodified pusher-js over TLS, and fetch as an app would use it: node trusts the certificate that
// NODE_EXTRA_CA_CERTS names, and no other. Says what it heard, as one JSON object.

import Pusher from 'pusher-js';

const { key, port, apikey } = JSON.parse(process.argv[2]);
const pusher = new Pusher(key, {
  wsHost: 'localhost',
  wssPort: port,
  forceTLS: true,
  enabledTransports: ['ws', 'wss'],
  cluster: 'any',
  channelAuthorization: {
    endpoint: `https://localhost:${port}/notifications/authchannel`,
    headers: { apikey },
  },
});
const patience = setTimeout(() => {
  console.error(`no subscription in time; the connection is ${pusher.connection.state}`);
  process.exit(1);
}, 60_000);
pusher.connection.bind('error', (error) => console.error(JSON.stringify(error)));
const channel = pusher.subscribe('private-instantstream-demo-streaming');
channel.bind('pusher:subscription_error', (error) => console.error(JSON.stringify(error)));
channel.bind('pusher:subscription_succeeded', () => {
  clearTimeout(patience);
  console.log(JSON.stringify({ subscribed: channel.name, encrypted: pusher.shouldUseTLS() }));
  pusher.disconnect();
});

// How an app talks to the Instant Streaming API and hears, through pusher-js, what happens to a stream.
// This is the file to copy: nothing in it knows that it is a demo.

// The pages ask the mock for their settings, so that they are right on any port. In your app they are constants:
//
//   baseUrl     'http://127.0.0.1:4010'     the address of your environment
//   apikey      'demo-viewer-key'           your key
//   pusherKey   'demo-pusher-key'           your Pusher key; against the real Pusher also its cluster
//
export const config = await (await fetch('/demo/config.json')).json();

const baseUrl = location.origin;
const { hostname, port } = location;

/** Why a call was refused, in the words of the API. */
export class Refused extends Error {
  constructor(status, errors) {
    super(errors?.[0]?.message ?? `the answer was ${status}`);
    this.status = status;
    this.errors = errors;
  }
}

/** An app that uses one API key: it calls operations and listens to channels. */
export function app(apikey) {
  // Pointing pusher-js at the mock takes three settings: host, port and key.
  const pusher = new Pusher(config.pusherKey, {
    wsHost: hostname,
    wsPort: Number(port) || 80,
    forceTLS: false,
    // Without this line a stopped mock makes the SDK fall back to the real Pusher.
    enabledTransports: ['ws', 'wss'],
    // The SDK wants a cluster; with wsHost set it is not used.
    cluster: 'any',
    // Before it joins a private channel, the SDK asks the API whether this key may.
    channelAuthorization: {
      endpoint: baseUrl + config.operations.authorizeChannel.path,
      headers: { [config.keyHeader]: apikey },
    },
  });

  /** Calls an operation by its name in the contract; `values` fill its path. */
  async function call(operation, values = {}, body = undefined) {
    const { method, path } = config.operations[operation];
    const answer = await fetch(baseUrl + fill(path, values, encodeURIComponent), {
      method,
      headers: { [config.keyHeader]: apikey, ...(body && { 'Content-Type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    const json = await answer.json().catch(() => null);
    if (!answer.ok) {
      throw new Refused(answer.status, json);
    }
    return json;
  }

  /**
   * Listens to a channel of the contract, such as `stream`. Answers a function that ends it.
   *
   * `joined` is called after the subscription and again after each reconnection: whatever happened before is to be
   * read from the API there. `heard` gets the name and the payload of each event from then on.
   */
  function listen(kind, values, { joined, heard, refused }) {
    const name = fill(config.channels[kind].name, values, String);
    const channel = pusher.subscribe(name);
    channel.bind('pusher:subscription_succeeded', joined);
    channel.bind('pusher:subscription_error', refused);
    for (const event of config.channels[kind].events) {
      channel.bind(event, (payload) => heard(event, payload));
    }
    return () => {
      channel.unbind();
      pusher.unsubscribe(name);
    };
  }

  return { call, listen, connection: pusher.connection };
}

function fill(template, values, encode) {
  return template.replace(/\{(\w+)\}/g, (_, name) => encode(values[name]));
}

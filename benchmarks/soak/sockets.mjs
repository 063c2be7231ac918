// Sockets that come, listen and go, sandboxes that are made and removed, and somebody who reads the workbench.
//   node --experimental-websocket benchmarks/soak/sockets.mjs PORT SECONDS
const [port, seconds] = process.argv.slice(2).map(Number);
const base = `http://127.0.0.1:${port}`;
const end = Date.now() + seconds * 1000;
const count = { sockets: 0, messages: 0, sandboxes: 0, reads: 0, failures: [] };
const pause = (millis) => new Promise((done) => setTimeout(done, millis));

function failed(what, why) {
  if (count.failures.length < 10) count.failures.push(`${what}: ${why}`);
}

/** One connection that subscribes, listens for a while and leaves without or with a goodbye. */
function visit(turn) {
  return new Promise((done) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/app/demo-pusher-key?protocol=7&client=js&version=8.6.0`);
    const timer = setTimeout(() => socket.close(), 500 + (turn % 7) * 300);
    socket.onmessage = ({ data }) => {
      count.messages++;
      if (data.includes('connection_established')) {
        socket.send(JSON.stringify({ event: 'pusher:subscribe', data: { channel: `room-${turn % 20}` } }));
        socket.send(turn % 5 ? '{"event":"pusher:ping"}' : 'no json');
      }
    };
    socket.onerror = () => failed('socket', 'error');
    socket.onclose = () => {
      clearTimeout(timer);
      count.sockets++;
      done();
    };
  });
}

async function visitor(turn) {
  for (; Date.now() < end; turn += 50) await visit(turn);
}

async function ask(method, path, body) {
  const answer = await fetch(base + path, {
    method,
    headers: body ? { 'Content-Type': 'application/json' } : {},
    body: body && JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) failed(`${method} ${path}`, `${answer.status} ${text.slice(0, 200)}`);
  return text && JSON.parse(text);
}

async function workbench() {
  while (Date.now() < end) {
    const sandbox = await ask('POST', '/__admin/sandboxes', { name: 'soak' });
    await ask('GET', `/__admin/streams?sandbox=${sandbox.id}`);
    await ask('GET', '/__admin/requests?limit=50');
    await ask('DELETE', `/__admin/sandboxes/${sandbox.id}`);
    count.sandboxes++;
    count.reads += 2;
    await pause(100);
  }
}

await Promise.all([...Array.from({ length: 50 }, (_, turn) => visitor(turn)), workbench()]);
console.log(
  `${count.sockets} sockets came and went with ${count.messages} messages, ${count.sandboxes} sandboxes, ` +
    `${count.reads} reads of the workbench, failures: ${count.failures.length ? count.failures.join('; ') : 'none'}`,
);
process.exit(count.failures.length ? 1 : 0);

// Measures the mock beside its peers on this machine, in turns, and writes one table:
//   node benchmarks/run.mjs [--rounds 3] [--seconds 4] [--warm-up 100] [--parts load,growth,start] [--peers wiremock,prism]
// Needs JDK 17, Maven, Node 20 with npm, wrk. Asserts nothing. README.md says how to read it.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer, connect } from 'node:net';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const target = join(here, 'target');
const lib = join(root, 'mock-server/target/lib');
const { values: asked } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '4' },
    'warm-up': { type: 'string', default: '100' },
    parts: { type: 'string', default: 'load,growth,start' },
    peers: { type: 'string', default: 'wiremock,prism' },
    'start-peers': { type: 'string', default: 'wiremock,prism,mockoon' },
    jdk: { type: 'string', multiple: true, default: [process.env.JAVA_HOME ?? ''] },
    build: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const [rounds, seconds, warmUp] = ['rounds', 'seconds', 'warm-up'].map((name) => Number(asked[name]));
const KINDS = ['get', 'savechat', 'request', 'flow'];
const STREAM = '/instantstream/get/demo-streaming';
/** The same for all: a heap that has to grow first would be measured as its collector's work. */
const HEAP = ['-Xms512m', '-Xmx512m'];
const lines = [];

function tell(line = '') {
  lines.push(line);
  console.log(line);
}

function row(...cells) {
  tell(`| ${cells.join(' | ')} |`);
}

const words = (text) => text.split(',').filter(Boolean);
const median = (numbers) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return (sorted[Math.ceil(sorted.length / 2) - 1] + sorted[Math.floor(sorted.length / 2)]) / 2;
};
const ratio = (number) => (Number.isFinite(number) ? number.toFixed(2) : '-');

function fetchAndBuild() {
  mkdirSync(join(target, 'bare'), { recursive: true });
  const maven = (...args) => execFileSync('mvn', ['-q', '-B', '-ntp', ...args], { cwd: root, stdio: 'inherit' });
  if (asked.build) maven('-pl', 'mock-server', '-am', 'package', '-DskipTests');
  execFileSync('javac', ['-d', join(target, 'bare'), '-cp', `${lib}/*`, join(here, 'Bare.java')]);
  // A jar, since archives of classes take nothing else.
  execFileSync('jar', ['cf', join(target, 'bare.jar'), '-C', join(target, 'bare'), '.']);
  const wanted = [...words(asked.peers), ...(asked.parts.includes('start') ? words(asked['start-peers']) : [])];
  for (const name of new Set(wanted)) FETCHES[name](maven);
}

const FETCHES = {
  wiremock: (maven) => {
    const artifact = 'org.wiremock:wiremock-standalone:3.13.2';
    if (!existsSync(join(target, WIREMOCK))) maven('dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${target}`, '-pl', 'spec');
  },
  prism: () => {
    const npm = join(root, 'contract-tests/src/test/npm');
    if (!existsSync(join(npm, 'node_modules'))) execFileSync('npm', ['ci', '--no-progress'], { cwd: npm });
  },
  mockoon: () => {
    const npm = join(target, 'mockoon');
    if (existsSync(join(npm, 'node_modules'))) return;
    mkdirSync(npm, { recursive: true });
    writeFileSync(join(npm, 'package.json'), JSON.stringify({ private: true, dependencies: { '@mockoon/cli': '9.9.0' } }));
    execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts', '--no-progress'], { cwd: npm });
  },
};

const WIREMOCK = 'wiremock-standalone-3.13.2.jar';
const java = (home) => (home ? join(home, 'bin/java') : 'java');

/** Javalin and what it needs, no more: to open a jar takes time. No logger, which would take more. */
function bareClassPath() {
  const jars = readdirSync(lib).filter((jar) => /^(javalin|jetty-(?!alpn|http2)|kotlin|annotations|jakarta|asm|slf4j)/.test(jar));
  return [join(target, 'bare.jar'), ...jars.map((jar) => join(lib, jar))].join(':');
}

const SERVERS = {
  bare: (port) => [java(''), ...HEAP, '-XX:+UseSerialGC', '-cp', bareClassPath(), 'Bare', port],
  mock: (port) => [join(root, 'mock-server/instantstream-mock'), '--port', port],
  wiremock: (port) => [
    java(''), ...HEAP, '-jar', join(target, WIREMOCK), '--port', port, '--bind-address', '127.0.0.1',
    '--root-dir', join(here, 'wiremock'), '--disable-banner', '--no-request-journal', '--disable-request-logging',
  ],
  prism: (port) => [
    join(root, 'contract-tests/src/test/npm/node_modules/.bin/prism'), 'mock', '-v', 'error', '--errors', 'true',
    '-p', port, join(root, 'spec/openapi.yaml'),
  ],
  mockoon: (port) => [
    join(target, 'mockoon/node_modules/.bin/mockoon-cli'), 'start', '-d', join(root, 'spec/openapi.yaml'), '-p', port, '-X',
    '--disable-admin-api', '--max-transaction-logs', '1',
  ],
};

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(String(port)));
    });
  });
}

/** Whether a GET is answered with 200; a plain socket, since a client library would need longer than some servers. */
function answers(port, path) {
  return new Promise((told) => {
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    socket.on('connect', () => socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\napikey: demo-operator-key\r\nConnection: close\r\n\r\n`));
    socket.on('data', (data) => (text += data));
    socket.on('error', () => told(false));
    socket.on('close', () => told(text.startsWith('HTTP/1.1 200')));
  });
}

const PATIENCE_SECONDS = 60;

async function start(command, options = {}) {
  const port = await freePort();
  const [program, ...args] = command(port);
  const began = performance.now();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'ignore'], ...options });
  let ended = false;
  child.on('exit', () => (ended = true));
  while (!(await answers(port, STREAM))) {
    if (ended || performance.now() - began > PATIENCE_SECONDS * 1000) {
      child.kill('SIGKILL');
      throw new Error(`${program} ${ended ? 'ended before it answered' : 'does not answer'}`);
    }
    await pause(3);
  }
  return { port, child, first: performance.now() - began };
}

async function stop(server) {
  const gone = new Promise((done) => server.child.on('exit', done));
  server.child.kill('SIGCONT');
  server.child.kill('SIGTERM');
  await gone;
}

/** CPU time of a process in microseconds. */
function cpu(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

function residentMegabytes(pid) {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024);
}

function load(server, kind, time, connections = 32) {
  const before = cpu(server.child.pid);
  const told = spawnSync('wrk', [
    '-t1', `-c${connections}`, `-d${time}s`, '--latency', '-s', join(here, 'wrk', `${kind}.lua`), `http://127.0.0.1:${server.port}`,
  ], { encoding: 'utf8' }).stdout;
  const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(told);
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(told)[1]),
    p99: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit],
    cpu: (cpu(server.child.pid) - before) / Number(/(\d+) requests in/.exec(told)[1]),
    refused: Number(/Non-2xx or 3xx responses: (\d+)/.exec(told)?.[1] ?? 0),
  };
}

/** Only one server runs at a time: the others are stopped where they are. */
async function inTurn(servers, what) {
  for (const server of Object.values(servers)) server.child.kill('SIGSTOP');
  for (const [name, server] of Object.entries(servers)) {
    server.child.kill('SIGCONT');
    await what(name, server);
    server.child.kill('SIGSTOP');
  }
}

/** Each load meets the state of the start: one that makes streams makes the mock forget those that others ask for. */
function afresh(name, server) {
  if (name !== 'mock') return Promise.resolve();
  // A connection of its own, since one that is kept does not outlive the time for which a server is stopped.
  return new Promise((done, failed) => {
    request({ port: server.port, path: '/__admin/reset', method: 'POST', agent: false }, (answer) => answer.resume().on('end', done))
      .on('error', failed)
      .end();
  });
}

async function throughput() {
  const servers = {};
  const names = ['bare', 'mock', ...words(asked.peers)];
  for (const name of names) {
    servers[name] = await start(SERVERS[name], { env: { ...process.env, INSTANTSTREAM_JAVA_OPTIONS: HEAP.join(' ') } });
  }
  const found = Object.fromEntries(names.map((name) => [name, Object.fromEntries(KINDS.map((kind) => [kind, []]))]));
  await inTurn(servers, async (name, server) => {
    for (const kind of KINDS) {
      await afresh(name, server);
      load(server, kind, Math.ceil(warmUp / KINDS.length));
    }
  });
  for (let round = 0; round < rounds; round++) {
    for (const kind of KINDS) {
      await inTurn(servers, async (name, server) => {
        await afresh(name, server);
        found[name][kind].push(load(server, kind, seconds));
      });
    }
  }
  for (const server of Object.values(servers)) await stop(server);
  tell('\nThroughput as a ratio to bare Javalin in the same round, median (least to most); p99 and CPU are medians.\n');
  row('server', 'load', 'ratio', 'requests/s', 'p99 ms', 'p99 to bare', 'server CPU us', 'refused');
  row('---', '---', '---', '---', '---', '---', '---', '---');
  for (const name of names) {
    for (const kind of KINDS) {
      const mine = found[name][kind];
      const paired = mine.map((one, round) => one.rate / found.bare[kind][round].rate);
      const of = (list, field) => median(list.map((one) => one[field]));
      row(
        name, kind, `${ratio(median(paired))} (${ratio(Math.min(...paired))} to ${ratio(Math.max(...paired))})`,
        Math.round(of(mine, 'rate')), of(mine, 'p99').toFixed(1), ratio(of(mine, 'p99') / of(found.bare[kind], 'p99')),
        of(mine, 'cpu').toFixed(1), of(mine, 'refused'),
      );
    }
  }
}

/** A mock that holds much, beside an empty one. */
async function grown(streams, sandboxes) {
  const classPath = ['test-classes', 'instantstream-mock.jar', 'lib/*'].map((part) => join(root, 'mock-server/target', part)).join(':');
  const port = await freePort();
  const child = spawn(java(''), [
    '-Xmx3g', '-XX:+UseParallelGC', '-XX:NewRatio=1', '-cp', classPath, 'com.dropininc.instantstream.mock.GrowthLoad', port, String(streams), String(sandboxes),
  ], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  for await (const data of child.stdout) {
    text += data;
    if (text.includes('ready')) break;
  }
  text.split('\n').filter((line) => line && line !== 'ready').forEach((line) => tell(`- ${line}`));
  return { port, child };
}

async function growth() {
  tell('\nGrowth: 1,000,000 streams and 10,000 sandboxes beside an empty mock\n');
  const servers = { empty: await grown(0, 0), full: await grown(1_000_000, 10_000) };
  const kinds = ['get', 'savechat', 'request'];
  await inTurn(servers, (name, server) => kinds.forEach((kind) => load(server, kind, Math.ceil(warmUp / kinds.length))));
  for (const kind of kinds) {
    const found = { empty: [], full: [] };
    for (let round = 0; round < rounds; round++) {
      await inTurn(servers, (name, server) => found[name].push(load(server, kind, seconds)));
    }
    const paired = (field) => ratio(median(found.full.map((one, round) => one[field] / found.empty[round][field])));
    tell(`- ${kind}: full to empty ${paired('rate')}, server CPU per request ${paired('cpu')}`);
  }
  for (const server of Object.values(servers)) await stop(server);
}

async function waitForArchive(cache) {
  for (let i = 0; i < 600; i++) {
    if (readdirSync(cache).some((name) => /\.(jsa|aot)$/.test(name))) return;
    await pause(100);
  }
  throw new Error(`${cache} has no archive of classes after a minute`);
}

async function startUp() {
  tell('\nStart-up: process start to first answer, median ms and ratio to bare Javalin on the same JVM\n');
  row('JVM', 'server', 'first answer ms', 'ratio', 'second answer ms', 'resident MB a second later');
  row('---', '---', '---', '---', '---', '---');
  for (const home of asked.jdk) {
    const cache = join(target, `cache-${asked.jdk.indexOf(home)}`);
    const env = { ...process.env, INSTANTSTREAM_CACHE: cache, ...(home && { JAVA_HOME: home }) };
    const commands = {
      bare: (port) => [java(home), '-cp', bareClassPath(), 'Bare', port],
      mock: SERVERS.mock,
      ...(home === asked.jdk[0] && Object.fromEntries(words(asked['start-peers']).map((name) => [name, SERVERS[name]]))),
    };
    rmSync(cache, { recursive: true, force: true });
    await stop(await start(commands.mock, { env }));
    await waitForArchive(cache);
    const found = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
    for (let round = 0; round < rounds + 2; round++) {
      for (const [name, command] of Object.entries(commands)) {
        const server = await start(command, { env });
        const again = performance.now();
        await answers(server.port, STREAM);
        const second = performance.now() - again;
        await pause(1000);
        found[name].push({ first: server.first, second, memory: residentMegabytes(server.child.pid) });
        await stop(server);
      }
    }
    for (const name of Object.keys(commands)) {
      const of = (field) => median(found[name].map((one) => one[field]));
      const paired = found[name].map((one, round) => one.first / found.bare[round].first);
      row(home || 'default', name, Math.round(of('first')), ratio(median(paired)), of('second').toFixed(1), of('memory'));
    }
  }
}

fetchAndBuild();
tell(`${new Date().toISOString()}, ${cpus().length} x ${cpus()[0].model}, ${rounds} rounds of ${seconds} s`);
const parts = { load: throughput, growth, start: startUp };
for (const part of words(asked.parts)) {
  if (!parts[part]) throw new Error(`there is no part '${part}': load, growth, start`);
  await parts[part]();
  writeFileSync(join(target, 'table.md'), lines.join('\n') + '\n');
}
tell(`\nwritten to ${join(target, 'table.md')}`);

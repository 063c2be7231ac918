'use strict';
const { once } = require('node:events');
const { launch } = require('./java');

const READY = /listens on (https?:\/\/\S+)/;

/** Starts a mock and resolves when it answers; see index.d.ts. */
async function start({ port = 0, args = [], env = process.env, timeout = 60_000 } = {}) {
  const mock = launch(['--port', String(port), ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const orphaned = () => mock.kill();
  process.once('exit', orphaned);
  const ended = once(mock, 'exit').finally(() => process.removeListener('exit', orphaned));
  // Whoever waits for it hears of a failure; nobody has to.
  ended.catch(() => {});
  try {
    return running(mock, await ready(mock, timeout), ended);
  } catch (error) {
    mock.kill('SIGKILL');
    throw error;
  }
}

function running(mock, url, ended) {
  // What it still writes is read, or a full pipe would stop it; and it keeps no test runner from ending.
  mock.stdout.resume().unref?.();
  mock.stderr.resume().unref?.();
  mock.unref();
  return {
    url,
    pid: mock.pid,
    async stop() {
      if (mock.exitCode === null && mock.signalCode === null) {
        mock.ref();
        mock.kill('SIGTERM');
        await ended;
      }
    },
  };
}

function ready(mock, timeout) {
  return new Promise((resolve, reject) => {
    let written = '';
    const failed = (why) => reject(new Error(`the mock did not start: ${why}\n${written.trim()}`.trim()));
    const timer = setTimeout(() => failed(`not ready after ${timeout} ms`), timeout);
    const read = (text) => {
      written += text;
      const url = READY.exec(written)?.[1];
      if (url) {
        clearTimeout(timer);
        resolve(url);
      }
    };
    mock.stdout.setEncoding('utf8').on('data', read);
    mock.stderr.setEncoding('utf8').on('data', (text) => (written += text));
    mock.once('error', (error) => failed(error.message));
    // Not at its exit: only now has all been read that it wrote.
    mock.once('close', (code, signal) => {
      clearTimeout(timer);
      failed(`it ended with ${signal ?? code}`);
    });
  });
}

module.exports = { start };

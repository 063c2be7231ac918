#!/usr/bin/env node
'use strict';
const { launch, NoJava } = require('../src/java');

let mock;
try {
  mock = launch(process.argv.slice(2), { stdio: 'inherit' });
} catch (error) {
  if (!(error instanceof NoJava)) throw error;
  console.error(`instantstream-mock: ${error.message}`);
  process.exit(2);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => mock.kill(signal));
}
// npx passes a signal on to its shell alone, and that one ends without a word: that it is gone has to do.
const parent = process.ppid;
if (process.env.npm_command === 'exec') setInterval(() => process.ppid === parent || mock.kill('SIGTERM'), 250).unref();
mock.on('error', (error) => {
  console.error(`instantstream-mock: ${error.message}`);
  process.exitCode = 2;
});
// Ended as the mock has ended: by its code, or by the signal that ended it.
mock.on('exit', (code, signal) => {
  process.exitCode = code ?? 128 + require('node:os').constants.signals[signal];
});

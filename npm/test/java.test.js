'use strict';
const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const { start } = require('../src/index');
const { javaHome, NoJava, versionOf } = require('../src/java');

const JAVA = process.platform === 'win32' ? 'java.exe' : 'java';

function home(t, release) {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'a home with spaces '));
  t.after(() => fs.rmSync(directory, { recursive: true }));
  fs.mkdirSync(path.join(directory, 'bin'));
  fs.writeFileSync(path.join(directory, 'bin', JAVA), '', { mode: 0o755 });
  if (release) fs.writeFileSync(path.join(directory, 'release'), release);
  return directory;
}

test('the version of a Java is read from its release file, old numbers too', (t) => {
  assert.equal(versionOf(home(t, 'JAVA_VERSION="21.0.4"\n')), 21);
  assert.equal(versionOf(home(t, 'IMPLEMENTOR="x"\nJAVA_VERSION="1.8.0_402"\n')), 8);
  assert.equal(versionOf(path.join(os.tmpdir(), 'no such home')), 0);
});

test('JAVA_HOME comes before the PATH, and one that is too old is passed over', (t) => {
  const old = home(t, 'JAVA_VERSION="11.0.2"');
  const good = home(t, 'JAVA_VERSION="17.0.1"');
  const better = home(t, 'JAVA_VERSION="25"');
  const onPath = { PATH: path.join(better, 'bin') };
  assert.equal(javaHome({ JAVA_HOME: good, ...onPath }), good);
  assert.equal(javaHome({ JAVA_HOME: old, ...onPath }), fs.realpathSync(better));
});

test('where there is no Java the message says what was looked at and what to do', async (t) => {
  const old = home(t, 'JAVA_VERSION="11.0.2"');
  assert.throws(
    () => javaHome({ JAVA_HOME: old, PATH: '/nowhere' }),
    (error) =>
      error instanceof NoJava &&
      error.message.includes('JAVA_HOME: Java 11') &&
      error.message.includes(`instantstream-runtime-${process.platform}-${process.arch}`),
  );
  await assert.rejects(start({ env: { PATH: '' } }), /neither JAVA_HOME nor the PATH has a java/);
});

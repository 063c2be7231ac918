'use strict';
const { spawn, spawnSync } = require('node:child_process');
const fs = require('node:fs');
const path = require('node:path');

const OLDEST = 17;
const WINDOWS = process.platform === 'win32';
const JARS = path.join(__dirname, '..', 'kit');
const RUNTIME = `instantstream-runtime-${process.platform}-${process.arch}`;

/** There is nothing that could run the mock; the message says what was looked at and what to do. */
class NoJava extends Error {}

/** Where a runtime can be, the surest first: its npm package, JAVA_HOME, then the PATH. */
function* homes(env) {
  try {
    yield { from: RUNTIME, home: path.join(path.dirname(require.resolve(`${RUNTIME}/package.json`)), 'runtime') };
  } catch {
    // Not installed: most machines of developers have a Java.
  }
  if (env.JAVA_HOME) yield { from: 'JAVA_HOME', home: env.JAVA_HOME };
  for (const directory of (env.PATH ?? env.Path ?? '').split(path.delimiter).filter(Boolean)) {
    const java = path.join(directory, WINDOWS ? 'java.exe' : 'java');
    if (fs.existsSync(java)) yield { from: java, home: path.dirname(path.dirname(fs.realpathSync(java))) };
  }
}

/** The major version of a Java, or 0 where it tells none: 17 for "17.0.15", 8 for "1.8.0_402". */
function versionOf(home) {
  const java = path.join(home, 'bin', WINDOWS ? 'java.exe' : 'java');
  if (!fs.existsSync(java)) return 0;
  const release = path.join(home, 'release');
  const text = fs.existsSync(release)
    ? fs.readFileSync(release, 'utf8')
    : spawnSync(java, ['-version'], { encoding: 'utf8', windowsHide: true }).stderr;
  const numbers = /(?:JAVA_VERSION=|version )"(?:1\.)?(\d+)/.exec(text ?? '');
  return numbers ? Number(numbers[1]) : 0;
}

/** The home of a Java that is new enough. */
function javaHome(env = process.env) {
  const seen = [];
  for (const { from, home } of homes(env)) {
    const version = versionOf(home);
    if (version >= OLDEST) return home;
    seen.push(`${from}: ${version ? `Java ${version}` : 'no java'}`);
  }
  throw new NoJava(
    `no Java ${OLDEST} or later (${seen.join('; ') || 'neither JAVA_HOME nor the PATH has a java'}). ` +
      `Install one, set JAVA_HOME, or add the npm package ${RUNTIME}, which brings its own.`,
  );
}

/**
 * Starts the mock. A POSIX shell runs the launcher that keeps an archive of loaded classes, which halves the start;
 * it becomes the JVM, so that signals reach it. Elsewhere the jar is started as it is.
 */
function launch(args, { env = process.env, ...options } = {}) {
  const home = javaHome(env);
  const child = { ...options, env: { ...env, JAVA_HOME: home }, windowsHide: true };
  if (!WINDOWS) return spawn('/bin/sh', [path.join(JARS, 'instantstream-mock'), ...args], child);
  const own = (env.INSTANTSTREAM_JAVA_OPTIONS ?? '').split(/\s+/).filter(Boolean);
  const flags = ['-XX:+UseSerialGC', '-XX:-UsePerfData', ...own];
  return spawn(path.join(home, 'bin', 'java.exe'), [...flags, '-jar', path.join(JARS, 'instantstream-mock.jar'), ...args], child);
}

module.exports = { NoJava, javaHome, launch, versionOf };

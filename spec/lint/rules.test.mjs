// Each own rule catches what it is there for: the documents are broken once for each case, and linted.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { dump, load } from 'js-yaml';
import { findingsOf } from './asyncapi.mjs';

const spec = dirname(dirname(fileURLToPath(import.meta.url)));
const mutants = join(spec, 'target', 'mutants');
const bin = (name) => join(spec, 'node_modules', '.bin', name);
const read = (name) => load(readFileSync(join(spec, name), 'utf8'));
const documents = { 'openapi.yaml': read('openapi.yaml'), 'asyncapi.yaml': read('asyncapi.yaml') };
const byId = (list, id) => list.find((entry) => entry.id === id);

const PROVENANCE = 'nothing-lacks-provenance';
const without = (pick) => (document) => void delete pick(document)['x-provenance'];
const operation = (document) => document.paths['/instantstream/start/{token}'].post;
const schemas = (document) => document.components.schemas;
const lifecycle = (document) => document['x-lifecycle'];

// rule -> what breaks it -> how
const OPENAPI = {
  [PROVENANCE]: {
    'an operation without': without(operation),
    'a parameter without': without((d) => d.components.parameters.Token),
    'an inline parameter without': without((d) => d.paths['/instantstream/request'].post.parameters[0]),
    'a header without': without((d) => d.components.headers.RetryAfter),
    'a response without': without((d) => operation(d).responses['200']),
    'a shared response without': without((d) => d.components.responses.Conflict),
    'a request body without': without((d) => operation(d).requestBody),
    'a schema without': without((d) => schemas(d).Stream),
    'a property without': without((d) => schemas(d).Stream.properties.phone),
    'a server without': without((d) => d.servers[1]),
    'a security scheme without': without((d) => d.components.securitySchemes.apikey),
    'a state without': without((d) => lifecycle(d).states.expired),
    'a transition without': without((d) => byId(lifecycle(d).transitions, 'join')),
    'an effect without': without((d) => lifecycle(d).effects.join),
    'the refusals of the lifecycle without': without((d) => lifecycle(d).refused),
    'a rule without': without((d) => d['x-rules'][3]),
    'a channel without': without((d) => d['x-channels'][0]),
    'limits without': without((d) => d['x-limits']),
    'kinds of key without': without((d) => d['x-key-kinds']),
    'an unknown level': (d) => void (schemas(d).Stream['x-provenance'].level = 'guessed'),
    'a blank source': (d) => void (operation(d)['x-provenance'].source = ' '),
    'a blank source of a keyword': (d) =>
      void (schemas(d).RequestStreamBody.properties.phone['x-keyword-provenance'].minLength.source = ''),
    'a blank source of a refused operation': (d) => void (lifecycle(d).refused.pingStream.source = ''),
  },
  'keyword-provenance-has-keyword': {
    'a keyword that is gone': (d) => void delete schemas(d).RequestStreamBody.properties.email.pattern,
    'a keyword of a parameter that is gone': (d) => void delete d.components.parameters.Token.schema.minLength,
  },
  'ambiguity-is-decided': {
    'no question': (d) => void delete d['x-ambiguities'][0].question,
    'no reason': (d) => void delete d['x-ambiguities'][1].reason,
    'a choice that is no reading': (d) => void (d['x-ambiguities'][2].chosen = 'neither'),
    'a source that names no ambiguity': (d) => void d['x-ambiguities'].splice(0, 1),
  },
  'refusal-quotes-rule': {
    'a rule that is gone': (d) => void d['x-rules'].splice(d['x-rules'].indexOf(byId(d['x-rules'], 'body-limit-413')), 1),
    'a rule misspelt': (d) => void (byId(d['x-refusals'], 'state').rule = 'refused-state-490'),
  },
  'documented-names-heading': {
    'an invented heading': (d) => void (operation(d)['x-provenance'].source = 'Begin stream'),
    'a heading with a tail of its own': (d) => void (operation(d)['x-provenance'].source = 'Start streaming'),
    'an ambiguity under no heading': (d) => void (d['x-ambiguities'][0].source = 'hearsay'),
  },
  'everything-has-example': {
    'a request without': (d) => void delete operation(d).requestBody.content['application/json'].examples,
    'a success without': (d) => void (operation(d).responses['200'].content['application/json'].examples = {}),
    'a refusal without': (d) => void delete d.components.responses.Conflict.content['application/json'].examples,
  },
};

const ASYNCAPI = {
  [PROVENANCE]: {
    'a channel without': without((d) => d.channels.stream),
    'a channel parameter without': without((d) => d.channels.account.parameters.accountId),
    'an operation without': without((d) => d.operations.publishToStream),
    'a message without': without((d) => d.components.messages['chat-message']),
    'a payload without': without((d) => schemas(d).StreamEvent),
    'a property of a payload without': without((d) => schemas(d).StreamEvent.properties.token),
    'a server without': without((d) => d.servers.pusher),
  },
  'documented-names-heading': {
    'an invented heading': (d) => void (d.servers.pusher['x-provenance'].source = 'Sockets'),
  },
};

// Beyond Spectral: what asyncapi.mjs finds, in its own words.
const PAIRS = {
  'the event stream-entered of x-lifecycle is no message': (openapi) =>
    void (byId(lifecycle(openapi).transitions, 'join').event = 'stream-entered'),
  'the message chat-message is no event of x-lifecycle': (openapi) =>
    void delete byId(lifecycle(openapi).transitions, 'chat').event,
  'a source names the ambiguity channel-names': (openapi) =>
    void (byId(openapi['x-ambiguities'], 'channel-names').id = 'names-of-channels'),
  'asyncapi-document-resolved at channels/stream/address': (_, asyncapi) => void (asyncapi.channels.stream.address = 7),
  'the message chat-message has no example': (_, asyncapi) =>
    void delete asyncapi.components.messages['chat-message'].examples,
  'an example of chat-message breaks its payload': (_, asyncapi) =>
    void delete asyncapi.components.messages['chat-message'].examples[0].payload.at,
  // Media credentials are not published.
  'an example of stream-started breaks its payload': (_, asyncapi) =>
    void (asyncapi.components.messages['stream-started'].examples[0].payload.stream.stream = {
      id: 'med_51b0', sessionId: '1_MX4xMjM0NTY3OH4', token: 'T1==cGFydG5lcl9pZD0xMjM0NTY3OA', key: '12345678',
    }),
};

rmSync(mutants, { recursive: true, force: true });
after(() => rmSync(mutants, { recursive: true, force: true }));

const write = (name, files) => {
  mkdirSync(join(mutants, name), { recursive: true });
  for (const [file, document] of Object.entries(files)) writeFileSync(join(mutants, name, file), dump(document, { noRefs: true }));
};

const cases = [];
for (const [file, rules] of [['openapi.yaml', OPENAPI], ['asyncapi.yaml', ASYNCAPI]]) {
  for (const [rule, breakages] of Object.entries(rules)) {
    for (const [what, damage] of Object.entries(breakages)) {
      const document = structuredClone(documents[file]);
      damage(document);
      cases.push({ rule, what, file: join(mutants, String(cases.length), file) });
      // The events refer to the calls, not the other way round.
      write(String(cases.length - 1), file === 'asyncapi.yaml' ? { ...documents, [file]: document } : { [file]: document });
    }
  }
}

// One run over all broken documents: the ruleset takes longer to load than to apply.
const lint = spawnSync(
  bin('spectral'),
  ['lint', ...cases.map(({ file }) => file), '--ruleset', join(spec, 'lint', 'rules.yaml'), '--format', 'json', '--quiet'],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
);
const findings = JSON.parse(lint.stdout.slice(lint.stdout.indexOf('[')));
const found = (file) => new Set(findings.filter(({ source }) => source === file).map(({ code }) => code));

for (const { rule, what, file } of cases) {
  test(`${rule} finds ${what} (${file.endsWith('asyncapi.yaml') ? 'AsyncAPI' : 'OpenAPI'})`, () => {
    assert.deepEqual([...found(file)], [rule]);
  });
}

test('every own rule is broken by some case', () => {
  assert.deepEqual(Object.keys(read('lint/rules.yaml').rules), Object.keys(OPENAPI));
});

for (const [finding, damage] of Object.entries(PAIRS)) {
  test(`asyncapi.mjs says: ${finding}`, async () => {
    const files = structuredClone(documents);
    damage(files['openapi.yaml'], files['asyncapi.yaml']);
    write('pair', files);
    const findings = await findingsOf(join(mutants, 'pair', 'asyncapi.yaml'), join(mutants, 'pair', 'openapi.yaml'));
    assert.ok(findings.some((said) => said.includes(finding)), findings.join('\n'));
  });
}

test('asyncapi.mjs fails where there is a finding', () => {
  const files = structuredClone(documents);
  files['asyncapi.yaml'].channels.stream.address = 7;
  write('failing', files);
  const run = spawnSync(process.execPath, [join(spec, 'lint', 'asyncapi.mjs')], { cwd: join(mutants, 'failing') });
  assert.equal(run.status, 1);
});

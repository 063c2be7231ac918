// Fails on any diagnostic of the AsyncAPI parser, on an example that breaks its payload (which the parser does not
// look at in AsyncAPI 3), and where asyncapi.yaml and openapi.yaml do not fit together.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Parser, fromFile } from '@asyncapi/parser';
import Ajv from 'ajv';
import { load } from 'js-yaml';
import { provenances } from './functions/walk.js';

/** What is wrong with the AsyncAPI file, beside the OpenAPI file that it belongs to; a sentence each. */
export async function findingsOf(file, openapiFile) {
  const read = async (name) => load(await readFile(name, 'utf8'));
  const [openapi, asyncapi] = [await read(openapiFile), await read(file)];

  // 3.0 is what most tools read; nothing of 3.1 is needed.
  const parser = new Parser({ ruleset: { rules: { 'asyncapi-latest-version': 'off' } } });
  const { document, diagnostics } = await fromFile(parser, file).parse();
  const findings = diagnostics.map(({ code, path, message }) => `${code} at ${path.join('/')}: ${message}`);

  // Instants have a pattern of their own, so that formats need no second library.
  const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
  const messages = document?.channels().get('stream')?.messages().all() ?? [];
  for (const message of messages) {
    const valid = ajv.compile(message.payload().json());
    if (message.examples().isEmpty()) findings.push(`the message ${message.name()} has no example`);
    for (const example of message.examples())
      if (!valid(example.payload()))
        findings.push(`an example of ${message.name()} breaks its payload: ${ajv.errorsText(valid.errors)}`);
  }

  const { effects, transitions } = openapi['x-lifecycle'];
  const published = new Set([...Object.values(effects), ...transitions].map(({ event }) => event).filter(Boolean));
  const declared = new Set(messages.map((message) => message.name()));
  for (const event of published) if (!declared.has(event)) findings.push(`the event ${event} of x-lifecycle is no message`);
  for (const event of declared) if (!published.has(event)) findings.push(`the message ${event} is no event of x-lifecycle`);

  const ambiguities = openapi['x-ambiguities'].map(({ id }) => id);
  for (const [, { source }] of provenances(asyncapi)) {
    const id = /^ambiguity ([a-z0-9-]+)/.exec(source)?.[1];
    if (id && !ambiguities.includes(id)) findings.push(`a source names the ambiguity ${id}, which openapi.yaml does not have`);
  }
  return findings;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [file = 'asyncapi.yaml', openapiFile = 'openapi.yaml'] = process.argv.slice(2);
  const findings = await findingsOf(file, openapiFile);
  findings.forEach((finding) => console.error(`${file}: ${finding}`));
  console.log(`${file}: ${findings.length} findings`);
  process.exitCode = findings.length === 0 ? 0 : 1;
}

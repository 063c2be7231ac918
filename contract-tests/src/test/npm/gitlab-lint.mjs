// Holds a GitLab CI file against GitLab's own JSON Schema, which gitlab-ci-local ships.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import yaml from 'js-yaml';
import { schema } from './node_modules/gitlab-ci-local/src/schema/schema.js';

const validate = new Ajv({ strict: false, allErrors: false, validateFormats: false }).compile(schema);
const file = process.argv[2];
if (!validate(yaml.load(readFileSync(file, 'utf8')))) {
  for (const { instancePath, message, params } of validate.errors) {
    console.error(`${file}${instancePath} ${message} ${JSON.stringify(params)}`);
  }
  process.exit(1);
}

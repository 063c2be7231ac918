import { entries, operations } from './walk.js';

const resolve = (document, node) =>
  node?.$ref ? node.$ref.slice(2).split('/').reduce((at, key) => at?.[key], document) : node;

const lacking = (document, path, node) =>
  Object.entries(resolve(document, node)?.content ?? {})
    .filter(([, media]) => media.example === undefined && Object.keys(media.examples ?? {}).length === 0)
    .map(([type]) => ({ path, message: `${path.join('/')} has no example for ${type}` }));

// Each operation shows its request and each of its answers.
export default function examples(document) {
  return operations(document).flatMap(([path, operation]) => [
    ...lacking(document, [...path, 'requestBody'], operation.requestBody),
    ...entries(document, ...path, 'responses').flatMap(([at, response]) => lacking(document, at, response)),
  ]);
}

import { entries, objects, operations } from './walk.js';

const LEVELS = ['documented', 'observed', 'assumed'];
const COMPONENTS = [
  'schemas', 'parameters', 'headers', 'responses', 'requestBodies', 'securitySchemes',
  'messages', 'channels', 'operations', 'servers',
];

const complaint = (provenance) => {
  if (provenance === null || typeof provenance !== 'object') return 'has no provenance';
  if (!LEVELS.includes(provenance.level)) return `has a provenance of no known level (${LEVELS.join(', ')})`;
  if (typeof provenance.source !== 'string' || !provenance.source.trim()) return 'has a provenance without a source';
  return null;
};

const schemaProperties = (document) =>
  objects(document)
    .filter(([path]) => path[path.length - 1] === 'properties' && path[path.length - 2] !== 'properties')
    .flatMap(([path]) => entries(document, ...path));

const responseHeaders = (document) =>
  objects(document)
    .filter(([path]) => path[path.length - 1] === 'headers' && path[path.length - 2] !== 'components')
    .flatMap(([path]) => entries(document, ...path));

const openapi = (document) => [
  [['info'], document.info],
  ...entries(document, 'servers'),
  ...entries(document, 'paths').flatMap(([path]) => entries(document, ...path, 'parameters')),
  ...operations(document).flatMap(([path, operation]) => [
    [path, operation],
    ...entries(document, ...path, 'parameters'),
    ...(operation.requestBody ? [[[...path, 'requestBody'], operation.requestBody]] : []),
    ...entries(document, ...path, 'responses'),
  ]),
  ...responseHeaders(document),
];

const extensions = (document) => [
  ...['states', 'effects', 'transitions'].flatMap((part) => entries(document, 'x-lifecycle', part)),
  [['x-lifecycle', 'refused'], document['x-lifecycle']?.refused],
  ...entries(document, 'x-rules'),
  ...entries(document, 'x-channels'),
  [['x-limits'], document['x-limits']],
  [['x-key-kinds'], document['x-key-kinds']],
];

const asyncapi = (document) => [
  [['info'], document.info],
  ...['servers', 'channels', 'operations'].flatMap((part) => entries(document, part)),
  ...entries(document, 'channels').flatMap(([path]) => [
    ...entries(document, ...path, 'parameters'),
    ...entries(document, ...path, 'messages'),
  ]),
];

// Nothing lacks provenance: every rule says how far it can be trusted, and why. A $ref leans on what it names.
export default function provenance(document) {
  const carriers = [
    ...(document.asyncapi ? asyncapi(document) : [...openapi(document), ...extensions(document)]),
    ...COMPONENTS.flatMap((part) => entries(document, 'components', part)),
    ...schemaProperties(document),
  ];
  const bare = carriers
    .filter(([, node]) => !(node?.$ref && !node['x-provenance']))
    .map(([path, node]) => [path, complaint(node?.['x-provenance'])]);
  const refusals = document.asyncapi
    ? []
    : entries(document, 'x-lifecycle', 'refused').map(([path, node]) => [path, complaint(node)]);
  const keywords = objects(document)
    .filter(([path]) => path[path.length - 1] === 'x-keyword-provenance')
    .flatMap(([path]) => entries(document, ...path))
    .map(([path, node]) => [path, complaint(node)]);
  return [...bare, ...refusals, ...keywords]
    .filter(([, message]) => message)
    .map(([path, message]) => ({ path, message: `${path.join('/')} ${message}` }));
}

import { entries, provenances } from './walk.js';

const NEEDED = ['id', 'question', 'readings', 'chosen', 'reason', 'source'];

const complaints = (ambiguity) => [
  ...NEEDED.filter((key) => !ambiguity[key]).map((key) => `has no ${key}`),
  ...(ambiguity.chosen && !Object.hasOwn(ambiguity.readings ?? {}, ambiguity.chosen)
    ? [`chooses ${ambiguity.chosen}, which is none of its readings`]
    : []),
];

// Each ambiguity is decided, and a source that says "ambiguity x" names one of them. (For asyncapi.yaml, whose sources
// name the ambiguities of openapi.yaml, asyncapi.mjs looks.)
export default function ambiguities(document) {
  if (document.asyncapi) return [];
  const list = entries(document, 'x-ambiguities');
  const ids = list.map(([, ambiguity]) => ambiguity.id);
  const incomplete = list.flatMap(([path, ambiguity]) =>
    complaints(ambiguity).map((message) => ({ path, message: `ambiguity ${ambiguity.id ?? path[1]} ${message}` })),
  );
  const unknown = provenances(document)
    .map(([path, { source }]) => [path, /^ambiguity ([a-z0-9-]+)/.exec(source)?.[1]])
    .filter(([, id]) => id && !ids.includes(id))
    .map(([path, id]) => ({ path, message: `the source names the ambiguity ${id}, which is not in x-ambiguities` }));
  return [...incomplete, ...unknown];
}

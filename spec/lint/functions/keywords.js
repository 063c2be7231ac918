import { objects } from './walk.js';

// A provenance of a keyword is about a keyword that the schema has.
export default function keywords(document) {
  return objects(document).flatMap(([path, schema]) =>
    Object.keys(schema['x-keyword-provenance'] ?? {})
      .filter((keyword) => !Object.hasOwn(schema, keyword))
      .map((keyword) => ({
        path: [...path, 'x-keyword-provenance', keyword],
        message: `${path.join('/')} has a provenance for ${keyword} and no such keyword`,
      })),
  );
}

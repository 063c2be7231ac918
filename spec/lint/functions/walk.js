// What a document holds, as [path, node] pairs. Shared by the rules beside this file.

const isObject = (value) => value !== null && typeof value === 'object' && !Array.isArray(value);

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

// The entries of an object or array at a path, as [path, value] pairs.
export function entries(document, ...path) {
  const node = path.reduce((at, key) => at?.[key], document);
  return node === null || typeof node !== 'object'
    ? []
    : Object.entries(node).map(([key, value]) => [[...path, key], value]);
}

export function operations(document) {
  return entries(document, 'paths').flatMap(([path]) =>
    entries(document, ...path).filter(([at]) => METHODS.includes(at[at.length - 1])),
  );
}

// The node and every object below it. Examples are data, not rules: they are left out.
export function objects(node, path = []) {
  if (node === null || typeof node !== 'object') return [];
  const named = path[path.length - 1] === 'properties';
  const below = Object.entries(node)
    .filter(([key]) => named || !['example', 'examples'].includes(key))
    .flatMap(([key, value]) => objects(value, [...path, key]));
  return isObject(node) ? [[path, node], ...below] : below;
}

// The provenances of a document: every object of the form {level, source}.
export function provenances(document) {
  return objects(document).filter(([, node]) => 'level' in node && 'source' in node);
}

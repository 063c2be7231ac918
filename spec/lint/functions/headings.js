import HEADINGS from 'instantstream-spec/headings';
import { entries, provenances } from './walk.js';


const headed = (source) =>
  HEADINGS.some((heading) => source === heading || source.startsWith(`${heading}: `) || source.startsWith(`${heading} (`));

// What is called documented says under which heading of the owner's page.
export default function headings(document) {
  const sources = [
    ...provenances(document).filter(([, node]) => node.level === 'documented'),
    ...entries(document, 'x-ambiguities'),
  ];
  return sources
    .filter(([, { source }]) => source?.trim?.() && !headed(source))
    .map(([path, { source }]) => ({ path, message: `"${source}" does not start with a heading of the owner's page` }));
}

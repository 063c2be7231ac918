// Says of each pair of documents in a JSON file whether api-smart-diff finds that it breaks a consumer.
import { readFileSync } from 'node:fs';
import { apiCompare } from 'api-smart-diff';

const pairs = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const breaks = pairs.map(([before, after]) =>
  apiCompare(before, after).diffs.some(({ type }) => type === 'breaking'));
console.log('BREAKS ' + JSON.stringify(breaks));

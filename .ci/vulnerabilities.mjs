// Asks OSV about every component of the bills of materials that the build has made:
//   node .ci/vulnerabilities.mjs [bom.json ...]
// Exit 0: nothing is known, 1: something is, 3: the database could not be asked. Not part of the build, which needs no
// network.
import { readFileSync } from 'node:fs';

const STANDARD = ['mock-server/target/instantstream-mock-sbom.json', 'contract-tests/target/contract-tests-sbom.json'];
const OSV = process.env.OSV_URL ?? 'https://api.osv.dev/v1/querybatch';
const files = process.argv.length > 2 ? process.argv.slice(2) : STANDARD;

function components(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).components.map(({ purl }) => purl).filter(Boolean);
  } catch (problem) {
    console.error(`${file} cannot be read (${problem.message}): run mvn package first`);
    process.exit(3);
  }
}

async function ask(purls) {
  try {
    const answer = await fetch(OSV, {
      method: 'POST',
      body: JSON.stringify({ queries: purls.map((purl) => ({ package: { purl: purl.replace(/\?.*$/, '') } })) }),
      signal: AbortSignal.timeout(60_000),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const { results } = await answer.json();
    if (results?.length !== purls.length) throw new Error('not every question was answered');
    return results;
  } catch (problem) {
    console.error(`INCONCLUSIVE: ${OSV} gave no answer (${problem.cause?.code ?? problem.message})`);
    process.exit(3);
  }
}

const purls = [...new Set(files.flatMap(components))].sort();
const results = await ask(purls);
const known = purls.flatMap((purl, i) => (results[i].vulns ?? []).map(({ id }) => `${purl} ${id} https://osv.dev/${id}`));
known.forEach((line) => console.log(line));
console.log(`${purls.length} components, ${known.length} known vulnerabilities`);
process.exit(known.length ? 1 : 0);

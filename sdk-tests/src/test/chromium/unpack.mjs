// Unpacks the Chromium of the npm package into target/, with the libraries and fonts that a bare machine lacks, and
// prints as one line of JSON how to launch it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const directory = fileURLToPath(new URL('../../../target/chromium', import.meta.url));
mkdirSync(directory, { recursive: true });
process.env.TMPDIR = directory;
// The package unpacks its libraries only where it believes to run in this environment.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';

const { default: chromium } = await import('@sparticuz/chromium');
const executablePath = await chromium.executablePath();
// The package looks for its fonts in /tmp alone; a page without any font crashes.
writeFileSync(
  `${directory}/fonts/fonts.conf`,
  `<fontconfig><dir>${directory}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${directory}/cache</cachedir></fontconfig>`,
);
const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
console.log(JSON.stringify({ executablePath, env: { LD_LIBRARY_PATH, FONTCONFIG_PATH } }));

// Bundles what ships into dist/. Plain JavaScript that Node 20 runs, because `npm ci` calls it (`prepare`) with the machine's own Node.
// `node esbuild.config.mjs --development` keeps names and adds source maps.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const development = process.argv.includes('--development');

// In the oldest syntax there is, so that an old Node says what it lacks instead of stumbling over ours.
const checkNode = `#!/usr/bin/env node
(function () {
  var v = process.versions.node.split('.').map(Number);
  if (v[0] < 22 || (v[0] === 22 && v[1] < 13)) {
    console.error('cordon needs Node.js 22.13 or later; this is ' + process.versions.node + '.');
    process.exit(2);
  }
})();`;

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: !development,
  sourcemap: development ? 'linked' : false,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  // The sources also run unbundled, as ES modules; what they do there with import.meta is never reached in a bundle.
  logOverride: { 'empty-import-meta': 'silent' },
  // ES modules first: some packages ship a CommonJS build that cannot be shaken.
  mainFields: ['module', 'main'],
};

mkdirSync(join(root, 'dist'), { recursive: true });

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { entryPoints: ['src/vscode/extension.ts'], outfile: 'dist/extension.cjs', external: ['vscode'], plugins: [detectorsApart()] },
  {
    stdin: {
      contents: `export { allDetectors } from './index.ts';
        export { nameDetectors } from './names.ts';
        export { secretlintDetectors } from './secretlint.ts';`,
      resolveDir: join(root, 'src', 'core', 'detectors'),
    },
    outfile: 'dist/detectors.cjs',
  },
  { entryPoints: ['src/cli/cli.ts'], outfile: 'dist/cli.cjs', banner: { js: checkNode }, plugins: [receiverApart()] },
  { entryPoints: ['src/receiver/main.ts'], outfile: 'dist/receiver.cjs', define: { CORDON_DASHBOARD: await dashboard() } },
  { entryPoints: ['src/worker/worker.ts'], outfile: 'dist/worker.cjs' },
];

for (const bundle of bundles) {
  const { metafile } = await build({ ...common, ...bundle });
  const outfile = /** @type {string} */ (bundle.outfile);
  writeFileSync(join(root, `${outfile}.meta.json`), JSON.stringify(metafile));
  if (!development) rmSync(join(root, `${outfile}.map`), { force: true });
  keepOut(outfile, metafile);
  console.error(`${outfile}  ${Math.round(statSync(join(root, outfile)).size / 1024)} KB`);
}

/**
 * The dashboard's page, script and style as one JSON text, which goes into the receiver. dist/dashboard.json is for the sources when
 * they run unbundled.
 */
async function dashboard() {
  const folder = join(root, 'src', 'receiver', 'dashboard');
  /** @param {string} file */
  const bundled = async (file) => {
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: [join(folder, file)],
      bundle: true,
      write: false,
      minify: !development,
      target: ['chrome111', 'firefox115', 'safari16.4'],
      logLevel: 'warning',
      legalComments: 'none',
    });
    return /** @type {import('esbuild').OutputFile} */ (outputFiles[0]).text;
  };
  const files = {
    html: readFileSync(join(folder, 'index.html'), 'utf8'),
    script: await bundled('main.ts'),
    style: await bundled('style.css'),
  };
  writeFileSync(join(root, 'dist', 'dashboard.json'), JSON.stringify(files));
  return JSON.stringify(files);
}

/**
 * Leaves the receiver to a file of its own, so that every other command starts without it.
 * @returns {import('esbuild').Plugin}
 */
function receiverApart() {
  return {
    name: 'receiver-apart',
    setup: ({ onResolve }) => onResolve({ filter: /\/receiver\/main\.ts$/ }, () => ({ path: './receiver.cjs', external: true })),
  };
}

/**
 * Leaves the detectors to a file of their own, which is read with the first scan: they are most of the code, and VS Code would parse
 * them at activation.
 * @returns {import('esbuild').Plugin}
 */
function detectorsApart() {
  return {
    name: 'detectors-apart',
    setup: ({ onResolve }) =>
      onResolve({ filter: /\/core\/detectors\/(?:index|names|secretlint)\.ts$/ }, () => ({ path: './detectors.cjs', external: true })),
  };
}

/**
 * The second opinions (secretlint, compromise) take a hundred milliseconds to load, so only the worker carries them.
 * @param {string} outfile
 * @param {import('esbuild').Metafile} metafile
 */
function keepOut(outfile, metafile) {
  if (outfile === 'dist/worker.cjs') return;
  const written = Object.entries(metafile.outputs[outfile]?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const heavy = written.map(([input]) => input).filter((input) => /node_modules\/(@secretlint|compromise)\//.test(input));
  if (heavy.length > 0) {
    console.error(`${outfile} must not carry ${heavy[0]} and ${heavy.length - 1} more: load them in src/worker only.`);
    process.exit(1);
  }
}

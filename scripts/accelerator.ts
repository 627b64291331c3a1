import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './host/paths.ts';

/**
 * `node scripts/accelerator.ts`: compiles the prefilter to WebAssembly and writes it as text into a source file. With `--check` it fails
 * where that file was made from another source. The compiler is fetched for the time of a run only: it is 100 MB, and whoever does not
 * change the prefilter needs none.
 */
const COMPILER = 'assemblyscript@0.28.20';
const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort=', '--enable', 'simd,bulk-memory'];

const source = join(root, 'src/core/accelerator/assembly/prefilter.ts');
const target = join(root, 'src/core/accelerator/module.data.ts');

const made = createHash('sha256')
  .update([readFileSync(source, 'utf8'), COMPILER, ...OPTIONS].join('\n'))
  .digest('hex');

if (process.argv.includes('--check')) {
  if (!readFileSync(target, 'utf8').includes(made)) {
    console.error('src/core/accelerator/module.data.ts was made from another source: run `node scripts/accelerator.ts`.');
    process.exitCode = 1;
  }
} else {
  const folder = mkdtempSync(join(tmpdir(), 'accelerator-'));
  try {
    const out = join(folder, 'prefilter.wasm');
    execFileSync('npm', ['exec', '--yes', `--package=${COMPILER}`, '--', 'asc', source, ...OPTIONS, '--outFile', out], {
      stdio: 'inherit',
    });
    const lines =
      readFileSync(out)
        .toString('base64')
        .match(/.{1,120}/g) ?? [];
    writeFileSync(
      target,
      `/** The prefilter as WebAssembly, in base64. Made by \`node scripts/accelerator.ts\` from assembly/prefilter.ts; its state: ${made} */\n` +
        `export const MODULE =\n${lines.map((line) => `  '${line}'`).join(' +\n')};\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

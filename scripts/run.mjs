// Runs one of the project's scripts (`node scripts/run.mjs test`) with the Node the project pins, on a machine that may have
// nothing but an older Node and npm. Plain JavaScript without dependencies, because it runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const bin = join(root, 'node_modules', '.bin');
const [name, ...rest] = process.argv.slice(2);

if (!name || !existsSync(join(root, 'scripts', `${name}.ts`))) {
  console.error(`Usage: node scripts/run.mjs <script> [arguments]. There is no scripts/${name ?? ''}.ts.`);
  process.exit(2);
}

if (!isInstalled()) {
  console.error('Installing the packages of package-lock.json (npm ci). This happens once.');
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=http'], {
    cwd: root,
    // npm's own lines go to stderr: what a script prints on stdout stays its own.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0) {
    console.error('npm ci failed, see above. Cordon needs npm and access to a package registry.');
    process.exit(npm.status ?? 1);
  }
}

const node = process.platform === 'win32' ? join(root, 'node_modules', 'node', 'bin', 'node.exe') : join(bin, 'node');
const child = spawn(existsSync(node) ? node : process.execPath, [join(root, 'scripts', `${name}.ts`), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => child.kill(signal));
}
child.on('error', (error) => {
  console.error(`Could not start Node: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)));

/** npm writes node_modules/.package-lock.json at the end of an install, so its date says which lockfile stands there. */
function isInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs;
}

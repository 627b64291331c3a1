import { dirname, relative, resolve } from 'node:path';
import { allDetectors } from '../../core/detectors/index.ts';
import { nameDetectors } from '../../core/detectors/names.ts';
import { secretlintDetectors } from '../../core/detectors/secretlint.ts';
import type { Finding } from '../../core/finding.ts';
import { toDetector } from '../../core/policy/custom.ts';
import { createExceptionFilter } from '../../core/policy/exceptions.ts';
import type { CustomDetector } from '../../core/policy/policy.ts';
import { createScanner, type ScanOptions, type Scanner } from '../../core/scan.ts';
import { copyUnits } from '../copyUnits.ts';
import { hmac } from '../crypto.ts';
import { createDeepScanner, type DeepScanner } from '../deepScanner.ts';
import { findPolicyFolder } from '../policyStore.ts';
import type { BaselineKey } from './baseline.ts';
import type { ScanPlace } from './place.ts';
import { localDate, policyAt, type PolicyTrust } from './policyAt.ts';

/** Ids of the detectors that classification files may name. */
export const detectorIds = (): ReadonlySet<string> =>
  new Set([...allDetectors, ...secretlintDetectors, ...nameDetectors].map(({ id }) => id));

export interface FileScanner {
  readonly scanner: Scanner;
  scan(text: string, path?: string): Promise<Finding[]> | Finding[];
}

export interface Scanners {
  /** Findings get marks for this baseline. */
  readonly baseline?: BaselineKey;
  /** How classification files count; undefined where none does. */
  readonly policies?: PolicyTrust;
  /** The scanner for a file, by the classification file above it; without a file, for text from nowhere. */
  forFile(path?: string): FileScanner;
  dispose(): void;
}

/** Scanners by classification file. With `policies` false none is read, so that the answers depend on the text alone. */
export function createScanners(
  place: ScanPlace,
  options: { readonly deep: boolean; readonly policies: PolicyTrust | false; readonly baseline?: BaselineKey },
): Scanners {
  const plain = build([], options.deep, place);
  const disposables: { dispose(): void }[] = [plain];
  const byFolder = new Map<string, FileScanner>();
  const byDirectory = new Map<string, FileScanner>();

  const forFolder = (folder: string): FileScanner => {
    const { policy, problems, status, file } = policyAt(folder, place, options.policies || {});
    const broken = problems.find(({ severity }) => severity === 'error');
    if (broken)
      place.say(
        `${broken.file === undefined ? file : resolve(folder, broken.file)}:${broken.line}:${broken.column}: ${broken.message} (${status === 'lastGood' ? 'its last good version counts' : 'scanning with all built-in detectors'})`,
      );
    if (policy === 'blocked') return plain;
    const builtIn = detectorIds();
    const custom = policy.customDetectors.filter(({ id }) => !builtIn.has(id));
    const own = custom.length > 0 ? build(custom, options.deep, place) : plain;
    if (own !== plain) disposables.push(own);
    const disable = new Set(policy.disabledDetectors);
    const except = createExceptionFilter(hmac, policy, localDate(new Date()));
    return {
      scanner: own.scanner,
      async scan(text, path) {
        return except(
          text,
          path === undefined ? undefined : relative(folder, resolve(place.cwd, path)),
          await own.scan(text, path, disable),
        );
      },
    };
  };

  return {
    ...(options.baseline && { baseline: options.baseline }),
    ...(options.policies && { policies: options.policies }),
    forFile(path) {
      if (!options.policies || path === undefined) return plain;
      const directory = dirname(path);
      let found = byDirectory.get(directory);
      if (!found) {
        const folder = findPolicyFolder(directory) ?? '';
        found = byFolder.get(folder) ?? (folder === '' ? plain : forFolder(folder));
        byFolder.set(folder, found);
        byDirectory.set(directory, found);
      }
      return found;
    },
    dispose: () => disposables.forEach((each) => each.dispose()),
  };
}

interface BuiltScanner extends FileScanner {
  scan(text: string, path?: string, disable?: ReadonlySet<string>): Promise<Finding[]> | Finding[];
  dispose(): void;
}

function build(custom: readonly CustomDetector[], deep: boolean, place: ScanPlace): BuiltScanner {
  const scanner = createScanner(
    [...allDetectors, ...custom.map((each) => toDetector(each, () => performance.now()))],
    [...secretlintDetectors, ...nameDetectors],
    copyUnits,
  );
  let opinions: DeepScanner | undefined;
  let told = false;
  const degraded = (reason: string): void => {
    if (!told) place.say(`${reason} --deep went on with the built-in detectors alone.`);
    told = true;
  };
  const scanWith = (text: string, options: ScanOptions): Promise<Finding[]> | Finding[] => {
    if (!deep) return scanner.scan(text, options);
    opinions ??= createDeepScanner({ scanner, degraded });
    return opinions.scan(text, options);
  };
  return {
    scanner,
    scan: (text, path, disable) => scanWith(text, { ...(path !== undefined && { path }), ...(disable && { disable }) }),
    dispose: () => opinions?.dispose(),
  };
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlaceholderConflict, type Vault } from '../../core/vault.ts';
import { ensurePrivateFolder, privateKey, writePrivateFile } from '../state.ts';

/** What is known of a placeholder, without its value. */
export interface VaultRow {
  readonly placeholder: string;
  /** Last use, ms since the epoch, to a day; undefined where only this process knows it. */
  readonly used?: number;
  /** When it is forgotten unless it is used again or stands in a file, ms since the epoch. */
  readonly expires?: number;
  /** Files of the workspace that it stands in: while it does, it is kept. */
  readonly files: number;
}

/** The vault of one workspace, kept on the disk. */
export interface StoredVault extends Vault {
  readonly entries: () => readonly (readonly [placeholder: string, value: string])[];
  /** The placeholders that stand in a file: they do not expire while they do. An empty list lets them go. */
  pin(file: string, placeholders: readonly string[]): void;
  list(): readonly VaultRow[];
  /** Whether they stand in a file or not: the user wants it. */
  forget(placeholders: readonly string[]): void;
}

export interface VaultStore {
  /** The vault of a workspace, read from the disk when first asked for. */
  of(workspace: string): StoredVault;
  /** Forgets what was not used for too long and is not pinned. */
  expire(): void;
  /** Resolves once everything is on the disk, or the disk has refused it. */
  flush(): Promise<void>;
}

export interface VaultStoreOptions {
  readonly state: string;
  /** For what went wrong, never for a value. */
  readonly log: (message: string) => void;
  /** ms since the epoch. */
  readonly clock?: () => number;
  /** Entries of one workspace; the longest unused go first. Default 20,000. */
  readonly limit?: number;
}

const DAY = 24 * 60 * 60 * 1000;
/** An entry lives so long after its last use. */
const LIFE = 30 * DAY;

/**
 * Placeholder → value of every workspace, in `vault/<workspace>` of the state folder: one record a line, each encrypted by AES-256-GCM
 * under the key in `vault.key` and bound to its workspace. Only one process at a time may hold a store: the broker.
 */
export function createVaultStore(options: VaultStoreOptions): VaultStore {
  const folder = join(options.state, 'vault');
  const key = privateKey(options.state, 'vault.key');
  const vaults = new Map<string, OpenVault>();
  return {
    of(workspace) {
      let vault = vaults.get(workspace);
      if (!vault) {
        const file = join(ensurePrivateFolder(folder), workspace === '-' ? 'none' : workspace);
        vaults.set(workspace, (vault = new OpenVault(file, createSeal(key, workspace), options)));
      }
      return vault;
    },
    expire: () => vaults.forEach((vault) => vault.expire()),
    flush: async () => void (await Promise.all([...vaults.values()].map((vault) => vault.flush()))),
  };
}

/** One line of the file, once opened. */
type VaultRecord =
  | readonly [kind: 'entry', placeholder: string, value: string, used: number]
  | readonly [kind: 'pins', file: string, placeholders: readonly string[]];

interface Entry {
  readonly value: string;
  /** ms since the epoch. */
  readonly used: number;
}

class OpenVault implements StoredVault {
  /** The longest unused first. */
  private readonly known = new Map<string, Entry>();
  private readonly pins = new Map<string, readonly string[]>();
  private readonly file: string;
  private readonly seal: Seal;
  private readonly options: VaultStoreOptions;
  private waiting: string[] = [];
  private writing: Promise<void> = Promise.resolve();
  private lines = 0;

  constructor(file: string, seal: Seal, options: VaultStoreOptions) {
    this.file = file;
    this.seal = seal;
    this.options = options;
    this.read();
    this.expire();
  }

  get size(): number {
    return this.known.size;
  }

  get(placeholder: string): string | undefined {
    return this.known.get(placeholder)?.value;
  }

  entries(): readonly (readonly [string, string])[] {
    return [...this.known].map(([placeholder, { value }]) => [placeholder, value] as const);
  }

  put(placeholder: string, value: string): void {
    const known = this.known.get(placeholder);
    if (known && known.value !== value) throw new PlaceholderConflict(placeholder);
    const used = this.now();
    // A use is written down once a day, not with every turn of a conversation.
    const stale = !known || Math.abs(used - known.used) > DAY;
    this.known.delete(placeholder);
    this.known.set(placeholder, { value, used: stale ? used : known.used });
    if (stale) this.append(['entry', placeholder, value, used]);
    if (this.known.size > (this.options.limit ?? 20_000)) this.forgetOldest(1);
  }

  pin(file: string, placeholders: readonly string[]): void {
    const wanted = placeholders.filter((placeholder) => this.known.has(placeholder)).sort();
    if (wanted.join() === (this.pins.get(file) ?? []).join()) return;
    if (wanted.length > 0) this.pins.set(file, wanted);
    else this.pins.delete(file);
    this.append(['pins', file, wanted]);
  }

  list(): readonly VaultRow[] {
    const files = new Map<string, number>();
    for (const placeholder of [...this.pins.values()].flat()) files.set(placeholder, (files.get(placeholder) ?? 0) + 1);
    return [...this.known].map(([placeholder, { used }]) => ({
      placeholder,
      used,
      expires: used + LIFE,
      files: files.get(placeholder) ?? 0,
    }));
  }

  forget(placeholders: readonly string[]): void {
    const gone = new Set(placeholders);
    for (const placeholder of gone) this.known.delete(placeholder);
    for (const [file, pinned] of this.pins) {
      const left = pinned.filter((placeholder) => !gone.has(placeholder));
      if (left.length > 0) this.pins.set(file, left);
      else this.pins.delete(file);
    }
    // Nothing of them stays on the disk either.
    this.rewrite();
  }

  expire(): void {
    const now = this.now();
    const pinned = this.pinned();
    let gone = 0;
    for (const [placeholder, { used }] of this.known) {
      // What was used in the future, by a clock that was wrong then or is now, was just used.
      if (now - used <= LIFE || pinned.has(placeholder)) continue;
      this.known.delete(placeholder);
      gone++;
    }
    if (gone > 0 || this.lines > 2 * (this.known.size + this.pins.size) + 100) this.rewrite();
  }

  async flush(): Promise<void> {
    while (this.waiting.length > 0) await this.write();
    await this.writing;
  }

  private now(): number {
    return (this.options.clock ?? Date.now)();
  }

  private pinned(): Set<string> {
    return new Set([...this.pins.values()].flat());
  }

  private forgetOldest(count: number): void {
    const pinned = this.pinned();
    let left = count;
    for (const placeholder of this.known.keys()) {
      if (left === 0) return;
      if (pinned.has(placeholder)) continue;
      this.known.delete(placeholder);
      left--;
    }
  }

  private read(): void {
    let content: string;
    try {
      content = readFileSync(this.file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
        this.options.log(`A vault cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
      return;
    }
    let damaged = 0;
    for (const line of content.split('\n')) {
      if (line === '') continue;
      this.lines++;
      const record = this.seal.open(line);
      if (!record) damaged++;
      else if (record[0] === 'pins') {
        if (record[2].length > 0) this.pins.set(record[1], record[2]);
        else this.pins.delete(record[1]);
      } else {
        this.known.delete(record[1]);
        this.known.set(record[1], { value: record[2], used: record[3] });
      }
    }
    // A crash may have left half a line, to which nothing must be appended.
    if (!content.endsWith('\n')) this.rewrite();
    if (damaged > 0)
      this.options.log(`${damaged} of ${this.lines} records of a vault are damaged or under another key, and are passed over.`);
  }

  private append(record: VaultRecord): void {
    this.waiting.push(this.seal.close(record));
    this.lines++;
    if (this.waiting.length === 1) void this.write();
  }

  private write(): Promise<void> {
    return (this.writing = this.writing.then(async () => {
      const lines = this.waiting;
      if (lines.length === 0) return;
      this.waiting = [];
      try {
        await appendFile(this.file, `${lines.join('\n')}\n`, { mode: 0o600 });
      } catch (error) {
        this.options.log(
          `A vault cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}); it holds until the gateway ends.`,
        );
      }
    }));
  }

  /** Only what still counts, whole or not at all. */
  private rewrite(): void {
    const records: VaultRecord[] = [
      ...[...this.known].map(([placeholder, { value, used }]) => ['entry', placeholder, value, used] as const),
      ...[...this.pins].map(([file, placeholders]) => ['pins', file, placeholders] as const),
    ];
    const content = records.map((record) => `${this.seal.close(record)}\n`).join('');
    this.lines = records.length;
    // Behind what is being written, so that nothing is appended to a file that is about to be replaced.
    this.waiting = [];
    this.writing = this.writing.then(() => {
      try {
        writePrivateFile(this.file, content);
      } catch (error) {
        this.options.log(`A vault cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`);
      }
    });
  }
}

interface Seal {
  close(record: VaultRecord): string;
  /** Undefined for a line that is damaged, of another workspace or under another key. */
  open(line: string): VaultRecord | undefined;
}

/** AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits for each record; the workspace is authenticated with it. */
function createSeal(key: Uint8Array, workspace: string): Seal {
  const bound = Buffer.from(`cordon-vault-v1\0${workspace}`);
  return {
    close(record) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(record), 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(line) {
      try {
        const bytes = Buffer.from(line, 'base64');
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
        decipher.setAAD(bound).setAuthTag(bytes.subarray(12, 28));
        return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')) as VaultRecord;
      } catch {
        return undefined;
      }
    },
  };
}

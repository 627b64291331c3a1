/** Where a scan stands, and whom it tells what went wrong. */
export interface ScanPlace {
  /** Absolute; paths are shown relative to it. */
  readonly cwd: string;
  /** One sentence about a file that was not scanned as it should be, for the user. Never a value. */
  say(message: string): void;
}

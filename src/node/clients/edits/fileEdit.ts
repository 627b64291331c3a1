/** One file of another program, and what Cordon puts into it. Pure: `changes.ts` reads and writes. */
export interface FileEdit {
  /** Absolute. */
  readonly file: string;
  /** The text with Cordon's entries. Undefined: there is no file yet. Throws `EditProblem` for a text that it cannot change safely. */
  add(text: string | undefined): string;
  /**
   * The text without Cordon's entries, and with what stood in their place; undefined: nothing is left, and there was no file before.
   * Entries that the user has changed since are the user's, and stay.
   */
  remove(text: string, then: Then): string | undefined;
  /** Makes the file executable. */
  readonly executable?: boolean;
}

/** The file when Cordon changed it. */
export interface Then {
  /** Undefined: there was none. */
  readonly before: string | undefined;
  readonly after: string;
}

/** A file that cannot be changed as it stands. The message is for the user and quotes nothing of the file. */
export class EditProblem extends Error {}

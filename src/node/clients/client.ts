import type { Surroundings } from '../state.ts';
import type { FileEdit } from './edits/fileEdit.ts';

/** Addresses of the gateway, as each kind of client wants its base URL. */
export interface GatewayBases {
  /** `http://127.0.0.1:<port>/<token>/<workspace>`; a provider's name may follow. */
  readonly root: string;
  /** Without `/v1`. */
  readonly anthropic: string;
  /** With `/v1`. */
  readonly openai: string;
  /** Without `/v1beta`. */
  readonly gemini: string;
  readonly ollama: string;
}

/** The machine a client is set up on. A parameter, so that every platform can be tested on one. */
export interface Place extends Surroundings {
  /** Undefined where there is no such file, or it cannot be read. */
  readonly read: (file: string) => string | undefined;
}

/** A program whose requests can be sent through the gateway. */
export interface Client {
  /** As `cordon setup` calls it. */
  readonly name: string;
  readonly title: string;
  /** What sends its requests elsewhere, in a few words. */
  readonly redirectedBy: string;
  /** A folder or file that is there once the client has run. */
  readonly home: (place: Place) => string;
  /** What has to change. Throws `EditProblem`. */
  readonly edits: (place: Place, gateway: GatewayBases) => readonly FileEdit[];
  /** What the user should know before saying yes, each a sentence. */
  readonly notes?: (place: Place, gateway: GatewayBases) => readonly string[];
}

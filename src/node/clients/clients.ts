import { claude } from './claude.ts';
import type { Client } from './client.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { continueDev } from './continueDev.ts';
import { copilotCli } from './copilotCli.ts';
import { gemini } from './gemini.ts';
import { opencode } from './opencode.ts';

/** The programs that `cordon setup` knows. */
export const CLIENTS: readonly Client[] = [claude, codex, gemini, copilotCli, opencode, cline, continueDev];

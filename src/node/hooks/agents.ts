import { claude } from './claude.ts';
import { cline } from './cline.ts';
import { codex } from './codex.ts';
import { copilotCli, vscode } from './copilot.ts';
import { cursor } from './cursor.ts';
import { gemini } from './gemini.ts';
import type { HookAgent } from './hook.ts';
import { opencode } from './opencode.ts';

/** The agents that `cordon hook` knows. */
export const HOOK_AGENTS: readonly HookAgent[] = [claude, codex, gemini, copilotCli, vscode, cursor, opencode, cline];

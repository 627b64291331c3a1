import { anthropicMessages } from './anthropicMessages.ts';
import { copilotCompletions } from './copilotCompletions.ts';
import { pathname, type WireFormat, type WireRequest } from './format.ts';
import { gemini } from './gemini.ts';
import { generic } from './generic.ts';
import { ollama } from './ollama.ts';
import { openaiChat } from './openaiChat.ts';
import { openaiResponses } from './openaiResponses.ts';

/** Every wire format; the first that matches is taken, and `generic` matches all. */
export const FORMATS: readonly WireFormat[] = [openaiChat, openaiResponses, anthropicMessages, gemini, ollama, copilotCompletions, generic];

export const formatOf = (request: WireRequest): WireFormat => FORMATS.find((format) => format.matches(request)) ?? generic;

/**
 * Whether a request to a host that nobody named is an AI request beyond doubt, by its path alone (and Anthropic's header). The one
 * place that says so. Such a request is guarded with the provider `unknown`.
 */
export function looksLikeAi(path: string, header: (name: string) => string | undefined): boolean {
  const name = pathname(path);
  if (/\/chat\/completions$|:(?:stream)?generatecontent$/.test(name)) return true;
  return /\/v1\/messages$/.test(name) && header('anthropic-version') !== undefined;
}

/** Exchange of credentials with the provider itself: what it holds was issued by the receiver, and changing it locks the user out. */
export const isAuthentication = (path: string): boolean =>
  /^\/(?:[\w.-]+\/)?oauth2?\/(?:v\d+\/)?(?:token|revoke)$|^\/login\/oauth\/access_token$/.test(pathname(path));

import type { Answer, Answerer, ModelRequest, ToolCall } from '../../test/support/fakeModel.ts';

export interface Errand {
  readonly source: string;
  readonly target: string;
  /** The name before the value that is to be copied: `NAME=value`. */
  readonly name: string;
  readonly read: (file: string) => ToolCall;
  readonly write: (file: string, content: string) => ToolCall;
}

/**
 * A model that reads a file with the client's own tool, writes one of the values it saw into a new file, and then names that value.
 * What it writes is what it was shown: behind a guard the placeholder, else the value.
 */
export function scriptedModel(errand: Errand): Answerer {
  return (request): Answer => {
    const results = toolResults(request);
    // Titles, routing and other asides come without tools and know nothing of the errand.
    if (!hasTools(request)) return { text: JSON.stringify({ complexity_reasoning: 'simple', complexity_score: 1 }) };
    if (results.length === 0) return { text: 'I read the file.', toolCalls: [errand.read(errand.source)] };
    const seen = shown(results[0] ?? '', errand.name);
    if (seen === undefined) return { text: `The tool did not show ${errand.name}.` };
    if (results.length === 1) return { text: 'I write the file.', toolCalls: [errand.write(errand.target, `copied: ${seen}`)] };
    return { text: `The value is ${seen} and nothing else.` };
  };
}

/** The value after `NAME=` in a tool's result. */
const shown = (result: string, name: string): string | undefined => new RegExp(`${name}=([^\\s"'\\\\]+)`).exec(result)?.[1];

const hasTools = ({ json }: ModelRequest): boolean =>
  (Array.isArray(json.tools) && json.tools.length > 0) || JSON.stringify(json.input ?? '').includes('"additional_tools"');

/** What tools gave back, as text, in the order of the conversation. */
function toolResults({ json }: ModelRequest): string[] {
  const entries: readonly Record<string, unknown>[] = json.messages ?? json.input ?? json.contents ?? [];
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry) => {
    if (entry['role'] === 'tool' || /^(?:custom_tool|function)_call_output$/.test(String(entry['type']))) return [textsOf(entry)];
    const parts = entry['content'] ?? entry['parts'];
    if (!Array.isArray(parts)) return [];
    return parts.filter((part) => part?.type === 'tool_result' || part?.functionResponse !== undefined).map(textsOf);
  });
}

function textsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || typeof value !== 'object') return '';
  return Object.values(value).map(textsOf).join('\n');
}

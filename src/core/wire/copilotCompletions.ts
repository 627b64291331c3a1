import { openaiError } from './errors.ts';
import { pathname, placesOf, type WireFormat } from './format.ts';
import { child, elements, type JsonNode, textOf } from './json.ts';

/** Completions while typing: Copilot's engines and every endpoint in the shape of OpenAI's older completions. */
export const copilotCompletions: WireFormat = {
  id: 'copilot-completions',
  published: 'https://platform.openai.com/docs/api-reference/completions',
  surface: 'completion',
  matches: ({ path }) => /\/completions$/.test(pathname(path)) && !/\/chat\/completions$/.test(pathname(path)),
  untouched: ['model', 'stop', 'stop.*', 'extra.language', 'stream_options.**'],
  embedded: [],
  freeform: [],
  answer: {
    places: (root) => elements(child(root, 'choices')).flatMap((choice, at) => placesOf(child(choice, 'text'), channelOf(choice, at))),
    calls: () => [],
    ends: (root) =>
      elements(child(root, 'choices')).flatMap((choice, at) =>
        textOf(child(choice, 'finish_reason')) === undefined ? [] : [channelOf(choice, at)],
      ),
  },
  refusal: openaiError,
};

function channelOf(choice: JsonNode, at: number): string {
  const index = child(choice, 'index');
  return `choice:${index?.kind === 'scalar' ? index.raw : at}`;
}

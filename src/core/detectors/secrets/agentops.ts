import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';
import { UUID, uuid } from './plausible.ts';

export const agentops: readonly Detector[] = [
  {
    id: 'agentops-api-key',
    title: 'AgentOps API key',
    why: 'It can read and write the recorded sessions of the AgentOps project.',
    type: 'AGENTOPS_API_KEY',
    ...contextual({ vendor: ['agentops'], names: ['key', 'token'], value: UUID }),
    finds: (fake) => [`agentops.init(api_key="«${uuid(fake)}»")`],
    ignores: (fake) => [{ text: `agentops_session_id = "${uuid(fake)}"`, because: 'it is the id of a session' }],
    published: 'https://docs.agentops.ai/v2/quickstart',
  },
];

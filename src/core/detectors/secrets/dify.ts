import type { Detector } from '../detector.ts';
import { contextual } from './contextual.ts';

export const dify: readonly Detector[] = [
  {
    id: 'dify-app-key',
    title: 'Dify application key',
    why: 'It can talk to a Dify application and read its conversations.',
    type: 'DIFY_API_KEY',
    ...contextual({ vendor: ['dify_api', 'dify_app', 'dify_key'], names: ['key', 'token', ''], value: 'app-[A-Za-z0-9]{24}' }),
    finds: (fake) => [`DIFY_API_KEY=«app-${fake.alnum(24)}»`],
    ignores: (fake) => [
      { text: `DIFY_API_KEY=app-${fake.alnum(20)}`, because: 'it is too short' },
      { text: `modify_key = app-${fake.alnum(24)}`, because: 'it is another word' },
    ],
    published: 'https://docs.dify.ai/en/guides/application-publishing/developing-with-apis',
  },
  {
    id: 'dify-dataset-key',
    title: 'Dify knowledge key',
    why: 'It can read and change the knowledge bases of a Dify workspace.',
    type: 'DIFY_API_KEY',
    ...contextual({ vendor: ['dify_api', 'dify_dataset', 'dify_knowledge'], names: ['key', 'token'], value: 'dataset-[A-Za-z0-9]{24}' }),
    finds: (fake) => [`dify_dataset_key: «dataset-${fake.alnum(24)}»`],
    ignores: () => [{ text: 'dify_dataset_key: dataset-for-customer-support', because: 'it is a name' }],
    published: 'https://docs.dify.ai/en/guides/knowledge-base/knowledge-and-documents-maintenance/maintain-dataset-via-api',
  },
];

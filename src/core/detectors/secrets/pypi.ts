import type { Detector } from '../detector.ts';
import { base64url, prefixToken } from './prefixToken.ts';

export const pypi: readonly Detector[] = [
  prefixToken({
    id: 'pypi-token',
    title: 'PyPI API token',
    can: 'publish packages in its owner’s name',
    type: 'PYPI_TOKEN',
    prefixes: ['pypi-AgEIcHlwaS5vcmc', 'pypi-AgENdGVzdC5weXBpLm9yZw'],
    body: [base64url(50, 500)],
    published: 'https://docs.pypi.org/api/secrets/',
    revoke: 'https://pypi.org/manage/account/token/',
  }),
];

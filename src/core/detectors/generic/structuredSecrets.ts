import { decodeBase64 } from '../../base64.ts';
import type { Detector, Located } from '../detector.ts';
import { isDummy, isInRows } from '../dummy.ts';

/** How far around its mark a manifest or key is read, in UTF-16 units. */
const REACH = 6000;

/** Secrets whose names say nothing, but the document around them does. */
export const structuredSecrets: readonly Detector[] = [
  {
    id: 'kubernetes-secret-data',
    title: 'Kubernetes Secret',
    kind: 'secret',
    why: 'It is the content of a Secret, and base64 hides nothing.',
    type: 'KUBE_SECRET',
    generic: true,
    literals: ['kind: Secret', 'kind: "Secret"', "kind: 'Secret'", '"kind": "Secret"', '"kind":"Secret"'],
    locate: inManifest,
    confidence: 'medium',
    finds: (fake) => [
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  login: «${fake.base64(24)}»\n`,
      `{"kind":"Secret","data":{"login":"«${fake.base64(24)}»"},"metadata":{"name":"db"}}`,
    ],
    ignores: () => [
      { text: 'kind: Secret\nmetadata:\n  name: db\ndata:\n  login: {{ .Values.login }}\n', because: 'a template fills it in' },
      { text: 'kind: SecretStore\nspec:\n  provider: vault\n', because: 'it is another kind' },
    ],
    published: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  },
  {
    id: 'jwk-private-key',
    title: 'Private JSON Web Key',
    kind: 'secret',
    why: 'It signs or decrypts in its owner’s name.',
    type: 'PRIVATE_KEY',
    literals: ['"kty"', '\\"kty\\"', 'kty:', "'kty'"],
    locate: inKey,
    confidence: 'high',
    finds: (fake) => [`{"kty":"EC","crv":"P-256","x":"${fake.base64url(43)}","d":"«${fake.base64url(43)}»"}`],
    ignores: (fake) => [{ text: `{"kty":"EC","crv":"P-256","x":"${fake.base64url(43)}"}`, because: 'it is the public half' }],
    published: 'https://www.rfc-editor.org/rfc/rfc7518#section-6',
  },
];

/** The values under `data` and `stringData` of the document in which a Secret's kind stands. */
function inManifest(text: string, literal: number): Located {
  if (/^["']?kind["']?:\s?["']?Secret\w/.test(text.slice(literal, literal + 24))) return { values: [], until: literal + 1 };
  const from = Math.max(text.lastIndexOf('\n---', literal), literal - REACH, 0);
  const next = text.indexOf('\n---', literal);
  const to = Math.min(next < 0 ? text.length : next, literal + REACH);
  const part = text.slice(from, to);
  const values: Located['values'][number][] = [];
  const block =
    /(?:^|\n)(?<indent>[ \t]*)(?:string)?data:[ \t]*(?:\r?\n(?:\k<indent>[ \t]+[^\n]*|[ \t]*\r?)(?=\n|$)){1,200}|"(?:string)?data"\s{0,4}:\s{0,4}\{[^{}]{0,4000}\}/gi;
  for (const found of part.matchAll(block)) {
    const entry =
      /[ \t"'][\w.-]{1,100}["']?\s{0,4}:[ \t]*(?:[|>]-?[ \t]*\r?\n[ \t]*)?["']?(?<value>[A-Za-z0-9+/]{8,4000}={0,2})(?=["'\s,}]|$)/dg;
    for (const match of found[0].matchAll(entry)) {
      const [start, end] = match.indices!.groups!['value']!;
      const value = match.groups!['value']!;
      if (isDummy(value) || isInRows(value) || (value.length % 4 !== 0 && !/\d/.test(value))) continue;
      // Base64 of a word that stands for a value is one too.
      if (/^(?:change|your|<|\$\{|placeholder|todo|example)/i.test(decodeBase64(value, 0, 40))) continue;
      values.push({ start: from + found.index + start, end: from + found.index + end, confidence: 'medium' });
    }
  }
  return { values, until: to };
}

/** The members of a key that are private (RFC 7518 section 6): `d`, the primes of RSA, and `k` of a symmetric key. */
function inKey(text: string, literal: number): Located {
  const open = text.lastIndexOf('{', literal);
  const close = text.indexOf('}', literal);
  const from = open < 0 || literal - open > REACH ? literal : open;
  const to = close < 0 || close - literal > REACH ? Math.min(text.length, literal + 400) : close;
  const part = text.slice(from, to);
  const symmetric = /kty\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["']oct/.test(part);
  const member =
    /(?<=[{,\s"'])(?<name>d|p|q|dp|dq|qi|k)\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["'](?<value>[A-Za-z0-9_+/-]{20,2000}={0,2})(?=\\{0,3}["'])/dg;
  const values: Located['values'][number][] = [];
  for (const match of part.matchAll(member)) {
    if (match.groups!['name'] === 'k' && !symmetric) continue;
    const [start, end] = match.indices!.groups!['value']!;
    if (!isDummy(match.groups!['value']!)) values.push({ start: from + start, end: from + end, confidence: 'high' });
  }
  return { values, until: to };
}

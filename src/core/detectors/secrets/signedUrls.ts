import type { Detector, Located } from '../detector.ts';

/** The longest address that is read around a signature, in UTF-16 units: RFC 9110 asks for 8,000; signed ones stay far below. */
const LONGEST = 4000;
const SIGNATURE = /X-(?:Amz|Goog)-Signature=(?<signature>[0-9a-fA-F]{64,1024})(?![0-9a-fA-F])/iy;
const ADDRESS_CHARACTER = /[^\s"'`<>\\^{}|]/;

/** Addresses that carry their own permission: the whole of one is the credential. */
export const signedUrls: readonly Detector[] = [
  {
    id: 'signed-url',
    title: 'Signed link to a file in a cloud store',
    kind: 'secret',
    why: 'Until it expires, whoever has the link may read or write the file, without any login.',
    type: 'SIGNED_URL',
    literals: ['X-Amz-Signature=', 'X-Goog-Signature='],
    locate,
    confidence: 'high',
    finds: (fake) => [
      `curl "«https://${fake.lower(8)}.s3.amazonaws.com/a.zip?X-Amz-Credential=${fake.lower(8)}%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Signature=${fake.hex(64)}»"`,
      `see «https://storage.googleapis.com/${fake.lower(8)}/a.pdf?X-Goog-Expires=900&X-Goog-Signature=${fake.hex(512)}», valid for an hour`,
    ],
    ignores: () => [
      { text: 'https://bucket.s3.amazonaws.com/a.zip?X-Amz-Signature=${signature}', because: 'a template fills it in' },
      { text: 'X-Amz-Signature=&X-Amz-Date=', because: 'there is no signature' },
    ],
    published: 'https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html',
  },
];

function locate(text: string, literal: number): Located {
  SIGNATURE.lastIndex = literal;
  const signature = SIGNATURE.exec(text);
  if (!signature) return { values: [], until: literal + 1 };
  let end = SIGNATURE.lastIndex;
  while (end < text.length && end - literal < LONGEST && ADDRESS_CHARACTER.test(text.charAt(end))) end++;
  // The comma, bracket or full stop behind an address in prose is not part of it.
  while (/[.,;:!?)\]]/.test(text.charAt(end - 1))) end--;
  let start = literal;
  while (start > 0 && literal - start < LONGEST && ADDRESS_CHARACTER.test(text.charAt(start - 1))) start--;
  const scheme = text.slice(start, literal).lastIndexOf('://');
  // Without its address, as in a log of parameters, the signature is all there is.
  const from =
    scheme < 0 ? literal + signature[0].length - signature.groups!['signature']!.length : schemeStart(text, start, start + scheme);
  // Documents of the vendors sign with a key id that says so.
  const shown = /EXAMPLE/.test(text.slice(from, end));
  return { values: [{ start: from, end, confidence: shown ? 'low' : 'high' }], until: end };
}

function schemeStart(text: string, from: number, at: number): number {
  let start = at;
  while (start > from && /[A-Za-z0-9+]/.test(text.charAt(start - 1))) start--;
  return start;
}

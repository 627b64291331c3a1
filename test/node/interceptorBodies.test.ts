import assert from 'node:assert/strict';
import zlib from 'node:zlib';
import { readMultipart } from '../../src/node/interceptor/multipart.ts';
import { chat, guardedTraffic, placeholderIn, SECRET } from '../support/guardedTraffic.ts';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x0d, 0x0a, 0x2d, 0x2d, 0xff, 0xfe]);

describe('bodies that are no plain JSON', () => {
  const traffic = guardedTraffic();
  const post = (body: NonNullable<RequestInit['body']>, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${traffic.model.url}/v1/files`, { method: 'POST', body, headers });

  it('files of a form are read one by one, and pictures in it arrive as they are', async () => {
    const form = new FormData();
    form.set('purpose', 'assistants');
    form.set('file', new File([`KEY=${SECRET}\n`], 'notes.txt', { type: 'text/plain' }));
    form.set('picture', new File([PNG], 'a.png', { type: 'image/png' }));
    await post(form);
    const [call] = traffic.model.calls;
    assert.ok(!traffic.model.bytes().includes(SECRET));
    const received = await new Response(new Uint8Array(call!.body), {
      headers: { 'content-type': call!.headers['content-type']! },
    }).formData();
    assert.equal(received.get('purpose'), 'assistants');
    const [file, picture] = ['file', 'picture'].map((name) => received.get(name) as File);
    assert.equal(await file!.text(), `KEY=${placeholderIn(call!)}\n`);
    assert.deepEqual([file!.name, file!.type], ['notes.txt', 'text/plain']);
    assert.deepEqual(Buffer.from(await picture!.arrayBuffer()), PNG);
  });

  it('a form without findings leaves byte for byte', async () => {
    const raw = Buffer.concat([
      Buffer.from(
        '--b 1\r\ncontent-disposition: form-data; name="a"\r\n\r\nplain é\r\n--b 1\r\n\r\n\r\n--b 1\r\nContent-Type: image/png\r\n\r\n',
      ),
      PNG,
      Buffer.from('\r\n--b 1--\r\n'),
    ]);
    await post(raw, { 'content-type': 'multipart/form-data; boundary="b 1"' });
    assert.deepEqual(traffic.model.calls[0]?.body, raw);
  });

  const refused: readonly { name: string; body: Buffer; reason: RegExp }[] = [
    {
      name: 'with a file that is no text and no picture',
      body: formOf('Content-Type: application/x-pkcs12', PNG),
      reason: /no text, and of no kind/,
    },
    { name: 'with a head that is no text', body: formOf(PNG.toString('latin1'), Buffer.from('a')), reason: /no text/ },
    { name: 'without an end', body: formOf('a: b', Buffer.from(SECRET)).subarray(0, -8), reason: /damaged/ },
    { name: 'with something behind its parts', body: Buffer.concat([formOf('a: b', PNG), Buffer.from(SECRET)]), reason: /damaged/ },
    {
      name: 'with something beside a separator',
      body: Buffer.from(formOf('a: b', Buffer.from('x')).toString('latin1').replace('\r\n', ` ${SECRET}\r\n`), 'latin1'),
      reason: /damaged/,
    },
    { name: 'with something before its parts', body: Buffer.concat([Buffer.from(SECRET), formOf('a: b', PNG)]), reason: /damaged/ },
  ];
  for (const { name, body, reason } of refused) {
    it(`a form ${name} is refused, and no byte of it is sent`, async () => {
      const response = await post(body, { 'content-type': 'multipart/form-data; boundary=edge' });
      assert.equal(response.status, 403);
      assert.match(await response.text(), reason);
      assert.equal(traffic.model.bytes(), '');
    });
  }

  for (const [name, encode, decode] of [
    ['gzip', zlib.gzipSync, zlib.gunzipSync],
    ['deflate', zlib.deflateSync, zlib.inflateSync],
    ['br', zlib.brotliCompressSync, zlib.brotliDecompressSync],
    ['zstd', zlib.zstdCompressSync, zlib.zstdDecompressSync],
  ] as const) {
    it(`a request compressed by ${name} is read and compressed again`, async () => {
      await post(new Uint8Array(encode(chat(SECRET))), { 'content-type': 'application/json', 'content-encoding': name });
      const [call] = traffic.model.calls;
      assert.equal(call!.headers['content-encoding'], name);
      const body = decode(call!.body);
      assert.equal(body.toString(), chat(placeholderIn({ body })));
    });
  }

  it('forms are told by their content type alone', () => {
    for (const contentType of ['application/json', 'multipart/form-data', 'text/plain; boundary=b']) {
      assert.equal(readMultipart(Buffer.from('--b--'), contentType), undefined, contentType);
    }
    assert.equal(readMultipart(Buffer.from('--b--'), 'Multipart/Mixed; charset=utf-8; Boundary=b')?.text, '{"parts":[]}');
  });
});

function formOf(head: string, body: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('--edge\r\n'),
    Buffer.from(head, 'latin1'),
    Buffer.from('\r\n\r\n'),
    body,
    Buffer.from('\r\n--edge--\r\n'),
  ]);
}

import zlib from 'node:zlib';
import type { AnswerFactory } from '../../core/guard/guardRequest.ts';

/** Turns the bytes of one answer into the bytes its client gets. */
export interface AnswerStream {
  /** Calls `emit` now or later, in order. */
  write(chunk: Uint8Array): void;
  /** Calls `done` once everything has been emitted. */
  end(): void;
  /** The client goes away. */
  destroy(): void;
  /** Headers that no longer describe the body. */
  readonly dropped: ReadonlySet<string>;
}

export interface AnswerSink {
  readonly emit: (chunk: Buffer) => void;
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/** A stream for an answer with these headers, or undefined where its bytes pass as they are. */
export function createAnswerStream(
  factory: AnswerFactory,
  header: (name: string) => string | undefined,
  sink: AnswerSink,
): AnswerStream | undefined {
  const rewriter = factory(header('content-type') ?? '');
  if (!rewriter) return undefined;
  const encoding = (header('content-encoding') ?? 'identity').trim().toLowerCase();
  const decoder = encoding === 'identity' || encoding === '' ? undefined : decoderOf(encoding);
  // An encoding nobody here can read passes as it is: the placeholders stay, nothing is lost.
  if (decoder === undefined && encoding !== 'identity' && encoding !== '') return undefined;

  const text = new TextDecoder('utf-8', { ignoreBOM: true });
  const give = (rewritten: string): void => {
    if (rewritten !== '') sink.emit(Buffer.from(rewritten, 'utf8'));
  };
  const finish = (): void => {
    give(rewriter.push(text.decode()) + rewriter.end());
    sink.done();
  };
  decoder?.on('data', (chunk: Buffer) => give(rewriter.push(text.decode(chunk, { stream: true }))));
  decoder?.on('end', finish);
  decoder?.on('error', (error) => sink.failed(error));

  return {
    write(chunk) {
      if (decoder) decoder.write(Buffer.from(chunk));
      else give(rewriter.push(text.decode(chunk, { stream: true })));
    },
    end() {
      if (decoder) decoder.end();
      else finish();
    },
    destroy: () => void decoder?.destroy(),
    dropped: new Set(['content-length', 'content-encoding']),
  };
}

function decoderOf(encoding: string): (NodeJS.ReadWriteStream & { destroy(): unknown }) | undefined {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip({ flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH });
    case 'deflate':
      return zlib.createInflate({ flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH });
    case 'br':
      return zlib.createBrotliDecompress({ flush: zlib.constants.BROTLI_OPERATION_FLUSH });
    case 'zstd':
      return typeof zlib.createZstdDecompress === 'function' ? zlib.createZstdDecompress() : undefined;
    default:
      return undefined;
  }
}

import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/Either';
import {
  type EventStoreUnavailable,
  type RecordedEvent,
  type StreamMetadata,
} from '../../../../application/ports/event-store';
import { unavailable } from './failures';
import { documentIn, documentText, isDeleted, retentionIn } from './metadata-text';
import { type SteadyAppend } from './steady-append';
import { type StreamReader } from './stream-reader';

type Answer<A> = Promise<E.Either<EventStoreUnavailable, A>>;

export interface MetadataStreams {
  readonly read: (stream: string) => Answer<StreamMetadata>;
  /**
   * Replaces the retention and leaves what others keep there, such as access rights. A deleted stream is left alone: the
   * server would take the write for a revival.
   */
  readonly write: (stream: string, metadata: StreamMetadata) => Answer<void>;
}

const MOST_ROUNDS = 5;

export const metadataStreams = (reader: Pick<StreamReader, 'readStream'>, steady: SteadyAppend): MetadataStreams => {
  const newest = async (stream: string): Answer<RecordedEvent | undefined> => {
    const page = await reader.readStream(`$$${stream}`, { direction: 'backwards', from: 'end', maxCount: 1 });
    return E.isLeft(page) ? page : E.right(page.right.events[0]);
  };

  const writeOver = async (stream: string, metadata: StreamMetadata): Answer<'written' | 'again'> => {
    const found = await newest(stream);
    if (E.isLeft(found)) return found;
    const document = documentIn(found.right?.data);
    if (isDeleted(document)) return E.right('written');
    const data = documentText(document, metadata);
    const written = await steady({
      stream: `$$${stream}`,
      expected: found.right?.revision ?? 'no-stream',
      events: [{ id: randomUUID(), type: '$metadata', data }],
    });
    if (E.isLeft(written)) return written;
    switch (written.right.type) {
      case 'written':
        return E.right('written');
      case 'wrong-version':
        return E.right('again');
      case 'refused':
        return E.left(written.right.failure);
      case 'stream-deleted':
      case 'too-large':
        return E.left(unavailable(`EventStoreDB does not take the metadata of "${stream}".`, false));
    }
  };

  return {
    read: async (stream) => {
      const found = await newest(stream);
      return E.isLeft(found) ? found : E.right(retentionIn(documentIn(found.right?.data)));
    },
    write: async (stream, metadata) => {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const written = await writeOver(stream, metadata);
        if (E.isLeft(written)) return written;
        if (written.right === 'written') return E.right(undefined);
      }
      return E.left(unavailable(`Others keep changing the metadata of "${stream}".`));
    },
  };
};

import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type BlockCommand, type BlockItem } from '../../../../application/deliver/block-command';
import { type KeyStore, type KeyStoreUnavailable, type ToOpen } from '../../../../application/ports/key-store';
import { type BlockFrame } from './block-frame';
import { type HeaderItem } from './block-header';

const toOpen = ({ header, sections }: BlockFrame): ReadonlyArray<ToOpen> =>
  header.sections.flatMap(({ owner }, at) => {
    const bytes = sections[at];
    if (owner === undefined || bytes === undefined) return [];
    return [{ account: header.account, owner, sealed: Buffer.from(bytes).toString('base64') }];
  });

/** The bodies of each owner in a row; null: they are erased. */
type Plain = Map<string | undefined, { readonly text: string | null; at: number }>;

const bodyOf = (plain: Plain, { owner, length }: HeaderItem): string | null => {
  const section = plain.get(owner);
  if (length === null || section === undefined || section.text === null) return null;
  const body = section.text.slice(section.at, section.at + length);
  section.at += length;
  return body;
};

const itemOf = (plain: Plain, item: HeaderItem): BlockItem => {
  const { length: _length, position, owner, refusal, ...rest } = item;
  return {
    ...rest,
    position: BigInt(position),
    ...(owner === undefined ? {} : { owner }),
    ...(refusal === undefined ? {} : { refusal }),
    body: bodyOf(plain, item),
  };
};

const commandOf = ({ header }: BlockFrame, plain: Plain): BlockCommand => {
  const { sections: _sections, stamp, items, manual, ...rest } = header;
  return {
    ...rest,
    stamp: stamp === null ? null : BigInt(stamp),
    ...(manual === undefined ? {} : { manual }),
    items: items.map((item) => itemOf(plain, item)),
  };
};

/** Commands in the order of the frames; the body of a person erased meanwhile is null. */
export const openBlocks =
  (keyStore: KeyStore) =>
  (frames: ReadonlyArray<BlockFrame>): TE.TaskEither<KeyStoreUnavailable, ReadonlyArray<BlockCommand>> => {
    const sealed = frames.flatMap(toOpen);
    return pipe(
      sealed.length === 0 ? TE.right([]) : keyStore.open(sealed),
      TE.map((opened) => {
        let next = 0;
        return frames.map((frame) => {
          const plain: Plain = new Map();
          frame.header.sections.forEach(({ owner }, at) => {
            if (owner === undefined) {
              plain.set(owner, { text: Buffer.from(frame.sections[at] ?? []).toString('utf8'), at: 0 });
              return;
            }
            plain.set(owner, { text: opened[next] ?? null, at: 0 });
            next += 1;
          });
          return commandOf(frame, plain);
        });
      }),
    );
  };

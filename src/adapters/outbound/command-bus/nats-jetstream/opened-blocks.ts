import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type BlockCommand } from '../../../../application/deliver/block-command';
import { type KeyStore, type KeyStoreUnavailable, type ToOpen } from '../../../../application/ports/key-store';
import { type BlockFrame } from './block-frame';
import { itemsOf, type SectionText } from './item-fields';

const toOpen = ({ header, sections }: BlockFrame): ReadonlyArray<ToOpen> =>
  header.sections.flatMap(({ owner }, at) => {
    const bytes = sections[at];
    if (owner === undefined || bytes === undefined || bytes.byteLength === 0) return [];
    return [{ account: header.account, owner, sealed: Buffer.from(bytes).toString('base64') }];
  });

/** The bodies of an owner in a row; null: they are erased. */
const sectionText = (owner: string | undefined, text: string | null): SectionText => {
  let at = 0;
  return {
    owner,
    take: (units) => {
      if (text === null) return null;
      at += units;
      return text.slice(at - units, at);
    },
  };
};

const commandOf = ({ header }: BlockFrame, texts: ReadonlyArray<SectionText>): BlockCommand => {
  const { sections: _sections, stamp, items, manual, run, ...rest } = header;
  return {
    ...rest,
    stamp: stamp === null ? null : BigInt(stamp),
    ...(manual === undefined ? {} : { manual }),
    ...(run === undefined ? {} : { run: { id: run.id, stamp: BigInt(run.stamp) } }),
    items: itemsOf(items, texts),
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
        const textOf = (owner: string | undefined, bytes: Uint8Array): string | null => {
          if (owner === undefined || bytes.byteLength === 0) return Buffer.from(bytes).toString('utf8');
          next += 1;
          return opened[next - 1] ?? null;
        };
        return frames.map((frame) =>
          commandOf(
            frame,
            frame.header.sections.map(({ owner }, at) =>
              sectionText(owner, textOf(owner, frame.sections[at] ?? new Uint8Array())),
            ),
          ),
        );
      }),
    );
  };

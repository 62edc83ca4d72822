import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type BlockCommand } from '../../../../application/deliver/block-command';
import { type KeyStore, type KeyStoreUnavailable, type ToSeal } from '../../../../application/ports/key-store';
import { encodeFrame } from './block-frame';
import { type BlockHeader } from './block-header';
import { type BlockSections, sectionsOf } from './block-sections';
import { columnsOf } from './item-fields';

const headerOf = (
  { run, ...command }: BlockCommand,
  { of }: BlockSections,
  sections: BlockHeader['sections'],
): BlockHeader => ({
  ...command,
  ...(run === undefined ? {} : { run: { id: run.id, stamp: String(run.stamp) } }),
  stamp: command.stamp === null ? null : String(command.stamp),
  items: columnsOf(command.items, of),
  sections,
});

/** Messages in the order of the commands; what belongs to a person is in them under that person's key only. */
export const sealBlocks =
  (keyStore: KeyStore) =>
  (commands: ReadonlyArray<BlockCommand>): TE.TaskEither<KeyStoreUnavailable, ReadonlyArray<Uint8Array>> => {
    const sectioned = commands.map(({ items }) => sectionsOf(items));
    const toSeal = commands.flatMap(({ account }, at) =>
      (sectioned[at]?.sections ?? []).flatMap(({ owner, plain }): ReadonlyArray<ToSeal> =>
        owner === undefined || plain === '' ? [] : [{ account, owner, plain }],
      ),
    );
    return pipe(
      toSeal.length === 0 ? TE.right([]) : keyStore.seal(toSeal),
      TE.map((sealed) => {
        let next = 0;
        const bytesOf = ({ owner, plain }: BlockSections['sections'][number]): Uint8Array => {
          if (owner === undefined || plain === '') return Buffer.from(plain);
          next += 1;
          return Buffer.from(sealed[next - 1] ?? '', 'base64');
        };
        return commands.map((command, at) => {
          const own = sectioned[at] ?? sectionsOf([]);
          const parts = own.sections.map(bytesOf);
          const described = own.sections.map(({ owner }, part) => ({
            ...(owner === undefined ? {} : { owner }),
            bytes: parts[part]?.byteLength ?? 0,
          }));
          return encodeFrame({ header: headerOf(command, own, described), sections: parts });
        });
      }),
    );
  };

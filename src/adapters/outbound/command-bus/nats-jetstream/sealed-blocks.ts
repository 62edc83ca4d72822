import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type BlockCommand, type BlockItem } from '../../../../application/deliver/block-command';
import { type KeyStore, type KeyStoreUnavailable, type ToSeal } from '../../../../application/ports/key-store';
import { encodeFrame } from './block-frame';
import { type BlockHeader, type HeaderItem } from './block-header';

/** The bodies of one owner in a row; without an owner they lie open. */
interface Section {
  readonly owner: string | undefined;
  readonly plain: string;
}

const sectionsOf = (items: ReadonlyArray<BlockItem>): ReadonlyArray<Section> => {
  const bodies = new Map<string | undefined, string[]>();
  for (const { owner, body } of items) {
    if (body === null) continue;
    const known = bodies.get(owner);
    if (known === undefined) bodies.set(owner, [body]);
    else known.push(body);
  }
  return [...bodies].map(([owner, texts]) => ({ owner, plain: texts.join('') }));
};

const headerItem = ({ body, position, owner, refusal, ...rest }: BlockItem): HeaderItem => ({
  ...rest,
  ...(owner === undefined ? {} : { owner }),
  ...(refusal === undefined ? {} : { refusal }),
  position: String(position),
  length: body === null ? null : body.length,
});

const headerOf = (command: BlockCommand, sections: BlockHeader['sections']): BlockHeader => ({
  ...command,
  stamp: command.stamp === null ? null : String(command.stamp),
  items: command.items.map(headerItem),
  sections,
});

/** Messages in the order of the commands; what belongs to a person is in them under that person's key only. */
export const sealBlocks =
  (keyStore: KeyStore) =>
  (commands: ReadonlyArray<BlockCommand>): TE.TaskEither<KeyStoreUnavailable, ReadonlyArray<Uint8Array>> => {
    const sections = commands.map(({ items }) => sectionsOf(items));
    const toSeal = commands.flatMap(({ account }, at) =>
      (sections[at] ?? []).flatMap(({ owner, plain }): ReadonlyArray<ToSeal> =>
        owner === undefined ? [] : [{ account, owner, plain }],
      ),
    );
    return pipe(
      toSeal.length === 0 ? TE.right([]) : keyStore.seal(toSeal),
      TE.map((sealed) => {
        let next = 0;
        const bytesOf = ({ owner, plain }: Section): Uint8Array => {
          if (owner === undefined) return Buffer.from(plain);
          next += 1;
          return Buffer.from(sealed[next - 1] ?? '', 'base64');
        };
        return commands.map((command, at) => {
          const own = sections[at] ?? [];
          const parts = own.map(bytesOf);
          const described = own.map(({ owner }, part) => ({
            ...(owner === undefined ? {} : { owner }),
            bytes: parts[part]?.byteLength ?? 0,
          }));
          return encodeFrame({ header: headerOf(command, described), sections: parts });
        });
      }),
    );
  };

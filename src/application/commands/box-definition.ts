import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type Destination, type HttpDestination } from '../../domain/destination/destination';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { type DestinationDraft, type DraftHeader, type HookDraft } from '../../domain/hook/hook-draft';
import { type HookRefusal } from '../../domain/hook/hook-refusal';
import { type SecretBox } from '../ports/secret-box';

type Header = HttpDestination['headers'][number];

const storedUnder = (name: string, stored: Destination | undefined): string | undefined =>
  stored?.kind === 'http'
    ? stored.headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.boxedValue
    : undefined;

/** Null: the value is to be kept and none is stored. The same value keeps its box, so that it is no change. */
const boxedValue = (box: SecretBox, header: DraftHeader, known: string | undefined): string | null => {
  if (!('value' in header)) return known ?? null;
  return known !== undefined && box.open(known) === header.value ? known : box.seal(header.value);
};

const boxHeader =
  (box: SecretBox, stored: Destination | undefined) =>
  (header: DraftHeader): E.Either<HookRefusal, Header> => {
    const boxed = boxedValue(box, header, storedUnder(header.name, stored));
    const field = `destination.headers.${header.name}`;
    return boxed === null
      ? E.left({
          type: 'InvalidHook',
          problems: [{ field, reason: 'is masked, and no value is stored: give the value' }],
        })
      : E.right({ name: header.name, boxedValue: boxed });
  };

const boxDestination =
  (box: SecretBox, stored: Destination | undefined) =>
  (draft: DestinationDraft): E.Either<HookRefusal, Destination> =>
    draft.kind === 'http'
      ? pipe(
          draft.headers,
          E.traverseArray(boxHeader(box, stored)),
          E.map((headers) => ({ ...draft, headers })),
        )
      : E.right(draft);

/** Encrypts what is secret; values asked to be kept come from the stored destination. */
export const boxDefinition =
  (box: SecretBox) =>
  (draft: HookDraft, stored?: Destination): E.Either<HookRefusal, HookDefinition> =>
    pipe(
      draft.destination,
      boxDestination(box, stored),
      E.map((destination) => ({ ...draft, destination })),
    );

import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type Destination, type HttpDestination } from '../../domain/destination/destination';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { type DestinationDraft, type DraftHeader, type HookDraft, type HttpDraft } from '../../domain/hook/hook-draft';
import { type HookRefusal } from '../../domain/hook/hook-refusal';
import { type SecretBox } from '../ports/secret-box';

type Header = HttpDestination['headers'][number];

const storedUnder = (name: string, stored: Destination | undefined): string | undefined =>
  stored?.kind === 'http'
    ? stored.headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.boxedValue
    : undefined;

/** Null: the value is to be kept and none is stored. The same value keeps its box, so that it is no change. */
const boxedValue = (box: SecretBox, value: string | undefined, known: string | undefined): string | null => {
  if (value === undefined) return known ?? null;
  return known !== undefined && box.open(known) === value ? known : box.seal(value);
};

const notStored = (field: string): HookRefusal => ({
  type: 'InvalidHook',
  problems: [{ field, reason: 'is masked, and no value is stored: give the value' }],
});

const boxHeader =
  (box: SecretBox, stored: Destination | undefined) =>
  (header: DraftHeader): E.Either<HookRefusal, Header> => {
    const value = 'value' in header ? header.value : undefined;
    const boxed = boxedValue(box, value, storedUnder(header.name, stored));
    return boxed === null
      ? E.left(notStored(`destination.headers.${header.name}`))
      : E.right({ name: header.name, boxedValue: boxed });
  };

const originOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).origin : null);

const CLIENT_SECRET = 'destination.oauth2.clientSecret';
const GOES_ELSEWHERE: HookRefusal = {
  type: 'InvalidHook',
  problems: [
    { field: CLIENT_SECRET, reason: 'is masked, and tokenUrl names another host than before: give the value' },
  ],
};

/** A client secret was given for one token endpoint: nobody leads it to another host without knowing it. */
const isElsewhere = (
  known: { readonly tokenUrl: string } | undefined,
  asked: { readonly tokenUrl: string },
): boolean => {
  const origin = originOf(asked.tokenUrl);
  return known !== undefined && origin !== null && originOf(known.tokenUrl) !== origin;
};

const boxCredentials =
  (box: SecretBox, stored: Destination | undefined) =>
  ({ oauth2 }: HttpDraft): E.Either<HookRefusal, Pick<HttpDestination, 'oauth2'>> => {
    if (oauth2 === undefined) return E.right({});
    const { clientSecret, ...rest } = oauth2;
    const known = stored?.kind === 'http' ? stored.oauth2 : undefined;
    if (clientSecret === undefined && isElsewhere(known, rest)) return E.left(GOES_ELSEWHERE);
    const boxed = boxedValue(box, clientSecret, known?.boxedClientSecret);
    return boxed === null
      ? E.left(notStored(CLIENT_SECRET))
      : E.right({ oauth2: { ...rest, boxedClientSecret: boxed } });
  };

const boxDestination =
  (box: SecretBox, stored: Destination | undefined) =>
  (draft: DestinationDraft): E.Either<HookRefusal, Destination> => {
    if (draft.kind !== 'http') return E.right(draft);
    const { oauth2: _oauth2, headers: asked, ...rest } = draft;
    return pipe(
      E.Do,
      E.bind('headers', () => pipe(asked, E.traverseArray(boxHeader(box, stored)))),
      E.bind('credentials', () => boxCredentials(box, stored)(draft)),
      E.map(({ headers, credentials }) => ({ ...rest, ...credentials, headers })),
    );
  };

/** Encrypts what is secret; values asked to be kept come from the stored destination. */
export const boxDefinition =
  (box: SecretBox) =>
  (draft: HookDraft, stored?: Destination): E.Either<HookRefusal, HookDefinition> =>
    pipe(
      draft.destination,
      boxDestination(box, stored),
      E.map((destination) => ({ ...draft, destination })),
    );

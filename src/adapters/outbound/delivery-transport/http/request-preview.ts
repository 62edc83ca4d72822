import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type RequestPreview } from '../../../../application/ports/request-preview';
import { type SignatureKind } from '../../../../domain/destination/destination';
import { MASKED } from '../../../../application/use-cases/hooks';
import { attemptHeaders } from './attempt-headers';
import { destinationPreparer, type PrepareOptions } from './prepared-destination';

type Header = readonly [name: string, value: string];

const pairsOf = (flat: ReadonlyArray<string>): ReadonlyArray<Header> =>
  flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? ''] as const] : []));

const SIGNATURES: Readonly<Record<SignatureKind, string>> = {
  v1: `v1,${MASKED}`,
  v1a: `v1a,${MASKED}`,
  both: `v1,${MASKED} v1a,${MASKED}`,
};

/** Where the signature stands when a secret makes it. */
const withSignature = (headers: ReadonlyArray<Header>, kind: SignatureKind): ReadonlyArray<Header> =>
  headers.flatMap((header): ReadonlyArray<Header> =>
    header[0] === 'webhook-timestamp' ? [header, ['webhook-signature', SIGNATURES[kind]]] : [header],
  );

export interface PreviewOptions extends PrepareOptions {
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The request of the HTTP transport by the same steps, with no secret in it: header values and signatures are masked. */
export const httpRequestPreview = (options: PreviewOptions): RequestPreview => {
  const prepare = destinationPreparer(options);
  return ({ destination }, message) => {
    const names = destination.kind === 'http' ? destination.headers.map(({ name }) => name) : [];
    const tokened = destination.kind === 'http' && destination.oauth2 !== undefined;
    const headers = [
      ...names.map((name) => ({ name, value: MASKED })),
      ...(tokened ? [{ name: 'authorization', value: `Bearer ${MASKED}` }] : []),
    ];
    return pipe(
      prepare({ destination, headers, signingSecrets: [] }),
      E.map((prepared) => {
        const flat = attemptHeaders(prepared, message, { body: Buffer.from(message.body), now: options.now() });
        return {
          method: 'POST',
          url: prepared.origin + prepared.path,
          headers: withSignature(pairsOf(flat), prepared.http.signature ?? 'v1').map(([name, value]) => ({
            name,
            value,
          })),
        };
      }),
    );
  };
};

import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type RequestPreview } from '../../../../application/ports/request-preview';
import { MASKED } from '../../../../application/use-cases/hooks';
import { attemptHeaders } from './attempt-headers';
import { destinationPreparer, type PrepareOptions } from './prepared-destination';

type Header = readonly [name: string, value: string];

const pairsOf = (flat: ReadonlyArray<string>): ReadonlyArray<Header> =>
  flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1] ?? ''] as const] : []));

/** Where the signature stands when a secret makes it. */
const withSignature = (headers: ReadonlyArray<Header>): ReadonlyArray<Header> =>
  headers.flatMap((header): ReadonlyArray<Header> =>
    header[0] === 'webhook-timestamp' ? [header, ['webhook-signature', `v1,${MASKED}`]] : [header],
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
    const headers = names.map((name) => ({ name, value: MASKED }));
    return pipe(
      prepare({ destination, headers, signingSecrets: [] }),
      E.map((prepared) => {
        const flat = attemptHeaders(prepared, message, { body: Buffer.from(message.body), now: options.now() });
        return {
          method: 'POST',
          url: prepared.origin + prepared.path,
          headers: withSignature(pairsOf(flat)).map(([name, value]) => ({ name, value })),
        };
      }),
    );
  };
};

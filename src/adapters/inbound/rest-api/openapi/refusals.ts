import { type Described } from '../routes/route';

type Refusal = readonly [status: string, why: string];

const ofKey = ({ scope }: Described): ReadonlyArray<Refusal> => {
  if (scope === 'none') return [];
  const unknown: Refusal = ['401', 'No key, or one that is not accepted.'];
  return scope === 'any'
    ? [unknown]
    : [
        unknown,
        [
          '403',
          scope === 'admin' ? 'The key lacks the scope admin.' : `The key has neither the scope ${scope} nor admin.`,
        ],
      ];
};

const ofPath = ({ about }: Described): ReadonlyArray<Refusal> =>
  about.params === undefined ? [] : [['404', 'What the path names is not in this account.']];

const ofBody = ({ about }: Described): ReadonlyArray<Refusal> =>
  about.body === undefined
    ? []
    : [
        ['413', 'The body is too large.'],
        ['415', 'The body is of another media type, or compressed.'],
        ['422', 'The body is not acceptable; `errors` names the fields.'],
      ];

const ofState = ({ about, method }: Described): ReadonlyArray<Refusal> => [
  ...(method === 'GET' ? [] : ([['409', 'As things stand this cannot be done.']] satisfies ReadonlyArray<Refusal>)),
  ...(about.ifMatch === true
    ? ([['412', 'If-Match names another revision than the current one.']] satisfies ReadonlyArray<Refusal>)
    : []),
];

/** What every call of its kind can be refused with, so that no route has to list it. */
export const refusalsOf = (call: Described): ReadonlyArray<Refusal> =>
  call.scope === 'none'
    ? []
    : [
        ['400', 'A parameter, a header or the body cannot be read.'],
        ...ofKey(call),
        ...ofPath(call),
        ...ofState(call),
        ...ofBody(call),
        ['503', 'A part of the engine does not answer; send the same request again after Retry-After.'],
        ['default', 'Any other refusal or failure.'],
      ];

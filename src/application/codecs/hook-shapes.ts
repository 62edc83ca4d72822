import * as E from 'fp-ts/Either';
import { type Condition } from '../../domain/capture-rule/condition';
import { parseCondition } from '../../domain/capture-rule/parse-condition';
import { type ShapeOf, type Shape, count, listOf, mapOf, object, oneOf, text } from './shape';

/** A switch that is on; off is its absence. */
const yes: Shape<true> = (value) => (value === true ? null : 'is not true');

const real: Shape<number> = (value) => (Number.isFinite(value) ? null : 'is no number');

type Kinds = Readonly<Record<string, Shape<{ readonly kind: string }>>>;

/** One shape for each value of `kind`. */
const byKind =
  <K extends Kinds>(kinds: K): Shape<ShapeOf<K[keyof K]>> =>
  (value) => {
    const problem = hasKind(value);
    if (problem !== null) return problem;
    const { kind } = value as ShapeOf<typeof hasKind>;
    const shape = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    return shape === undefined ? `kind: "${kind}" is not known` : shape(value);
  };
const hasKind = object({ kind: text }, {});

const header = object({ name: text, boxedValue: text }, {});

const clientCredentials = object(
  { tokenUrl: text, clientId: text, boxedClientSecret: text },
  { scope: text, clientAuthentication: oneOf('basic', 'body') },
);

const grant = object({ url: text, at: text }, { ratePerMinute: count });
const handshake = object({ origin: text }, { granted: grant });

const destination = byKind({
  http: object(
    { kind: oneOf('http'), url: text, headers: listOf(header), connectTimeoutMs: count, answerTimeoutMs: count },
    {
      successStatus: count,
      successPattern: text,
      signature: oneOf('v1', 'v1a', 'both'),
      oauth2: clientCredentials,
      handshake,
    },
  ),
  'rabbitmq-queue': object({ kind: oneOf('rabbitmq-queue') }, {}),
  'rabbitmq-exchange': object({ kind: oneOf('rabbitmq-exchange') }, {}),
  kafka: object({ kind: oneOf('kafka') }, {}),
});

const format = byKind({
  altcraft: object({ kind: oneOf('altcraft') }, { content: yes }),
  actito: object({ kind: oneOf('actito'), pushMode: oneOf('ONE_BY_ONE', 'BULK') }, {}),
  cloudevents: object({ kind: oneOf('cloudevents'), mode: oneOf('structured', 'binary', 'batch') }, { content: yes }),
});

const condition: Shape<Condition> = (value) => {
  const parsed = parseCondition(value);
  return E.isRight(parsed) ? null : (parsed.left[0]?.reason ?? 'is no condition');
};

const rule = object(
  { account: count, types: listOf(text), filters: mapOf(listOf(text)) },
  { database: text, element: text, fields: listOf(text), conditions: condition },
);

const retry = object({ maxAttempts: count, firstDelayMs: count, factor: real, maxDelayMs: count, jitter: real }, {});

const ordering = object({ mode: oneOf('none', 'per-profile', 'strict'), onExhausted: oneOf('suspend', 'park') }, {});

const customData = object({ fields: listOf(text), pairs: mapOf(text), precedence: oneOf('object', 'key') }, {});

export const definitionShape = object(
  {
    name: text,
    rule,
    format,
    destination,
    maxBatch: count,
    windowMs: count,
    circuit: oneOf('on', 'off'),
    ordering,
    parallelism: count,
  },
  { retry, rateLimit: real, customData },
);

export const secretShape = object(
  { id: text, boxed: text },
  { pair: object({ boxedPrivateKey: text, publicKey: text }, {}) },
);

export const reasonShape = oneOf(
  'operator',
  'endpoint-gone',
  'no-success-for-five-days',
  'delivery-exhausted-under-ordering',
);

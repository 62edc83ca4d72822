import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Destination } from '../../domain/destination/destination';
import { type Handshake, type HandshakeGrant } from '../../domain/destination/handshake';
import { type HookDefinition } from '../../domain/hook/hook-definition';
import { type HandshakeRefused } from '../ports/webhook-handshake';
import { type HookPorts } from './hook-ports';

type ShakePorts = Pick<HookPorts, 'handshake' | 'secretBox' | 'clock'>;

const SECONDS_A_MINUTE = 60;

/** Asks the endpoint, where the destination wants that; the definition with what it granted. */
export const shakeHands =
  ({ handshake, secretBox, clock }: ShakePorts) =>
  (definition: HookDefinition): TE.TaskEither<HandshakeRefused, HookDefinition> => {
    const { destination, rateLimit } = definition;
    if (destination.kind !== 'http' || destination.handshake === undefined) return TE.right(definition);
    const { url, connectTimeoutMs, answerTimeoutMs } = destination;
    const headers = destination.headers.flatMap(({ name, boxedValue }) => {
      const value = secretBox.open(boxedValue);
      return value === null ? [] : [{ name, value }];
    });
    const rate = rateLimit === undefined ? {} : { ratePerMinute: Math.ceil(rateLimit * SECONDS_A_MINUTE) };
    return pipe(
      handshake.ask({ url, headers, origin: destination.handshake.origin, ...rate, connectTimeoutMs, answerTimeoutMs }),
      TE.map((granted) => withGrant(definition, { url, at: new Date(clock.now()).toISOString(), ...granted })),
    );
  };

/** What the same address granted before, so that a change of something else need not ask again. */
export const grantBefore = (asked: HookDefinition, stored: Destination): HandshakeGrant | undefined => {
  const before = handshakeIn(stored);
  const isSame = before?.granted?.url === urlOf(asked) && before?.origin === handshakeIn(asked.destination)?.origin;
  return isSame ? before?.granted : undefined;
};

const handshakeIn = (destination: Destination): Handshake | undefined =>
  destination.kind === 'http' ? destination.handshake : undefined;

const urlOf = ({ destination }: HookDefinition): string | undefined =>
  destination.kind === 'http' ? destination.url : undefined;

export const withGrant = (definition: HookDefinition, granted: HandshakeGrant | undefined): HookDefinition => {
  const { destination } = definition;
  if (destination.kind !== 'http' || destination.handshake === undefined || granted === undefined) return definition;
  return { ...definition, destination: { ...destination, handshake: { ...destination.handshake, granted } } };
};

export const grantOf = ({ destination }: HookDefinition): HandshakeGrant | undefined =>
  handshakeIn(destination)?.granted;

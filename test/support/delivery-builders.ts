import { type OpenedDestination, type OutgoingMessage } from '../../src/application/ports/delivery-transport';
import { type HttpDestination } from '../../src/domain/destination/destination';

type GivenDestination = Partial<Omit<HttpDestination, 'kind' | 'headers'>> &
  Partial<Omit<OpenedDestination, 'destination'>>;

/** `whsec_` secrets of 32 bytes, made of one letter: for tests only. */
export const aSecret = (letter: string): string => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;

export const anHttpDestination = ({ headers, signingSecrets, ...http }: GivenDestination = {}): OpenedDestination => ({
  destination: {
    kind: 'http',
    url: 'https://receiver.example/hook',
    headers: [],
    connectTimeoutMs: 2_000,
    answerTimeoutMs: 5_000,
    ...http,
  },
  headers: headers ?? [],
  signingSecrets: signingSecrets ?? [aSecret('a')],
});

export const anOutgoingMessage = (given: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  hook: 7,
  id: 'c0ffee00-0000-5000-8000-000000000001',
  body: '[{"event_type":"click"}]',
  contentType: 'application/json',
  eventIds: ['event-1'],
  packaging: 'together',
  ...given,
});

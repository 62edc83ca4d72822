import { type ProfileErasure } from '../../../../application/use-cases/profiles';
import { count, instant, named, objectOf, text, uuid, viewOf } from './schema';

export const PROFILE_ERASURE = named(
  'ProfileErasure',
  viewOf<ProfileErasure>({
    erasure: uuid,
    pseudonym: text,
    at: instant,
    discarded: objectOf({ parked: count, waiting: count }),
  }),
  {
    erasure: '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a004',
    pseudonym: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    at: '2026-11-23T12:00:00.000Z',
    discarded: { parked: 1, waiting: 2 },
  },
);

import { type CallbackAnswered } from '../../../../application/use-cases/callbacks';
import { flag, instant, named, oneOf, viewOf } from './schema';

export const CALLBACK_ANSWERED = named(
  'CallbackAnswered',
  viewOf<CallbackAnswered>({ outcome: oneOf('OK', 'KO'), at: instant, recorded: flag }),
  { outcome: 'OK', at: '2026-11-23T08:30:00.000Z', recorded: true },
);

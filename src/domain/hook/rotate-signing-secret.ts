import { accept, type Decision, refuseField } from './decision';
import { type RotateSigningSecret } from './hook-command';

export const DEFAULT_OVERLAP_HOURS = 24;
const MAX_OVERLAP_HOURS = 720;
const HOUR_MS = 3_600_000;

/** `overlapHours: 0` ends the old secret at once, for one that has leaked. */
export const rotateSigningSecret = (command: RotateSigningSecret): Decision => {
  const { hook, account, at, by, secret, overlapHours } = command;
  if (!(overlapHours >= 0 && overlapHours <= MAX_OVERLAP_HOURS)) {
    return refuseField('overlapHours', `must be a number from 0 to ${String(MAX_OVERLAP_HOURS)}`);
  }
  const oldValidUntil = new Date(Date.parse(at) + overlapHours * HOUR_MS).toISOString();
  return accept({ type: 'SigningSecretRotated', hook, account, at, by, secret, oldValidUntil });
};

import { type Account } from './account';
import { type RotateApiKey } from './account-command';
import { accept, type Decision, refuse, refuseField } from './decision';

export const DEFAULT_KEY_OVERLAP_HOURS = 24;
const MAX_OVERLAP_HOURS = 720;
const HOUR_MS = 3_600_000;

export const rotateApiKey = (command: RotateApiKey, { keys }: Account): Decision => {
  const { account, at, by, keyId, successor, overlapHours } = command;
  const key = keys.get(keyId);
  if (key === undefined) return refuse('ApiKeyUnknown');
  if (key.revokedAt !== undefined) return refuse('ApiKeyAlreadyRevoked');
  if (key.validUntil !== undefined) return refuseField('keyId', 'was rotated already; rotate its successor');
  if (keys.has(successor.keyId)) return refuseField('keyId', 'of the successor is in use; try again');
  if (!(overlapHours >= 0 && overlapHours <= MAX_OVERLAP_HOURS)) {
    return refuseField('overlapHours', `must be a number from 0 to ${String(MAX_OVERLAP_HOURS)}`);
  }
  const validUntil = new Date(Date.parse(at) + overlapHours * HOUR_MS).toISOString();
  return accept({ type: 'ApiKeyRotated', account, at, by, keyId, successor, validUntil });
};

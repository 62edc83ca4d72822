import * as E from 'fp-ts/Either';
import { profileFieldsDecider } from '../../domain/profile-field/profile-fields-decider';
import { NO_FIELDS, type RegisteredFields } from '../../domain/profile-field/registered-fields';
import { decodeProfileFieldEvent } from '../codecs/profile-field-codec';
import { type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { type FollowPorts, followLog } from './follow-log';
import { positionMark } from './position-mark';

/** The additional profile fields of every account as they stand, folded from the log by a subscription of its own. */
export interface ProfileFieldDirectory {
  /** Constant time. */
  readonly of: (account: number) => RegisteredFields;
  /** Resolves once an event about fields at or after the position is folded; also when closed. */
  readonly reached: (position: bigint) => Promise<void>;
  readonly ready: () => Promise<void>;
  readonly close: () => void;
}

export const profileFieldDirectory = (ports: FollowPorts): ProfileFieldDirectory => {
  const registered = new Map<number, RegisteredFields>();
  const mark = positionMark();

  const fold = (stored: RecordedEvent): void => {
    const decoded = decodeProfileFieldEvent(stored);
    if (E.isLeft(decoded)) {
      const { stream, revision, detail } = decoded.left;
      ports.log.error('an event about profile fields cannot be read and is left out', {
        stream,
        revision: String(revision),
        detail,
      });
      return;
    }
    const { account } = decoded.right;
    registered.set(account, profileFieldsDecider.evolve(registered.get(account) ?? NO_FIELDS, decoded.right));
  };

  const following = followLog(ports, PREFIXES.profileFields, (page) => {
    for (const stored of page) fold(stored);
    const newest = page.at(-1);
    if (newest !== undefined) mark.advance(newest.position);
  });

  return {
    of: (account) => registered.get(account) ?? NO_FIELDS,
    reached: mark.reached,
    ready: following.ready,
    close: () => {
      following.close();
      mark.release();
    },
  };
};

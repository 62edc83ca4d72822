import * as E from 'fp-ts/Either';
import { type Catalogue, catalogueOf } from '../../domain/catalogue/catalogue';
import { catalogueDecider } from '../../domain/catalogue/catalogue-decider';
import { type RegisteredTypes } from '../../domain/catalogue/registered-types';
import { decodeCatalogueEvent } from '../codecs/catalogue-codec';
import { type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { type FollowPorts, followLog } from './follow-log';
import { positionMark } from './position-mark';

/** The event types of every account as they stand, folded from the log by a subscription of its own. */
export interface CatalogueDirectory {
  /** Constant time; an account that registered nothing has the built-in types. */
  readonly of: (account: number) => Catalogue;
  /** Resolves once a catalogue event at or after the position is folded; also when closed. */
  readonly reached: (position: bigint) => Promise<void>;
  readonly ready: () => Promise<void>;
  readonly close: () => void;
}

const BUILT_IN = catalogueOf([]);

export const catalogueDirectory = (ports: FollowPorts): CatalogueDirectory => {
  const registered = new Map<number, RegisteredTypes>();
  const catalogues = new Map<number, Catalogue>();
  const mark = positionMark();

  /** The account whose types changed; null when the event cannot be read. */
  const foldEvent = (stored: RecordedEvent): number | null => {
    const decoded = decodeCatalogueEvent(stored);
    if (E.isLeft(decoded)) {
      const { stream, revision, detail } = decoded.left;
      ports.log.error('an event of a catalogue cannot be read and is left out', {
        stream,
        revision: String(revision),
        detail,
      });
      return null;
    }
    const { account } = decoded.right;
    const before = registered.get(account) ?? catalogueDecider.initialState;
    registered.set(account, catalogueDecider.evolve(before, decoded.right));
    return account;
  };

  const following = followLog(ports, PREFIXES.catalogue, (page) => {
    for (const account of new Set(page.map(foldEvent))) {
      const types = account === null ? undefined : registered.get(account);
      if (account !== null && types !== undefined) catalogues.set(account, catalogueOf([...types.values()]));
    }
    const newest = page.at(-1);
    if (newest !== undefined) mark.advance(newest.position);
  });

  return {
    of: (account) => catalogues.get(account) ?? BUILT_IN,
    reached: mark.reached,
    ready: following.ready,
    close: () => {
      following.close();
      mark.release();
    },
  };
};

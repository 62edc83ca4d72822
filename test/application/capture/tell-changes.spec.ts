import { expect } from 'chai';
import { tellChanges, type TroubleTold } from '../../../src/application/capture/tell-changes';
import { type Lane, newLane } from '../../../src/domain/capture/lane';

const calm: Lane = newLane({
  hook: 7,
  account: 161,
  status: 'active',
  settings: {
    packaging: 'together',
    policy: { maxAttempts: 4, firstDelayMs: 15_000, factor: 1, maxDelayMs: 15_000, jitter: 0 },
    circuit: 'on',
    ordering: { mode: 'none', onExhausted: 'suspend' },
    parallelism: 8,
  },
});
const open: Lane = { ...calm, circuit: { state: 'open', delayMs: 15_000, dueAt: 0 } };
const behind: Lane = { ...calm, behind: { after: 3n, since: 0, skipTo: null } };

describe("The operators' log", () => {
  const lines: string[] = [];
  const note = (message: string): void => void lines.push(message);
  const log = { info: note, warn: note };
  let told: TroubleTold;
  beforeEach(() => {
    lines.length = 0;
    told = new Map();
  });

  it('says nothing of a lane at rest', () => {
    tellChanges(told, calm, log);
    expect(lines).to.deep.equal([]);
  });

  it('says once that a circuit opened, and that it closed', () => {
    for (const lane of [open, open, calm, calm]) tellChanges(told, lane, log);
    expect(lines.map((line) => /opened|closed/.exec(line)?.[0])).to.deep.equal(['opened', 'closed']);
  });

  it('says once that a hook fell behind, and that it caught up', () => {
    for (const lane of [behind, behind, calm, calm]) tellChanges(told, lane, log);
    expect(lines.map((line) => /fell behind|caught up/.exec(line)?.[0])).to.deep.equal(['fell behind', 'caught up']);
  });

  it('keeps nothing of lanes that are at rest again', () => {
    for (const lane of [open, calm]) tellChanges(told, lane, log);
    expect(told.size).to.equal(0);
  });
});

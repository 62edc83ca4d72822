import { expect } from 'chai';
import { type CliFailure } from '../../../../src/adapters/inbound/cli/cli-failure';
import { exitCodeOf } from '../../../../src/adapters/inbound/cli/exit-code';
import { failureJson, failureText } from '../../../../src/adapters/inbound/cli/print/failure-text';

const refused = (status: number): CliFailure => ({
  type: 'Refused',
  status,
  problem: { title: 'No', detail: 'Because.', errors: [], document: { title: 'No', status } },
});
const unreachable: CliFailure = { type: 'Unreachable', url: 'http://there', reason: 'gone', mayHaveArrived: false };
const midway = (cause: CliFailure): CliFailure => ({ type: 'StoppedMidway', next: 2000, cause });

describe('A failure of a command', () => {
  for (const [failure, code, told] of [
    [{ type: 'WrongUsage', detail: 'Say more.' }, 2, 'Say more.'],
    [{ type: 'NotConfigured', detail: 'Mend it.' }, 1, 'Mend it.'],
    [{ type: 'NotStartable', detail: 'Taken.' }, 1, 'Taken.'],
    [refused(404), 3, 'No\nBecause.'],
    [refused(499), 3, 'No\nBecause.'],
    [refused(500), 1, 'No\nBecause.'],
    [unreachable, 4, 'The engine cannot be reached at http://there (gone).'],
    [{ type: 'UnexpectedAnswer', url: 'http://there', status: 200 }, 1, 'What answers at http://there'],
    [midway(refused(409)), 3, 'No\nBecause.\nThe first 2000 events of the file are stored.'],
    [midway(unreachable), 4, 'Go on behind them with --skip 2000.'],
  ] satisfies ReadonlyArray<readonly [CliFailure, number, string]>) {
    it(`ends with ${String(code)} and says what happened: ${failure.type}`, () => {
      expect(exitCodeOf(failure)).to.equal(code);
      expect(failureText(failure)).to.include(told);
    });
  }

  it('is one document for programs, the engine’s own where there is one', () => {
    expect(failureJson(refused(404))).to.deep.equal({ title: 'No', status: 404 });
    expect(failureJson(midway(refused(404)))).to.deep.equal({ title: 'No', status: 404, storedBefore: 2000 });
    expect(failureJson({ type: 'WrongUsage', detail: 'Say more.' })).to.deep.equal({
      title: 'WrongUsage',
      detail: 'Say more.',
    });
    expect(failureJson(midway(unreachable))).to.include({ title: 'Unreachable', storedBefore: 2000 });
  });
});

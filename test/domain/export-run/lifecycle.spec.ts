import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { type ExportRun } from '../../../src/domain/export-run/export-run';
import { type ExportRunCommand } from '../../../src/domain/export-run/export-run-command';
import { exportRunDecider } from '../../../src/domain/export-run/export-run-decider';
import { type ExportRunEvent } from '../../../src/domain/export-run/export-run-event';
import { replay } from '../../../src/domain/shared/decider';
import * as build from '../../support/export-run-builders';

const HISTORIES = {
  absent: [],
  'in progress': [build.started],
  'paused by a user': [build.started, build.suspended],
  'paused by its hook': [build.started, build.paused],
  'in error': [build.started, build.failed],
  completed: [build.started, build.completed],
  aborted: [build.started, build.aborted],
} as const satisfies Readonly<Record<string, ReadonlyArray<ExportRunEvent>>>;
type Standing = keyof typeof HISTORIES;

const COMMANDS = {
  start: build.start,
  suspend: build.suspend,
  resume: build.resume,
  'resume while the hook is not active': { ...build.resume, hookIsActive: false },
  abort: build.abort,
  'pause, by its hook': build.pause,
  'continue, by its hook': build.goOn,
  complete: build.complete,
  fail: build.fail,
} as const satisfies Readonly<Record<string, ExportRunCommand>>;
type Name = keyof typeof COMMANDS;

const NOT_FOUND = 'ExportRunNotFound';
const FINAL = { completed: 'ExportRunCompleted', aborted: 'ExportRunAborted' } as const;

/** Where the command leads (decision 24), or the name of the refusal. */
const TABLE: Readonly<Record<Name, Readonly<Record<Standing, string>>>> = {
  start: {
    absent: 'in progress',
    'in progress': 'ExportRunExists',
    'paused by a user': 'ExportRunExists',
    'paused by its hook': 'ExportRunExists',
    'in error': 'ExportRunExists',
    completed: 'ExportRunExists',
    aborted: 'ExportRunExists',
  },
  suspend: {
    absent: NOT_FOUND,
    'in progress': 'paused by a user',
    'paused by a user': 'ExportRunAlreadySuspended',
    'paused by its hook': 'paused by a user',
    'in error': 'ExportRunNotInProgress',
    ...FINAL,
  },
  resume: {
    absent: NOT_FOUND,
    'in progress': 'ExportRunAlreadyInProgress',
    'paused by a user': 'in progress',
    'paused by its hook': 'ExportRunWaitsForHook',
    'in error': 'in progress',
    ...FINAL,
  },
  'resume while the hook is not active': {
    absent: NOT_FOUND,
    'in progress': 'ExportRunAlreadyInProgress',
    'paused by a user': 'paused by its hook',
    'paused by its hook': 'ExportRunWaitsForHook',
    'in error': 'paused by its hook',
    ...FINAL,
  },
  abort: {
    absent: NOT_FOUND,
    'in progress': 'aborted',
    'paused by a user': 'aborted',
    'paused by its hook': 'aborted',
    'in error': 'aborted',
    ...FINAL,
  },
  'pause, by its hook': {
    absent: NOT_FOUND,
    'in progress': 'paused by its hook',
    'paused by a user': 'ExportRunNotInProgress',
    'paused by its hook': 'ExportRunNotInProgress',
    'in error': 'ExportRunNotInProgress',
    ...FINAL,
  },
  'continue, by its hook': {
    absent: NOT_FOUND,
    'in progress': 'ExportRunNotWaitingForHook',
    'paused by a user': 'ExportRunNotWaitingForHook',
    'paused by its hook': 'in progress',
    'in error': 'ExportRunNotWaitingForHook',
    ...FINAL,
  },
  complete: {
    absent: NOT_FOUND,
    'in progress': 'completed',
    'paused by a user': 'ExportRunNotInProgress',
    'paused by its hook': 'ExportRunNotInProgress',
    'in error': 'ExportRunNotInProgress',
    ...FINAL,
  },
  fail: {
    absent: NOT_FOUND,
    'in progress': 'in error',
    'paused by a user': 'ExportRunNotInProgress',
    'paused by its hook': 'ExportRunNotInProgress',
    'in error': 'ExportRunNotInProgress',
    ...FINAL,
  },
};

const STANDINGS = Object.keys(HISTORIES) as ReadonlyArray<Standing>;
const NAMES = Object.keys(COMMANDS) as ReadonlyArray<Name>;
const stateAfter = replay(exportRunDecider);

const standingOf = (run: ExportRun): string => {
  if (run.status === 'paused') return run.reason === 'user' ? 'paused by a user' : 'paused by its hook';
  return {
    'in-progress': 'in progress',
    error: 'in error',
    absent: 'absent',
    completed: 'completed',
    aborted: 'aborted',
  }[run.status];
};

const outcomeOf = (name: Name, standing: Standing): string => {
  const state = stateAfter(HISTORIES[standing]);
  const decided = exportRunDecider.decide(COMMANDS[name])(state);
  return E.isLeft(decided) ? decided.left.type : standingOf(decided.right.reduce(exportRunDecider.evolve, state));
};

describe('The lifecycle of an export run', () => {
  for (const standing of STANDINGS) {
    describe(`that is ${standing}`, () => {
      for (const name of NAMES) {
        const expected = TABLE[name][standing];
        it(`answers "${name}" with ${expected}`, () => {
          expect(outcomeOf(name, standing)).to.equal(expected);
        });
      }
    });
  }

  it('treats the run of another account as none', () => {
    for (const name of NAMES.filter((one) => one !== 'start')) {
      const command: ExportRunCommand = { ...COMMANDS[name], account: build.ACCOUNT + 1 };
      for (const standing of STANDINGS) {
        const decided = exportRunDecider.decide(command)(stateAfter(HISTORIES[standing]));
        expect(decided, `${name}, ${standing}`).to.deep.equal(E.left({ type: NOT_FOUND, run: build.RUN }));
      }
    }
  });
});

const anyEvent = fc.constantFrom<ExportRunEvent>(
  build.started,
  build.suspended,
  build.paused,
  build.resumed,
  build.aborted,
  build.completed,
  build.failed,
);

describe('Any history of an export run', () => {
  it('can be folded, and never loses what was pinned at its start', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (history) => {
        const run = stateAfter(history);
        expect(run.status !== 'absent').to.equal(history.includes(build.started));
        if (run.status === 'absent') return;
        const { period, hookRevision, types, notExportable } = build.started;
        expect(run).to.deep.include({ run: build.RUN, hook: build.HOOK, period, hookRevision, types, notExportable });
      }),
    );
  });

  it('stays as it ended', () => {
    const anyEnd = fc.constantFrom<ExportRunEvent>(build.aborted, build.completed);
    fc.assert(
      fc.property(anyEnd, fc.array(anyEvent, { maxLength: 10 }), (end, later) => {
        expect(stateAfter([build.started, end, ...later])).to.deep.equal(stateAfter([build.started, end]));
      }),
    );
  });

  it('answers every command with events or a refusal, and the events change it', () => {
    const anyCommand = fc.constantFrom<ExportRunCommand>(...Object.values(COMMANDS));
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), (commands) => {
        commands.reduce<ExportRun>((state, command) => {
          const decided = exportRunDecider.decide(command)(state);
          if (E.isLeft(decided)) return state;
          const next = decided.right.reduce(exportRunDecider.evolve, state);
          expect(next).to.not.deep.equal(state);
          return next;
        }, exportRunDecider.initialState);
      }),
    );
  });
});

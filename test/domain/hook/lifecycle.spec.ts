import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { type Hook } from '../../../src/domain/hook/hook';
import { type HookCommand } from '../../../src/domain/hook/hook-command';
import { hookDecider } from '../../../src/domain/hook/hook-decider';
import { type HookEvent } from '../../../src/domain/hook/hook-event';
import { replay } from '../../../src/domain/shared/decider';
import * as build from '../../support/hook-builders';

type Status = Hook['status'];
type Name = HookCommand['type'];

const HISTORIES: Readonly<Record<Status, ReadonlyArray<HookEvent>>> = {
  absent: [],
  inactive: [build.created],
  active: [build.created, build.activated],
  suspended: [build.created, build.activated, build.suspended],
  deleted: [build.created, build.activated, build.deleted],
};

const COMMANDS: Readonly<Record<Name, HookCommand>> = {
  CreateHook: build.create,
  ChangeHook: build.change,
  ActivateHook: build.activate,
  SuspendHook: build.suspend,
  ResumeHook: build.resume,
  DeactivateHook: build.deactivate,
  DeleteHook: build.remove,
  RotateSigningSecret: build.rotate,
};

/** A status: accepted, the hook is then so. A refusal: its name. */
const TABLE: Readonly<Record<Name, Readonly<Record<Status, string>>>> = {
  CreateHook: {
    absent: 'inactive',
    inactive: 'HookNumberTaken',
    active: 'HookNumberTaken',
    suspended: 'HookNumberTaken',
    deleted: 'HookNumberTaken',
  },
  ChangeHook: {
    absent: 'HookNotFound',
    inactive: 'inactive',
    active: 'active',
    suspended: 'suspended',
    deleted: 'HookDeleted',
  },
  ActivateHook: {
    absent: 'HookNotFound',
    inactive: 'active',
    active: 'HookAlreadyActive',
    suspended: 'HookSuspendedResumeInstead',
    deleted: 'HookDeleted',
  },
  SuspendHook: {
    absent: 'HookNotFound',
    inactive: 'HookNotActive',
    active: 'suspended',
    suspended: 'HookAlreadySuspended',
    deleted: 'HookDeleted',
  },
  ResumeHook: {
    absent: 'HookNotFound',
    inactive: 'HookNotSuspended',
    active: 'HookNotSuspended',
    suspended: 'active',
    deleted: 'HookDeleted',
  },
  DeactivateHook: {
    absent: 'HookNotFound',
    inactive: 'HookAlreadyInactive',
    active: 'inactive',
    suspended: 'inactive',
    deleted: 'HookDeleted',
  },
  DeleteHook: {
    absent: 'HookNotFound',
    inactive: 'deleted',
    active: 'deleted',
    suspended: 'deleted',
    deleted: 'HookDeleted',
  },
  RotateSigningSecret: {
    absent: 'HookNotFound',
    inactive: 'inactive',
    active: 'active',
    suspended: 'suspended',
    deleted: 'HookDeleted',
  },
};

const STATUSES = Object.keys(HISTORIES) as ReadonlyArray<Status>;
const NAMES = Object.keys(COMMANDS) as ReadonlyArray<Name>;

const stateAfter = replay(hookDecider);

const outcomeOf = (name: Name, status: Status): string => {
  const state = stateAfter(HISTORIES[status]);
  const decided = hookDecider.decide(COMMANDS[name])(state);
  return E.isLeft(decided) ? decided.left.type : decided.right.reduce(hookDecider.evolve, state).status;
};

describe('The lifecycle of a hook', () => {
  for (const status of STATUSES) {
    describe(`that is ${status}`, () => {
      for (const name of NAMES) {
        const expected = TABLE[name][status];
        it(`answers ${name} with ${expected}`, () => {
          expect(outcomeOf(name, status)).to.equal(expected);
        });
      }
    });
  }

  it('treats the hook of another account as none', () => {
    for (const name of NAMES.filter((one) => one !== 'CreateHook')) {
      const command = { ...COMMANDS[name], account: build.ACCOUNT + 1 };
      for (const status of STATUSES) {
        expect(hookDecider.decide(command)(stateAfter(HISTORIES[status])), `${name} from ${status}`).to.deep.equal(
          E.left({ type: 'HookNotFound', hook: build.HOOK }),
        );
      }
    }
  });
});

const anyEvent = fc.constantFrom<HookEvent>(
  build.created,
  build.changed,
  build.activated,
  build.suspended,
  build.resumed,
  build.deactivated,
  build.deleted,
  build.rotated,
);
const anyCommand = fc.constantFrom(...Object.values(COMMANDS));

describe('Any history of a hook', () => {
  it('can be folded, and never loses the number, the account or the secrets', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 30 }), (history) => {
        const hook = stateAfter(history);
        const wasCreated = history.includes(build.created);
        expect(hook.status !== 'absent').to.equal(wasCreated);
        if (hook.status === 'absent') return;
        expect(hook).to.include({ hook: build.HOOK, account: build.ACCOUNT, entity: 'shop' });
        expect(hook.secrets).to.not.be.empty;
      }),
    );
  });

  it('stays deleted once deleted', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 10 }), fc.array(anyEvent, { maxLength: 10 }), (before, later) => {
        const hook = stateAfter([build.created, ...before, build.deleted, ...later]);
        expect(hook.status).to.equal('deleted');
      }),
    );
  });

  it('answers every command with events or a refusal, and the events change it', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 30 }), (commands) => {
        commands.reduce((state, command) => {
          const decided = hookDecider.decide(command)(state);
          if (E.isLeft(decided)) return state;
          expect(decided.right).to.not.be.empty;
          const next = decided.right.reduce(hookDecider.evolve, state);
          expect(next).to.not.deep.equal(state);
          return next;
        }, hookDecider.initialState);
      }),
    );
  });
});

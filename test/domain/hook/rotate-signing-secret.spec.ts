import { expect } from 'chai';
import * as fc from 'fast-check';
import { hookDecider } from '../../../src/domain/hook/hook-decider';
import { type SigningSecretRotated } from '../../../src/domain/hook/hook-event';
import { secretsValidAt } from '../../../src/domain/hook/signing-secrets';
import { replay } from '../../../src/domain/shared/decider';
import { AT, created, rotate, rotated } from '../../support/hook-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(hookDecider);
const HOUR_MS = 3_600_000;

const after = (hours: number): string => new Date(Date.parse(AT) + hours * HOUR_MS).toISOString();

const rotation = (n: number, atHour: number, overlapHours: number): SigningSecretRotated => ({
  ...rotated,
  at: after(atHour),
  secret: { id: `s${String(n)}`, boxed: `box-${String(n)}` },
  oldValidUntil: after(atHour + overlapHours),
});

const existing = (...rotations: ReadonlyArray<SigningSecretRotated>) => {
  const hook = replay(hookDecider)([created, ...rotations]);
  if (hook.status === 'absent') throw new Error('the hook was created');
  return hook;
};
const idsValidAt = (hours: number, ...rotations: ReadonlyArray<SigningSecretRotated>): ReadonlyArray<string> =>
  secretsValidAt(existing(...rotations), after(hours)).map(({ id }) => id);

describe('Rotating the signing secret', () => {
  it('says until when the old one stays valid', () => {
    given(created).when(rotate).thenEvents(rotated);
  });

  it('can end the old one at once', () => {
    given(created)
      .when({ ...rotate, overlapHours: 0 })
      .thenEvents({ ...rotated, oldValidUntil: AT });
    expect(idsValidAt(0, rotation(2, 0, 0))).to.deep.equal(['s2']);
  });

  for (const overlapHours of [-1, 721, Number.NaN]) {
    it(`refuses an overlap of ${String(overlapHours)} hours`, () => {
      given(created)
        .when({ ...rotate, overlapHours })
        .thenRefused({
          type: 'InvalidHook',
          problems: [{ field: 'overlapHours', reason: 'must be a number from 0 to 720' }],
        });
    });
  }
});

describe('A hook whose secret was rotated', () => {
  it('signs with both, the new one first, until the overlap ends', () => {
    expect(idsValidAt(23, rotation(2, 0, 24))).to.deep.equal(['s2', 's1']);
    expect(idsValidAt(24, rotation(2, 0, 24))).to.deep.equal(['s2']);
  });

  it('drops an expired secret at the next rotation', () => {
    const { secrets } = existing(rotation(2, 0, 24), rotation(3, 25, 24));
    expect(secrets.map(({ id }) => id)).to.deep.equal(['s3', 's2']);
  });

  it('keeps five old ones, the oldest goes', () => {
    const rotations = [2, 3, 4, 5, 6, 7, 8].map((n) => rotation(n, 0, 24));
    expect(idsValidAt(1, ...rotations)).to.deep.equal(['s8', 's7', 's6', 's5', 's4', 's3']);
  });

  it('always has exactly one current secret and at most five old ones', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 48 }), fc.integer({ min: 0, max: 720 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(steps, (waits) => {
        let hour = 0;
        const rotations = waits.map(([wait, overlap], n) => rotation(n + 2, (hour += wait), overlap));
        const { secrets } = existing(...rotations);
        expect(secrets.filter(({ validUntil }) => validUntil === undefined)).to.deep.equal(secrets.slice(0, 1));
        expect(secrets.length).to.be.within(1, 6);
        expect(secrets[0]?.id).to.equal(rotations.at(-1)?.secret.id ?? 's1');
      }),
    );
  });
});

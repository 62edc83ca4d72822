import { expect } from 'chai';
import fc from 'fast-check';
import { isSameEvent } from '../../../src/application/record/same-event';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { platformEvents } from '../../support/event-inputs';

const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, turned(field)]),
  );
};

describe('Two events', () => {
  it('are the same whatever the order of their fields, at any depth', () => {
    fc.assert(fc.property(platformEvents, (event) => isSameEvent(event, turned(event) as PlatformEvent)));
  });

  it('are the same exactly when their JSON is', () => {
    const canonical = (value: unknown): string =>
      JSON.stringify(value, (_key, field: unknown) =>
        typeof field === 'object' && field !== null && !Array.isArray(field)
          ? Object.fromEntries(Object.entries(field).sort(([one], [other]) => (one < other ? -1 : 1)))
          : field,
      );
    fc.assert(
      fc.property(platformEvents, platformEvents, (one, other) => {
        const mixed = { ...one, data: other.data, subjects: other.subjects };
        expect(isSameEvent(one, mixed)).to.equal(canonical(one) === canonical(mixed));
        expect(isSameEvent(mixed, one)).to.equal(canonical(one) === canonical(mixed));
      }),
    );
  });

  it('differ by a value, a type, a null or the order of a list', () => {
    const base = { type: 'click', data: { list: [1, 2], text: '1', none: null } } as unknown as PlatformEvent;
    for (const data of [
      { list: [2, 1], text: '1', none: null },
      { list: [1, 2, 3], text: '1', none: null },
      { list: [1, 2], text: 1, none: null },
      { list: [1, 2], text: '1' },
      { list: { 0: 1, 1: 2 }, text: '1', none: null },
      { list: [1, 2], text: '1', none: null, more: null },
    ]) {
      expect(isSameEvent(base, { type: 'click', data } as unknown as PlatformEvent), JSON.stringify(data)).to.equal(
        false,
      );
    }
  });
});

import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { BUILT_IN_TYPES } from '../../../src/domain/catalogue/catalogue';
import { catalogueDecider } from '../../../src/domain/catalogue/catalogue-decider';
import { type EventType } from '../../../src/domain/catalogue/event-type';
import { MAX_REGISTERED_TYPES } from '../../../src/domain/catalogue/register-event-type';
import { replay } from '../../../src/domain/shared/decider';
import { aTelegramType, changed, registered, registering } from '../../support/catalogue-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(catalogueDecider);

const actito: Partial<EventType> = {
  code: 'LOYALTY_EARNED',
  vendor: 'actito',
  dimensions: ['element'],
  example: { type: 'LOYALTY_EARNED', occurredAt: '2026-11-23T08:30:00Z', data: { points: 5 } },
};

describe('Registering an event type', () => {
  it('adds a type that nobody registered', () => {
    given().when(registering()).thenEvents(registered());
  });

  it('again with another body puts that in its place', () => {
    given(registered())
      .when(registering({ label: 'Telegram delivered' }))
      .thenEvents(changed({ label: 'Telegram delivered' }));
    given(registered(), changed({ label: 'Telegram delivered' }))
      .when(registering())
      .thenEvents(changed());
  });

  it('again with the same body is refused, whatever the order of its fields', () => {
    const { example, ...others } = aTelegramType;
    given(registered())
      .when({ ...registering(), eventType: { example, ...others } })
      .thenRefused({ type: 'EventTypeUnchanged', code: 'deliv_telegram' });
    given(registered(), changed({ label: 'Other' }))
      .when(registering({ label: 'Other' }))
      .thenRefused({ type: 'EventTypeUnchanged', code: 'deliv_telegram' });
  });

  it('is refused for every code that ships with the engine, before anything else about it', () => {
    for (const { code } of BUILT_IN_TYPES) {
      given().when(registering({ code })).thenRefused({ type: 'EventTypeBuiltIn', code });
    }
  });

  it('may be of any vendor', () => {
    given().when(registering(actito)).thenEvents(registered(actito));
    given()
      .when(registering({ vendor: 'hookline' }))
      .thenEvents(registered({ vendor: 'hookline' }));
  });

  it('keeps the format that hooks may have chosen', () => {
    const other = { ...actito, vendor: 'hookline' } as const;
    given(registered(actito))
      .when(registering(other))
      .thenRefused({ type: 'EventTypeOfOtherFamily', code: 'LOYALTY_EARNED', family: 'actito' });
    given(registered(other))
      .when(registering(actito))
      .thenRefused({ type: 'EventTypeOfOtherFamily', code: 'LOYALTY_EARNED', family: 'altcraft' });
  });

  it('lets a type move between vendors of one format', () => {
    given(registered())
      .when(registering({ vendor: 'hookline' }))
      .thenEvents(changed({ vendor: 'hookline' }));
  });

  describe('in a full catalogue', () => {
    const full = Array.from({ length: MAX_REGISTERED_TYPES }, (_, at) => registered({ code: `own_${String(at)}` }));
    const own0 = { code: 'own_0', label: 'Mine', example: { ...aTelegramType.example, type: 'own_0' } };

    it('is refused', () => {
      given(...full)
        .when(registering())
        .thenRefused({ type: 'CatalogueFull', limit: 1000 });
    });

    it('may still change a type', () => {
      given(...full)
        .when(registering(own0))
        .thenEvents(changed(own0));
    });
  });

  it('decides about whatever it is given, and only on facts that are types', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.jsonValue(), (code, occurredAt, data) => {
        const example = { type: code, occurredAt, data } as EventType['example'];
        const decided = catalogueDecider.decide(registering({ code, example }))(new Map());
        if (E.isRight(decided)) expect(code).to.match(/^[A-Za-z0-9_.-]{1,64}$/);
      }),
    );
  });
});

describe('A catalogue of an account', () => {
  it('has each type as it was registered last, in the order of registering', () => {
    const types = replay(catalogueDecider)([
      registered(),
      registered(actito),
      changed({ label: 'Telegram delivered' }),
    ]);
    expect([...types.keys()]).to.deep.equal(['deliv_telegram', 'LOYALTY_EARNED']);
    expect(types.get('deliv_telegram')?.label).to.equal('Telegram delivered');
  });
});

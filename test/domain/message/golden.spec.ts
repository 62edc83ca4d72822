import { expect } from 'chai';
import { pack, type Package } from '../../../src/domain/message/pack';
import { type ActitoFormat } from '../../../src/domain/message/payload-format';
import { shape } from '../../../src/domain/message/shape';
import { type PlatformEvent } from '../../../src/domain/platform-event/platform-event';
import { type Json } from '../../../src/domain/shared/json';
import { goldenSample } from './golden-sample';
import { anEvent, textOf } from './some-event';

const ONE_BY_ONE: ActitoFormat = { kind: 'actito', pushMode: 'ONE_BY_ONE' };
const BULK: ActitoFormat = { kind: 'actito', pushMode: 'BULK' };

const pushed = (format: ActitoFormat, request: Package, events: ReadonlyArray<PlatformEvent>): Json => {
  const bodies = events.map((event) => textOf(shape(format)(event, request)));
  return JSON.parse(pack(format, request, bodies)) as Json;
};

const etlRun = (executionId: string, status: string, more: Partial<PlatformEvent> = {}): PlatformEvent =>
  anEvent({
    type: 'ETL_FINISHED',
    subjects: { element: { id: '123456' } },
    data: { 'etl.id': '123456', 'etl.executionId': executionId, 'etl.executionStatus': status },
    ...more,
  });

const exportRun = anEvent({
  id: 'a2875e2d-9eb7-4daa-80df-fd4bdb729b06',
  type: 'EXPORT_FINISHED',
  subjects: { element: { id: 123456 } },
  entity: 'newmail',
  audit: { createdAt: '2025-02-26T11:41:06+01:00', updatedAt: '2025-02-26T11:41:06+01:00' },
  data: {
    'export.fileTransferConfigId': 31,
    'export.fileTransferLocationId': 6,
    'export.executionFileName': '20250226_ACTITO_ECOMMERCE_EMAIL_CAMPAIGN_OPENING.zip',
    'export.executionStatus': 'SUCCESS',
    'export.id': 123456,
    'export.executionId': 213494,
  },
});

interface Reached {
  readonly businessId: string;
  readonly emailAddress: string;
  readonly startEventId: string;
  readonly occurrence: string;
}
const reached = ({ businessId, emailAddress, startEventId, occurrence }: Reached): PlatformEvent =>
  anEvent({
    id: '95f1cebc-4dd7-4246-83a1-164d8da8c583',
    type: 'CUSTOM_ACTION_TRIGGER',
    subjects: { element: { id: '123456' } },
    data: {
      'actionParameters.campaignId': '987654',
      'actionParameters.campaignGroup': 'Notifications',
      'profileAttributes.businessId': businessId,
      'profileAttributes.emailAddress': emailAddress,
      'scenarioExecutionContextAttributes.startEventType': 'CUSTOM_TABLE#NEW_RECORD',
      'scenarioExecutionContextAttributes.startEventId': startEventId,
      _links: {
        notifyOK: {
          href: `https://www.actito.com/ca/OK_6946_${occurrence}_4JK5QKY19YGM_54501_aHR0cDovL3d3dy5sdW5jaGdhcmRlbi5iZS9mci9teWx1bmNoZ2FyZGVu`,
        },
        notifyKO: {
          href: `https://www.actito.com/ca/KO_6946_${occurrence}_4JK5QKY19YGM_54501_aHR0cDovL3d3dy5sdW5ds4d45sfJFJ5iZS9mci9teWx1bmNoZ2FyZGVu`,
        },
      },
    },
  });

const john = {
  businessId: '4f5427b0-0134-4f4b-971a-98a9f03d0ff5',
  emailAddress: 'john.smith@actito.com',
  startEventId: 'e46a7856-3e4d-4a88-baa5-a3d599b30550',
  occurrence: '67617411',
};
const jane = {
  businessId: '4f5427b0-0134-4f4b-971a-98a9f03d0ff5',
  emailAddress: 'jane.smith@actito.com',
  startEventId: 'c9152856-856e-41ff-9a89-1c7da05e1f76',
  occurrence: '67617412',
};

const BLOCK = '201373e4-22f9-4165-b394-6223b692eebc';
const EVENT = '95f1cebc-4dd7-4246-83a1-164d8da8c583';

describe('The samples Actito publishes', () => {
  it('come out for an ETL execution, one by one', () => {
    const run = etlRun('123654987', 'SUCCESS', { id: EVENT });
    expect(pushed(ONE_BY_ONE, { id: 'unused', hook: 123789654, entity: 'MyEntity' }, [run])).to.deep.equal(
      goldenSample('actito-etl-one-by-one'),
    );
  });

  it('come out for ETL executions in bulk', () => {
    const runs = [etlRun('123654987', 'SUCCESS'), etlRun('123654988', 'WITH_ERROR')];
    expect(pushed(BULK, { id: BLOCK, hook: 2, entity: 'MyEntity' }, runs)).to.deep.equal(
      goldenSample('actito-etl-bulk'),
    );
  });

  it('come out for an export, with one entity in the webhook link and another in data', () => {
    expect(pushed(ONE_BY_ONE, { id: 'unused', hook: 157, entity: 'actito' }, [exportRun])).to.deep.equal(
      goldenSample('actito-export-one-by-one'),
    );
  });

  it('come out for a custom action, one by one', () => {
    expect(pushed(ONE_BY_ONE, { id: 'unused', hook: 123987456, entity: 'MyEntity' }, [reached(john)])).to.deep.equal(
      goldenSample('actito-custom-action-one-by-one'),
    );
  });

  it('come out for custom actions in bulk', () => {
    const both = [reached({ ...john, businessId: 'b4a0cb14-84af-4549-ba36-2e9ad4a98ac0' }), reached(jane)];
    expect(pushed(BULK, { id: BLOCK, hook: 123987456, entity: 'MyEntity' }, both)).to.deep.equal(
      goldenSample('actito-custom-action-bulk'),
    );
  });
});

describe('Exports in bulk, for which Actito publishes no sample', () => {
  it('follow the rule of the other bulk pushes, each object keeping its own _audit', () => {
    const { data: first } = goldenSample('actito-export-one-by-one') as { readonly data: Record<string, Json> };
    const { audit, ...withoutAudit } = exportRun;
    expect(pushed(BULK, { id: BLOCK, hook: 157, entity: 'actito' }, [exportRun, withoutAudit])).to.deep.equal({
      id: BLOCK,
      data: [{ ...first, _audit: audit }, first],
      _links: { webhook: { href: '/webhooks/v4/entity/actito/webhookSubscription/157' } },
    });
  });
});

import { type Example } from './altcraft-examples';

const occurredAt = '2025-02-26T10:41:06Z';

/** Data events carry the attributes of the operation and the row's ids (domain.md 3.5). */
export const profileRow: Example = {
  occurredAt,
  subjects: { element: { id: '123456', name: 'Customers' } },
  profile: { id: '67617411', fields: { emailAddress: 'john.smith@example.com' } },
  data: { profileId: '67617411', emailAddress: 'john.smith@example.com', firstName: 'John' },
  touchedFields: ['emailAddress', 'firstName'],
};
export const profileSegment: Example = {
  ...profileRow,
  subjects: { element: { id: '123456', name: 'Customers' }, segment: { id: '41', name: 'Loyal' } },
  data: { profileId: '67617411', segmentId: '41' },
  touchedFields: [],
};
export const profileSubscription: Example = {
  ...profileRow,
  data: { profileId: '67617411', subscription: 'Newsletter', subscribed: 'true' },
  touchedFields: [],
};
export const customRow: Example = {
  occurredAt,
  subjects: { element: { id: '654321', name: 'Orders' } },
  data: { id: 'e46a7856-3e4d-4a88-baa5-a3d599b30550', orderNumber: 'A-1001', amount: '59.90' },
  touchedFields: ['orderNumber', 'amount'],
};

export const etlStarted: Example = {
  occurredAt,
  subjects: { element: { id: '123456', name: 'Nightly customers' } },
  data: { 'etl.id': '123456', 'etl.executionId': '123654987', 'etl.executionStatus': 'RUNNING' },
};
export const etlFinished: Example = {
  ...etlStarted,
  data: { 'etl.id': '123456', 'etl.executionId': '123654987', 'etl.executionStatus': 'SUCCESS' },
};
export const exportFinished: Example = {
  occurredAt,
  subjects: { element: { id: 123456, name: 'Campaign openings' } },
  data: {
    'export.fileTransferConfigId': 31,
    'export.fileTransferLocationId': 6,
    'export.executionFileName': '20250226_CAMPAIGN_OPENING.zip',
    'export.executionStatus': 'SUCCESS',
    'export.id': 123456,
    'export.executionId': 213494,
  },
  audit: { createdAt: '2025-02-26T11:41:06+01:00', updatedAt: '2025-02-26T11:41:06+01:00' },
};
export const customAction: Example = {
  occurredAt,
  subjects: { element: { id: '123456', name: 'Send a letter' } },
  profile: { id: '67617411', fields: { emailAddress: 'john.smith@example.com' } },
  data: {
    'actionParameters.campaignId': '987654',
    'actionParameters.campaignGroup': 'Notifications',
    'profileAttributes.businessId': '4f5427b0-0134-4f4b-971a-98a9f03d0ff5',
    'profileAttributes.emailAddress': 'john.smith@example.com',
    'scenarioExecutionContextAttributes.startEventType': 'CUSTOM_TABLE#NEW_RECORD',
    'scenarioExecutionContextAttributes.startEventId': 'e46a7856-3e4d-4a88-baa5-a3d599b30550',
    _links: {
      notifyOK: { href: 'https://callback.example.com/ca/OK_6946_67617411' },
      notifyKO: { href: 'https://callback.example.com/ca/KO_6946_67617411' },
    },
  },
};

const answered = (outcome: 'OK' | 'KO'): Example => ({
  occurredAt,
  subjects: { element: { id: '123456' } },
  data: { 'customAction.event': '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a004', 'customAction.outcome': outcome },
});
/** Recorded by the engine itself: the names are ours. */
export const customActionOk = answered('OK');
export const customActionKo = answered('KO');

/** The fields of synchronisations are not published: these names are ours. */
export const synchronizationStarted: Example = {
  occurredAt,
  subjects: { element: { id: '123456', name: 'Product pictures' } },
  data: { 'fileReferenceSync.id': '123456', 'fileReferenceSync.executionStatus': 'RUNNING' },
};
export const synchronizationFinished: Example = {
  ...synchronizationStarted,
  data: { 'fileReferenceSync.id': '123456', 'fileReferenceSync.executionStatus': 'SUCCESS' },
};

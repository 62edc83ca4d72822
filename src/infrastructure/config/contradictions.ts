import { ROLES } from '../../application/ports/membership';
import { type ConfigProblem } from './invalid-config';
import { type SettingsDto } from './settings.dto';

const lessThanOneHook = (dto: SettingsDto): ReadonlyArray<ConfigProblem> =>
  dto.HOOKLINE_UNSETTLED_MIB_IN_ALL < dto.HOOKLINE_UNSETTLED_MIB_PER_HOOK
    ? [
        {
          name: 'HOOKLINE_UNSETTLED_MIB_IN_ALL',
          value: String(dto.HOOKLINE_UNSETTLED_MIB_IN_ALL),
          where: 'together with HOOKLINE_UNSETTLED_MIB_PER_HOOK',
          allowed: `at least what one hook may have, ${String(dto.HOOKLINE_UNSETTLED_MIB_PER_HOOK)}`,
        },
      ]
    : [];

/** A part of the work alone needs a log and a bus that the others share. */
const partWithoutTheOthers = (dto: SettingsDto): ReadonlyArray<ConfigProblem> => {
  if (!Array.isArray(dto.HOOKLINE_ROLES) || ROLES.every((role) => dto.HOOKLINE_ROLES.includes(role))) return [];
  const missing = [
    ...(dto.HOOKLINE_EVENTSTOREDB === undefined ? ['HOOKLINE_EVENTSTOREDB'] : []),
    ...(dto.HOOKLINE_NATS_URLS.length === 0 ? ['HOOKLINE_NATS_URLS'] : []),
  ];
  return missing.map((name) => ({
    name,
    value: '(not set)',
    where: 'together with HOOKLINE_ROLES or --roles',
    allowed: 'set when a process has not all of the roles: the others need the same log and bus',
  }));
};

const noRole = (dto: SettingsDto): ReadonlyArray<ConfigProblem> =>
  Array.isArray(dto.HOOKLINE_ROLES) && dto.HOOKLINE_ROLES.length === 0
    ? [{ name: 'HOOKLINE_ROLES', value: '[]', where: 'settings', allowed: `one or more of ${ROLES.join(', ')}` }]
    : [];

const halfACertificate = (dto: SettingsDto): ReadonlyArray<ConfigProblem> =>
  (dto.HOOKLINE_NATS_CERT_FILE === undefined) === (dto.HOOKLINE_NATS_KEY_FILE === undefined)
    ? []
    : [
        {
          name: dto.HOOKLINE_NATS_CERT_FILE === undefined ? 'HOOKLINE_NATS_CERT_FILE' : 'HOOKLINE_NATS_KEY_FILE',
          value: '(not set)',
          where: 'together with the other one of the two',
          allowed: 'set: certificate and key belong together',
        },
      ];

/** A parked delivery is sent from its event, and a listed one is read from it. */
const eventsGoFirst = (dto: SettingsDto): ReadonlyArray<ConfigProblem> => {
  const least = Math.max(dto.OUTCOME_RETENTION_DAYS, dto.PARKED_RETENTION_DAYS);
  return dto.EVENT_RETENTION_DAYS === 0 || dto.EVENT_RETENTION_DAYS >= least
    ? []
    : [
        {
          name: 'EVENT_RETENTION_DAYS',
          value: String(dto.EVENT_RETENTION_DAYS),
          where: 'together with OUTCOME_RETENTION_DAYS and PARKED_RETENTION_DAYS',
          allowed: `0 (for ever), or at least ${String(least)}: outcomes and parked deliveries need their events`,
        },
      ];
};

/** Settings that are well-formed each, and cannot stand together. */
export const contradictions = (dto: SettingsDto): ReadonlyArray<ConfigProblem> => [
  ...lessThanOneHook(dto),
  ...eventsGoFirst(dto),
  ...noRole(dto),
  ...partWithoutTheOthers(dto),
  ...halfACertificate(dto),
];

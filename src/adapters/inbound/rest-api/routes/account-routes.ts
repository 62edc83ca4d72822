import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type AccountUseCases } from '../../../../application/use-cases/accounts';
import { checkDto } from '../dto/check-dto';
import { AccountDto, ApiKeyDto, RotateDto } from '../dto/command.dto';
import { anyText, like } from '../request/parameters';
import { optionalBody, requiredBody } from '../request/target';
import { ACCOUNT_OPENED, API_KEY, API_KEY_ISSUED, API_KEYS } from '../schema/account-schema';
import { answering, mayTake, takes } from './about';
import { type Handle, type Route } from './route';

/** null in a body is "not set". */
const zoneOf = (timeZone: string | null | undefined): { readonly timeZone?: string } =>
  timeZone === undefined || timeZone === null ? {} : { timeZone };

const open =
  (accounts: AccountUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(requiredBody(checkDto(AccountDto))(call)),
      TE.flatMap(({ account, entity, timeZone }) =>
        pipe(
          accounts.open(call.caller.account, call.caller.name, { account, entity, ...zoneOf(timeZone) }),
          TE.map((key) => ({ status: 201, body: { account, entity, ...zoneOf(timeZone), ...key } })),
        ),
      ),
    );

const issue =
  (accounts: AccountUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(requiredBody(checkDto(ApiKeyDto))(call)),
      TE.flatMap(({ name, scopes }) => accounts.issueKey(call.caller.account, call.caller.name, { name, scopes })),
      TE.map((body) => ({ status: 201, body })),
    );

const list =
  (accounts: AccountUseCases): Handle =>
  ({ caller }) =>
    pipe(
      accounts.listKeys(caller.account),
      TE.map((keys) => ({ status: 200, body: { keys } })),
    );

const rotate =
  (accounts: AccountUseCases): Handle =>
  (call) =>
    pipe(
      TE.fromEither(optionalBody(checkDto(RotateDto))(call)),
      TE.flatMap(({ overlapHours }) =>
        accounts.rotateKey(call.caller.account, call.caller.name, call.params['id'] ?? '', overlapHours ?? undefined),
      ),
      TE.map((body) => ({ status: 200, body })),
    );

const revoke =
  (accounts: AccountUseCases): Handle =>
  ({ caller, params }) =>
    pipe(
      accounts.revokeKey(caller.account, caller.name, params['id'] ?? ''),
      TE.map((body) => ({ status: 200, body })),
    );

export const accountRoutes = (accounts: AccountUseCases): ReadonlyArray<Route> => [
  {
    method: 'POST',
    url: '/v1/accounts',
    scope: 'admin',
    handle: open(accounts),
    about: {
      summary: 'Opens a further account; for admin keys of the first account only.',
      body: takes(AccountDto, { account: 24, entity: 'OtherEntity' }),
      answers: { 201: answering('The account with its admin key, shown this once.', ACCOUNT_OPENED) },
    },
  },
  {
    method: 'POST',
    url: '/v1/api-keys',
    scope: 'admin',
    handle: issue(accounts),
    about: {
      summary: 'Issues an API key of this account.',
      body: takes(ApiKeyDto, { name: 'shop', scopes: ['publish'] }),
      answers: { 201: answering('The key, shown this once.', API_KEY_ISSUED) },
    },
  },
  {
    method: 'GET',
    url: '/v1/api-keys',
    scope: 'admin',
    handle: list(accounts),
    about: {
      summary: 'Lists the keys of this account, never the keys themselves.',
      answers: { 200: answering('The keys.', API_KEYS) },
    },
  },
  {
    method: 'POST',
    url: '/v1/api-keys/:id/rotate',
    scope: 'admin',
    handle: rotate(accounts),
    about: {
      summary: 'Puts a new key in the place of one, which works on for `overlapHours`.',
      params: { id: like('6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001', anyText) },
      body: mayTake(RotateDto, { overlapHours: 24 }),
      answers: { 200: answering('The new key, shown this once.', API_KEY_ISSUED) },
    },
  },
  {
    method: 'DELETE',
    url: '/v1/api-keys/:id',
    scope: 'admin',
    handle: revoke(accounts),
    about: {
      summary: 'Revokes a key.',
      params: { id: like('6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001', anyText) },
      answers: { 200: answering('The key that was revoked.', API_KEY) },
    },
  },
];

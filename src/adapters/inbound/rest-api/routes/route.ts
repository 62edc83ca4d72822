import { type TaskEither } from 'fp-ts/TaskEither';
import { type Scope } from '../../../../application/use-cases/accounts';
import { type RestRefusal } from '../problem/rest-refusal';
import { type Call } from '../request/call';

export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handle = (call: Call) => TaskEither<RestRefusal, Answer>;

/** One call of the door. `any`: every accepted key will do. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly scope: Scope | 'any';
  readonly handle: Handle;
}

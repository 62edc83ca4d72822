import { type TaskEither } from 'fp-ts/TaskEither';
import { type Scope } from '../../../../application/use-cases/accounts';
import { type RestRefusal } from '../problem/rest-refusal';
import { type Call } from '../request/call';
import { type About } from './about';

export interface Answer {
  readonly status: number;
  /** Sent as JSON; text is sent as it is. */
  readonly body: object | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handle = (call: Call) => TaskEither<RestRefusal, Answer>;

/** A call as the documents show it. `any`: every accepted key will do. `none`: no key is asked for. */
export interface Described {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly scope: Scope | 'any' | 'none';
  readonly about: About;
}

/** One call of the door. */
export interface Route extends Described {
  readonly scope: Scope | 'any';
  readonly handle: Handle;
}

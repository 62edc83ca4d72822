import { type Answer, type AppendAnswer, type AppendGroup, type EngineFault, type Question } from './engine-protocol';

export interface WorkerSettings {
  readonly path: string;
}

export interface Ask {
  readonly id: number;
  readonly question: Question;
}

export type ToWorker =
  | { readonly kind: 'append'; readonly group: AppendGroup }
  | { readonly kind: 'ask'; readonly asks: ReadonlyArray<Ask> }
  | { readonly kind: 'close' };

/** `appended` comes in the order of the `append`s. */
export type FromWorker =
  | { readonly kind: 'opened' }
  | { readonly kind: 'not-opened'; readonly fault: EngineFault }
  | { readonly kind: 'appended'; readonly answers: ReadonlyArray<AppendAnswer> }
  | { readonly kind: 'answered'; readonly answered: ReadonlyArray<{ readonly id: number; readonly answer: Answer }> };

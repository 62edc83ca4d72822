import { randomUUID } from 'node:crypto';
import { type BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { type AppendAnswer, answerOf } from './append-answer';
import { type AppendAsked, appendRequest } from './append-request';
import { type AppendCall, type Connection } from './connection';
import { codeOf, failureOf, neverSent, textOf } from './failures';

/** One long call that carries all appends of this store, each with a timer of its own. */
export interface AppendCalls {
  readonly send: (asked: AppendAsked) => Promise<AppendAnswer>;
  readonly close: () => void;
}

interface OpenCall {
  readonly opened: Promise<AppendCall>;
  readonly pending: Map<string, (answer: AppendAnswer) => void>;
}

const afterError = (error: unknown): AppendAnswer => {
  const failure = failureOf(error, 'unknown');
  if (!failure.retryable && codeOf(error) !== null) return { type: 'refused', failure };
  const detail = textOf(error);
  return neverSent(error) ? { type: 'not-sent', detail } : { type: 'unclear', detail };
};
const LATE: AppendAnswer = { type: 'unclear', detail: 'EventStoreDB did not answer an append in time.' };
const ENDED: AppendAnswer = { type: 'unclear', detail: 'EventStoreDB ended the call of the appends.' };

export const appendCalls = (connection: Connection, timeoutMs: number): AppendCalls => {
  let current: OpenCall | null = null;

  const settleAll = (call: OpenCall, answer: AppendAnswer): void => {
    if (current === call) current = null;
    const waiting = [...call.pending.values()];
    call.pending.clear();
    for (const settle of waiting) settle(answer);
  };
  const receive = ({ pending }: OpenCall, response: BatchAppendResp): void => {
    const correlation = response.getCorrelationId()?.getString() ?? '';
    const settle = pending.get(correlation);
    pending.delete(correlation);
    connection.trust();
    settle?.(answerOf(response));
  };

  const open = (): OpenCall => {
    const call: OpenCall = { opened: connection.openAppends(), pending: new Map() };
    call.opened.then(
      (opened) =>
        opened
          .on('data', (response: BatchAppendResp) => receive(call, response))
          .on('error', (error) => settleAll(call, afterError(error)))
          .on('end', () => settleAll(call, ENDED)),
      (error: unknown) => settleAll(call, afterError(error)),
    );
    return call;
  };
  const giveUp = (call: OpenCall): void => {
    settleAll(call, ENDED);
    call.opened.then(
      (opened) => opened.cancel(),
      () => undefined,
    );
  };

  /** Nothing else can be told about a call that left one append without an answer, so the others do not wait for it. */
  const onLate = (call: OpenCall, correlation: string): void => {
    const settle = call.pending.get(correlation);
    call.pending.delete(correlation);
    settle?.(LATE);
    connection.suspect();
    giveUp(call);
  };

  return {
    send: (asked) =>
      new Promise((resolve) => {
        current ??= open();
        const call = current;
        const correlation = randomUUID();
        const timer = setTimeout(onLate, timeoutMs, call, correlation);
        call.pending.set(correlation, (answer) => {
          clearTimeout(timer);
          resolve(answer);
        });
        const request = appendRequest(correlation, asked);
        call.opened.then(
          (opened) => call.pending.has(correlation) && opened.write(request),
          () => undefined,
        );
      }),
    close: () => {
      if (current !== null) giveUp(current);
    },
  };
};

import { expect } from 'chai';
import * as fc from 'fast-check';
import { documentedAnswers } from '../support/documented-answers';
import { type FuzzedCall, callsOf, type FuzzedRequest, fuzzedRequests } from './fuzzed-request';
import { type FuzzedEngine } from './fuzzed-engine';
import { type RawAnswer, rawExchange } from './raw-exchange';

export interface FuzzOptions {
  /** Requests at each call. */
  readonly runs: number;
  readonly seed: number;
  /** All calls together; what is not tried by then is left out. */
  readonly limitMs: number;
}
export interface FuzzReport {
  readonly calls: number;
  readonly requests: number;
  /** Requests by the status they were answered with; 0: closed without an answer. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly slowestMs: number;
  readonly faults: ReadonlyArray<string>;
}

/** Of a fault, characters: a request can be long. */
const MAX_TOLD = 3000;

const plain = (): string =>
  JSON.stringify([
    Object.keys(Object.prototype),
    Object.keys(Array.prototype),
    ({} as Record<string, unknown>)['polluted'],
  ]);

const isOrdinary = ({ target }: FuzzedRequest): boolean => /^\/[\x21-\x7e]*$/.test(target);

/** Line ends in the head make several requests of one, and the door may take the first and refuse the second. */
const isOneRequest = ({ target, headers }: FuzzedRequest): boolean =>
  !/[\r\n]/.test(`${target}${headers.flat().join('')}`);

const judge = (request: FuzzedRequest, answer: RawAnswer, told: ReturnType<typeof documentedAnswers>): void => {
  expect(/(^|\n)HTTP\/1\.1 5\d\d/.test(answer.all), answer.all.slice(0, 2000)).to.equal(false);
  expect(/^(x-injected|set-cookie):/im.test(answer.all.split('\r\n\r\n')[0] ?? ''), 'a header was injected').to.equal(
    false,
  );
  if (answer.status === 0 || !answer.isWhole || !isOrdinary(request)) return;
  told({ method: request.method, url: request.target, status: answer.status, type: answer.type, text: answer.body });
};

const faultOf = (run: fc.RunDetails<[FuzzedRequest]>): string =>
  `${String(run.errorInstance).slice(0, MAX_TOLD)}\n${(fc.defaultReportMessage(run) ?? '').slice(0, MAX_TOLD)}`;

/** Sends requests made from the OpenAPI document, one after another, and looks at what each does. */
export const fuzzDoor = async (fuzzed: FuzzedEngine, { runs, seed, limitMs }: FuzzOptions): Promise<FuzzReport> => {
  const { document, port, key, stored } = fuzzed;
  const calls = callsOf(document);
  const told = documentedAnswers(document);
  const statuses: Record<number, number> = {};
  const faults: string[] = [];
  const untouched = plain();
  let requests = 0;
  let slowestMs = 0;

  const exchange = async (request: FuzzedRequest): Promise<void> => {
    const before = stored();
    const answer = await rawExchange(port, request);
    requests += 1;
    statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
    slowestMs = Math.max(slowestMs, answer.ms);
    judge(request, answer, told);
    if (answer.status >= 400 && isOneRequest(request))
      expect(stored() - before, `stored by what was answered ${String(answer.status)}`).to.equal(0);
    expect(plain(), 'prototypes').to.equal(untouched);
  };

  const began = performance.now();
  const fuzz = async (call: FuzzedCall): Promise<void> => {
    const left = limitMs - (performance.now() - began);
    if (left <= 0) return;
    const property = fc.asyncProperty(fuzzedRequests(call, document, key), exchange);
    const run = await fc.check(property, {
      numRuns: runs,
      seed,
      interruptAfterTimeLimit: left,
      markInterruptAsFailure: false,
    });
    if (run.failed) faults.push(`${call.method} ${call.path} (seed ${String(seed)}): ${faultOf(run)}`);
  };
  for (const call of calls) await fuzz(call);
  return { calls: calls.length, requests, statuses, slowestMs, faults };
};

export const reportLine = ({ calls, requests, statuses, slowestMs, faults }: FuzzReport): string => {
  const counts = Object.entries(statuses).map(
    ([status, count]) => `${status === '0' ? 'closed' : status}: ${String(count)}`,
  );
  return `fuzz: ${String(requests)} requests at ${String(calls)} calls, slowest ${slowestMs.toFixed(0)} ms, ${String(faults.length)} faults; ${counts.join(', ')}`;
};

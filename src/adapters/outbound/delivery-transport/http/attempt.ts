import { type Dispatcher } from 'undici';
import { type DeliveryVerdict } from '../../../../application/ports/delivery-transport';
import { answerVerdict, type Judge } from './answer-verdict';
import { KEPT_BYTES } from './answer-text';
import { AnswerOverdue, failureOfError } from './error-failure';
import { type PreparedDestination } from './prepared-destination';

/** Beyond this the rest of an answer is not waited for: its connection is closed. */
const READ_BYTES = 65_536;

const ENOUGH = new Error('enough of the answer was read');

type IncomingHeaders = Parameters<NonNullable<Dispatcher.DispatchHandler['onResponseStart']>>[2];

/**
 * One request under way, as undici's dispatch wants it: a class, since a prototype shared by all attempts costs
 * less than closures made for each. Settles exactly once, at the latest when the answer timeout has passed.
 */
export class Attempt implements Dispatcher.DispatchHandler {
  private readonly startedAt = performance.now();
  private readonly chunks: Buffer[] = [];
  private timer: NodeJS.Timeout | undefined;
  private status = 0;
  private retryAfter: string | undefined;
  private read = 0;
  private settled = false;

  constructor(
    private readonly judge: Judge,
    private readonly prepared: PreparedDestination,
    private readonly settle: (verdict: DeliveryVerdict) => void,
  ) {}

  onRequestStart(controller: Dispatcher.DispatchController): void {
    const ms = this.prepared.http.answerTimeoutMs;
    this.timer = setTimeout(() => {
      controller.abort(new AnswerOverdue(ms));
    }, ms);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: IncomingHeaders): void {
    this.status = status;
    const retryAfter = headers['retry-after'];
    this.retryAfter = Array.isArray(retryAfter) ? retryAfter[0] : retryAfter;
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.read < KEPT_BYTES) this.chunks.push(chunk);
    this.read += chunk.length;
    if (this.read <= READ_BYTES) return;
    this.answered();
    controller.abort(ENOUGH);
  }

  onResponseEnd(): void {
    this.answered();
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.finish(() => failureOfError(error));
  }

  private answered(): void {
    const { status, retryAfter, chunks } = this;
    const durationMs = this.elapsed();
    this.finish(() => answerVerdict(this.judge, this.prepared, { status, retryAfter, chunks, durationMs }));
  }

  private elapsed(): number {
    return Math.round(performance.now() - this.startedAt);
  }

  private finish(verdict: () => DeliveryVerdict): void {
    if (this.settled) return;
    this.settled = true;
    clearTimeout(this.timer);
    this.settle(verdict());
  }
}

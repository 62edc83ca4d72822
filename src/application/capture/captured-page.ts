import { type PageCaptured } from '../../domain/capture/capture-record';
import { type RunCaptured } from '../../domain/capture/run-record';

/** Of live capture, or of an export run. */
export type CapturedPage = PageCaptured | RunCaptured;

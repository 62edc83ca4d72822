import * as E from 'fp-ts/Either';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { type ExportRunEvent } from './export-run-event';
import { type ExportRunRefusal } from './export-run-refusal';

/** Every accepted command leaves a fact. */
export type Decision = E.Either<ExportRunRefusal, ReadonlyNonEmptyArray<ExportRunEvent>>;

export const accept = (event: ExportRunEvent): Decision => E.right([event]);

type OfRun = Extract<ExportRunRefusal, { readonly run: string }>['type'];

export const refuse = (type: Exclude<OfRun, 'ExportRunUnfinished'>, run: string): Decision => E.left({ type, run });

import { type ExportRun } from '../../domain/export-run/export-run';
import { type ExportRunCommand } from '../../domain/export-run/export-run-command';
import { exportRunDecider } from '../../domain/export-run/export-run-decider';
import { type ExportRunEvent } from '../../domain/export-run/export-run-event';
import { type ExportRunRefusal } from '../../domain/export-run/export-run-refusal';
import { decodeExportRunEvent, encodeExportRunEvent } from '../codecs/export-run-codec';
import { type AggregateDefinition } from './aggregate-definition';

/** Streams `exportRun-<bb>-<run>`. */
export const exportRunAggregate: AggregateDefinition<ExportRunCommand, ExportRun, ExportRunEvent, ExportRunRefusal> = {
  decider: exportRunDecider,
  encode: encodeExportRunEvent,
  decode: decodeExportRunEvent,
};

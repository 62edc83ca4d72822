import { type CaptureRule } from '../../../../domain/capture-rule/capture-rule';
import { type RetryPolicy } from '../../../../domain/delivery/retry-policy';
import { isCarryingContent } from '../../../../domain/content/message-content';
import { type Destination, type HttpDestination } from '../../../../domain/destination/destination';
import { type HookDefinition } from '../../../../domain/hook/hook-definition';
import { MASKED } from '../../../../application/use-cases/hooks';
import { type Shown } from './shown';

const captureJson = ({ database, types, element, fields, filters, conditions }: CaptureRule): Shown => ({
  database,
  types,
  element,
  fields,
  filters: {
    resources: filters.resource,
    mailings: filters.mailing,
    templates: filters.template,
    segments: filters.segment,
    pixels: filters.pixel,
  },
  conditions,
});

/** The names of the headers; no value leaves the engine. */
export const maskedHeaders = (destination: Destination): Readonly<Record<string, string>> =>
  destination.kind === 'http' ? Object.fromEntries(destination.headers.map(({ name }) => [name, MASKED])) : {};

const credentialsJson = ({ oauth2 }: HttpDestination): Shown | undefined => {
  if (oauth2 === undefined) return undefined;
  const { tokenUrl, clientId, scope, clientAuthentication } = oauth2;
  return { tokenUrl, clientId, clientSecret: MASKED, scope, clientAuthentication };
};

const destinationJson = (destination: Destination): Shown =>
  destination.kind === 'http'
    ? {
        type: destination.kind,
        url: destination.url,
        headers: maskedHeaders(destination),
        oauth2: credentialsJson(destination),
        signature: destination.signature,
        handshake: destination.handshake,
        success: { status: destination.successStatus, pattern: destination.successPattern },
        timeouts: {
          connectSeconds: destination.connectTimeoutMs / 1000,
          answerSeconds: destination.answerTimeoutMs / 1000,
        },
      }
    : { type: destination.kind };

const retryJson = ({ maxAttempts, firstDelayMs, factor, maxDelayMs, jitter }: RetryPolicy): Shown => ({
  maxAttempts,
  firstDelaySeconds: firstDelayMs / 1000,
  factor,
  maxDelaySeconds: maxDelayMs / 1000,
  jitter,
});

/** The size of what is sent at once has each vendor's own word. */
const packagingJson = ({ format, maxBatch, windowMs }: HookDefinition): Shown => {
  const windowSeconds = windowMs / 1000;
  switch (format.kind) {
    case 'altcraft':
      return { format: format.kind, batch: { size: maxBatch, windowSeconds } };
    case 'actito':
      return { format: format.kind, pushMode: format.pushMode, maxBlockSize: maxBatch, batch: { windowSeconds } };
    case 'cloudevents':
      return { format: format.kind, contentMode: format.mode, batch: { size: maxBatch, windowSeconds } };
  }
};

const customDataJson = ({ customData }: HookDefinition): Shown =>
  customData === undefined
    ? {}
    : {
        customData: { fields: customData.fields, pairs: customData.pairs },
        customDataPrecedence: customData.precedence,
      };

/** A definition in the very shape in which an operator may send it back. */
export const definitionJson = (definition: HookDefinition): Shown => ({
  name: definition.name,
  ...packagingJson(definition),
  capture: captureJson(definition.rule),
  destination: destinationJson(definition.destination),
  ...customDataJson(definition),
  addMessageContent: isCarryingContent(definition.format) ? true : undefined,
  retry: definition.retry === undefined ? undefined : retryJson(definition.retry),
  circuit: definition.circuit,
  ordering: definition.ordering,
  parallelism: definition.parallelism,
  rateLimit: definition.rateLimit,
});

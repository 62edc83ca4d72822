import { webhookLink } from './actito-links';
import { type ActitoFormat, type PayloadFormat } from './payload-format';
import { type Subscription } from './subscription';

/** The request a block becomes; its id is the block's. */
export interface Package extends Subscription {
  readonly id: string;
}

/**
 * The body of one request from the bodies of its deliveries, joined as text and not parsed again.
 * ONE_BY_ONE takes exactly one body, which is the message already.
 */
export const pack = (format: PayloadFormat, { id, hook, entity }: Package, bodies: ReadonlyArray<string>): string => {
  switch (format.kind) {
    case 'altcraft':
      return `[${bodies.join(',')}]`;
    case 'actito':
      return packActito(format, { id, hook, entity }, bodies);
    case 'cloudevents':
      return format.mode === 'batch' ? `[${bodies.join(',')}]` : bodies.join('');
  }
};

const packActito = ({ pushMode }: ActitoFormat, request: Package, bodies: ReadonlyArray<string>): string => {
  switch (pushMode) {
    case 'ONE_BY_ONE':
      return bodies.join('');
    case 'BULK': {
      const links = JSON.stringify(webhookLink(request));
      return `{"id":${JSON.stringify(request.id)},"data":[${bodies.join(',')}],"_links":${links}}`;
    }
  }
};

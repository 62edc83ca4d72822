import { randomUUID } from 'node:crypto';
import { type Identity } from '../../../../application/ports/identity';
import { namedUuid } from './named-uuid';

export const systemIdentity = (): Identity => ({ random: () => randomUUID(), named: namedUuid() });

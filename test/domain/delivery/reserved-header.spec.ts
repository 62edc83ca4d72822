import { expect } from 'chai';
import { isReservedHeader } from '../../../src/domain/delivery/reserved-header';

describe('A header name', () => {
  for (const name of [
    'Content-Type',
    'HOST',
    'content-length',
    'Transfer-Encoding',
    'User-Agent',
    'webhook-id',
    'Webhook-Anything',
    'hookline-event-id',
    'X-Hookline-Test',
  ])
    it(`"${name}" is reserved`, () => {
      expect(isReservedHeader(name)).to.equal(true);
    });

  for (const name of ['Authorization', 'X-Authorization', 'X-Webhook', 'Accept', 'X-Host'])
    it(`"${name}" is free`, () => {
      expect(isReservedHeader(name)).to.equal(false);
    });
});

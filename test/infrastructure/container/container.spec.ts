import 'reflect-metadata';
import { createSecretKey, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type Container } from 'inversify';
import { readConfig } from '../../../src/infrastructure/config/read-config';
import { containerFor } from '../../../src/infrastructure/container/container';
import { TOKENS } from '../../../src/infrastructure/container/tokens';

const openContainer = async (): Promise<Container> => {
  const config = readConfig({ HOOKLINE_LOG_LEVEL: 'silent' });
  if (E.isLeft(config)) throw new Error('The configuration was refused.');
  return containerFor(config.right, createSecretKey(randomBytes(32)));
};

describe('The container', () => {
  it('holds one log and one set of metrics for all who ask', async () => {
    const container = await openContainer();
    expect(container.get(TOKENS.log)).to.equal(container.get(TOKENS.log));
    expect(container.get(TOKENS.metrics)).to.equal(container.get(TOKENS.prometheus).metrics);
    container.get(TOKENS.prometheus).close();
  });

  it('lets a test put something else in the place of a port', async () => {
    const container = await openContainer();
    const clock = { now: () => 7, monotonic: () => 7, after: () => () => undefined };
    container.rebind(TOKENS.clock).toConstantValue(clock);
    expect(container.get(TOKENS.clock).now()).to.equal(7);
  });

  it('gives every token a name of its own', () => {
    const tokens = Object.values(TOKENS);
    expect(new Set(tokens).size).to.equal(tokens.length);
  });
});

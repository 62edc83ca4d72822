import 'reflect-metadata';
import { expect } from 'chai';
import { type RunningEngine, runEngine } from '../support/running-engine';
import { blocksOf } from './documented-blocks';

type Members = Readonly<Record<string, unknown>>;

const HOOK = {
  name: 'Clicks',
  format: 'altcraft',
  capture: { types: ['click'] },
  destination: { type: 'http', url: 'https://shop.example/hook' },
};
const FIELD = { database: '50', name: 'favourite_shop', label: 'Favourite shop' };

/** A block holds a whole hook, a condition, or members of a hook. */
const asHook = (shown: Members): Members => {
  if ('format' in shown) return shown;
  if ('all' in shown) return { ...HOOK, capture: { ...HOOK.capture, conditions: shown } };
  return { ...HOOK, capture: { ...HOOK.capture, database: '50' }, ...shown };
};

describe('A JSON block of docs/rest-api.md', () => {
  let engine: RunningEngine;
  before(async () => {
    engine = await runEngine();
    await engine.ask('POST', '/v1/profile-fields', FIELD);
  });
  after(() => engine.dispose());

  for (const { line, text } of blocksOf('docs/rest-api.md').filter(({ language }) => language === 'json'))
    it(`is a hook that can be saved, or a part of one: line ${String(line)}`, async () => {
      const { status, body } = await engine.ask('POST', '/v1/hooks', asHook(JSON.parse(text) as Members));
      expect(status, JSON.stringify(body)).to.equal(201);
    });
});

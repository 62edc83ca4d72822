import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type HandshakeQuestion } from '../../../src/application/ports/webhook-handshake';
import { type HookView } from '../../../src/application/use-cases/hooks';
import { aHookDesk, alice, anInput, done, type HookDesk, httpInput, refused } from '../../support/hook-desk';

const HANDSHAKE = { origin: 'hooks.example.com' };
const shaking = (parts: Parameters<typeof httpInput>[0] = {}) =>
  anInput({ destination: httpInput({ handshake: HANDSHAKE, ...parts }), rateLimit: 5 });

const grantOf = ({ hook }: HookView): unknown =>
  hook.definition.destination.kind === 'http' ? hook.definition.destination.handshake?.granted : undefined;

describe('A hook whose destination wants a handshake', () => {
  let questions: HandshakeQuestion[];
  let isGranted: boolean;
  let desk: HookDesk;
  beforeEach(() => {
    questions = [];
    isGranted = true;
    desk = aHookDesk({
      handshake: {
        ask: (question) => {
          questions.push(question);
          return isGranted
            ? TE.right({ ratePerMinute: 120 })
            : TE.left({ type: 'HandshakeRefused', detail: 'it answered 405' });
        },
      },
    });
  });
  afterEach(() => {
    desk.close();
  });
  const created = (active: boolean) => done(desk.hooks.create(alice, { definition: shaking(), active }));
  const granted = (url = 'https://shop.example/hook') => ({
    url,
    at: new Date(desk.clock.now()).toISOString(),
    ratePerMinute: 120,
  });

  it('asks nobody while it is inactive', async () => {
    expect(grantOf(await created(false))).to.equal(undefined);
    expect(questions).to.deep.equal([]);
  });

  it('asks when it is activated, with its custom headers and rate, and remembers what was granted', async () => {
    const { hook } = await created(false);
    const activated = await done(desk.hooks.activate(alice, hook.hook, {}));
    expect([activated.hook.status, grantOf(activated)]).to.deep.equal(['active', granted()]);
    expect(questions).to.deep.equal([
      {
        url: 'https://shop.example/hook',
        headers: [{ name: 'X-Secret', value: 's3cret' }],
        origin: 'hooks.example.com',
        ratePerMinute: 300,
        connectTimeoutMs: 5000,
        answerTimeoutMs: 15_000,
      },
    ]);
  });

  it('stays inactive when the endpoint does not say yes', async () => {
    const { hook } = await created(false);
    isGranted = false;
    const no = await refused(desk.hooks.activate(alice, hook.hook, {}));
    expect(no).to.deep.equal({ type: 'HandshakeRefused', detail: 'it answered 405' });
    expect((await done(desk.hooks.read(alice, hook.hook))).hook.status).to.equal('inactive');
  });

  it('is not created active against the will of the endpoint', async () => {
    isGranted = false;
    await refused(desk.hooks.create(alice, { definition: shaking(), active: true }));
    expect((await done(desk.hooks.list(alice, { limit: 10 }))).hooks).to.deep.equal([]);
    isGranted = true;
    expect(grantOf(await created(true))).to.deep.equal(granted());
  });

  it('asks a new address before an active hook is changed to it, and keeps the grant of the old one otherwise', async () => {
    const { hook } = await created(true);
    const renamed = await done(desk.hooks.change(alice, hook.hook, { ...shaking(), name: 'Another' }, {}));
    expect([questions.length, grantOf(renamed)]).to.deep.equal([1, granted()]);
    const moved = await done(desk.hooks.change(alice, hook.hook, shaking({ url: 'https://new.example/hook' }), {}));
    expect([questions.length, grantOf(moved)]).to.deep.equal([2, granted('https://new.example/hook')]);
    isGranted = false;
    await refused(desk.hooks.change(alice, hook.hook, shaking({ url: 'https://third.example/hook' }), {}));
    expect(grantOf(await done(desk.hooks.read(alice, hook.hook)))).to.deep.equal(granted('https://new.example/hook'));
  });

  it('is refused on save when its origin is no DNS name', async () => {
    const definition = shaking({ handshake: { origin: 'https://hooks.example.com' } });
    const no = await refused(desk.hooks.create(alice, { definition, active: false }));
    expect(no.type === 'InvalidHook' ? no.problems[0]?.field : no.type).to.equal('destination.handshake.origin');
  });
});

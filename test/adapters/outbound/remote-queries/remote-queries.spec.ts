import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type NatsConnection } from 'nats';
import { answerCaptureQueries } from '../../../../src/adapters/inbound/nats-queries/answer-capture-queries';
import { answerReplayQueries } from '../../../../src/adapters/inbound/nats-queries/answer-replay-queries';
import { answerSearchQueries } from '../../../../src/adapters/inbound/nats-queries/answer-search-queries';
import { inMemoryDeliverySearch } from '../../../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { remoteCaptureView } from '../../../../src/adapters/outbound/remote-queries/nats/remote-capture-view';
import { remoteReplays } from '../../../../src/adapters/outbound/remote-queries/nats/remote-replays';
import { remoteDeliveryQueries } from '../../../../src/adapters/outbound/remote-queries/nats/remote-delivery-queries';
import { type DeliveryQueries } from '../../../../src/application/ports/delivery-search';
import { type ReplayUseCases } from '../../../../src/application/use-cases/replays';
import { type HookSum } from '../../../../src/application/use-cases/sums';
import { itBehavesLikeADeliverySearch } from '../../../contracts/delivery-search.contract';
import { type NatsServer, natsServerMissing, startNatsServer } from '../../../support/nats-server';
import { recordingLog } from '../../../support/recording-log';

const SUM: HookSum = {
  hook: 7,
  captured: 3,
  delivered: 1,
  parked: 1,
  discarded: 0,
  waiting: 1,
  accumulating: 0,
  circuit: 'closed',
  blocks: 1,
  onBus: 1,
  position: '9007199254740993',
};

if (natsServerMissing !== null) {
  describe('Queries between processes', () => {
    it.skip(`are not tried: ${String(natsServerMissing)}`);
  });
} else {
  describe('Queries between processes', () => {
    let server: NatsServer;
    let asking: NatsConnection;
    let answering: { readonly connection: NatsConnection; readonly log: ReturnType<typeof recordingLog>['log'] };
    before(async () => {
      server = await startNatsServer();
      asking = await server.connect();
      answering = { connection: await server.connect(), log: recordingLog().log };
    });
    after(() => server.dispose());

    const silence = async (...answers: ReadonlyArray<{ readonly unsubscribe: () => void }>): Promise<void> => {
      for (const answer of answers) answer.unsubscribe();
      await answering.connection.flush();
    };

    describe('of deliveries', () => {
      itBehavesLikeADeliverySearch(async () => {
        const local = inMemoryDeliverySearch();
        const answers = answerSearchQueries(answering, local);
        await answering.connection.flush();
        return {
          search: { ...local, ...remoteDeliveryQueries(asking) },
          dispose: async () => {
            await silence(...answers);
            await local.close();
          },
        };
      });
    });

    describe('of deliveries, to nobody in particular,', () => {
      it('carry an answer larger than a message of the server may be', async () => {
        const revisions = Array.from({ length: 100_000 }, (_, index) => BigInt(index));
        const many: DeliveryQueries = { ...inMemoryDeliverySearch(), parkedRevisions: () => TE.right(revisions) };
        const answers = answerSearchQueries(answering, many);
        await answering.connection.flush();
        const asked = await remoteDeliveryQueries(asking).parkedRevisions({ hook: 1, upTo: null, limit: 1 })();
        await silence(...answers);
        expect(E.isRight(asked) && asked.right).to.deep.equal(revisions);
      });

      it('fail typed when no process searches', async () => {
        const asked = await remoteDeliveryQueries(asking).position()();
        expect(asked).to.deep.equal(E.left({ type: 'DeliverySearchUnavailable', detail: 'no process answers' }));
      });
    });

    describe('of totals', () => {
      it('are answered by the process that holds capture', async () => {
        const answer = answerCaptureQueries(answering, {
          sumOf: (hook) => TE.right(hook === 7 ? SUM : null),
          progressOf: () => TE.right(null),
        });
        await answering.connection.flush();
        const { sumOf } = remoteCaptureView(asking);
        expect(await sumOf(7)()).to.deep.equal(E.right(SUM));
        expect(await sumOf(8)()).to.deep.equal(E.right(null));
        for (const one of answer) await silence(one);
      });

      it('fail typed, with the reason, when that process cannot tell', async () => {
        const answer = answerCaptureQueries(answering, {
          sumOf: () => TE.left({ type: 'CaptureUnavailable', detail: 'still restoring' }),
          progressOf: () => TE.right(null),
        });
        await answering.connection.flush();
        const asked = await remoteCaptureView(asking).sumOf(7)();
        for (const one of answer) await silence(one);
        expect(asked).to.deep.equal(E.left({ type: 'CaptureUnavailable', detail: 'still restoring' }));
      });

      it('fail typed when no process holds capture', async () => {
        const asked = await remoteCaptureView(asking).sumOf(7)();
        expect(asked).to.deep.equal(E.left({ type: 'CaptureUnavailable', detail: 'no process answers' }));
      });
    });

    describe('of replays', () => {
      const actor = { account: 1, name: 'ops' };
      const refusal = { type: 'ReplayUnknown', replay: 'r-1' } as const;
      const refusing: ReplayUseCases = {
        start: () => TE.left(refusal),
        read: (asking, replay) => TE.left({ ...refusal, replay: `${asking.name}/${replay}` }),
        cancel: () => TE.left(refusal),
      };

      it('bring back what the process that holds capture says, a refusal too', async () => {
        const answers = answerReplayQueries(answering, refusing);
        await answering.connection.flush();
        const asked = await remoteReplays(asking).read(actor, 'r-7')();
        await silence(...answers);
        expect(asked).to.deep.equal(E.left({ type: 'ReplayUnknown', replay: 'ops/r-7' }));
      });

      it('fail typed when no process holds capture', async () => {
        const asked = await remoteReplays(asking).cancel(actor, 'r-7')();
        expect(asked).to.deep.equal(E.left({ type: 'CaptureUnavailable', detail: 'no process answers' }));
      });
    });
  });
}

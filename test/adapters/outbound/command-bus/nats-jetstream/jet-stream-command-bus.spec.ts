import { itBehavesLikeACommandBus } from '../../../../contracts/command-bus.contract';
import { deleteStream, openJetStreamBus } from '../../../../support/jet-stream-bus-harness';
import { natsServerMissing } from '../../../../support/nats-server';

const WHAT_A_DURABLE_BUS_PROMISES = { takesTurns: false, takesAllOrNothing: false };

if (natsServerMissing !== null) it.skip(`The command bus on NATS JetStream: ${natsServerMissing}`);
else
  describe('The command bus on NATS JetStream', () => {
    itBehavesLikeACommandBus(async (bound) => {
      const harness = await openJetStreamBus();
      const { bus } = await harness.join({ stream: { maxCommands: bound?.maxCommands ?? -1 } });
      const operator = await harness.server.connect();
      return { bus, wipe: () => deleteStream(operator), dispose: harness.dispose };
    }, WHAT_A_DURABLE_BUS_PROMISES);
  });

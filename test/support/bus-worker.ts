import * as E from 'fp-ts/Either';
import { type BlockCommand } from '../../src/application/deliver/block-command';
import {
  type CommandBus,
  type Consumer,
  type ConsumeOptions,
  type Delivered,
} from '../../src/application/ports/command-bus';
import { aBlock } from './block-builders';

/** A worker that writes down what it is given. */
export interface BusWorker extends Consumer {
  readonly taken: ReadonlyArray<Delivered>;
  readonly names: () => ReadonlyArray<string>;
  /** Acknowledges all it was given until now. */
  readonly acknowledgeAll: () => void;
}

const ROOMY: ConsumeOptions = { maxCommands: 1000, maxBytes: 64 * 1024 * 1024 };

export const busWorker = (
  bus: CommandBus,
  then: (delivered: Delivered) => void = () => undefined,
  options: Partial<ConsumeOptions> = {},
): BusWorker => {
  const taken: Delivered[] = [];
  const consumer = bus.consume({ ...ROOMY, ...options }, (delivered) => {
    taken.push(delivered);
    then(delivered);
  });
  return {
    ...consumer,
    taken,
    names: () => taken.map(({ command }) => command.block),
    acknowledgeAll: () => {
      for (const { acknowledge } of taken) acknowledge();
    },
  };
};

export const acknowledging = ({ acknowledge }: Delivered): void => {
  acknowledge();
};

/** Throws what the bus answered unless it took them. */
export const publishOn = async (bus: CommandBus, commands: ReadonlyArray<BlockCommand>): Promise<void> => {
  const published = await bus.publish(commands)();
  if (E.isLeft(published)) throw new Error(JSON.stringify(published.left));
};

/** Blocks of one hook, named `<prefix>0` and so on. */
export const blocksOf = (hook: number, prefix: string, count: number): ReadonlyArray<BlockCommand> =>
  Array.from({ length: count }, (_, n) => aBlock(`${prefix}${String(n)}`, { hook }));

export const namesOf = (commands: ReadonlyArray<BlockCommand>): ReadonlyArray<string> =>
  commands.map(({ block }) => block);

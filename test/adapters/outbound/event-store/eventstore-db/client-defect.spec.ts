import { EventStoreDBClient } from '@eventstore/db-client';
import { expect } from 'chai';
import { isDefectOfEventStoreClient } from '../../../../../src/adapters/outbound/event-store/eventstore-db/client-defect';
import { recordedProcess } from '../../../../infrastructure/lifecycle/recorded-process';
import { endOnDefect } from '../../../../../src/infrastructure/lifecycle/end-on-defect';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};
/** Thrown in a file of the client. */
const ofTheClient = (): unknown => thrownBy(() => EventStoreDBClient.connectionString('nothing of the kind'));
/** Thrown in this file, called by the client. */
const calledByTheClient = (): unknown =>
  thrownBy(() => {
    const part = {
      toString: () => {
        throw new Error('ours');
      },
    };
    return EventStoreDBClient.connectionString(['esdb://', ''] as unknown as TemplateStringsArray, part as never);
  });

describe('A defect of the client of EventStoreDB', () => {
  it('is known by the file that threw it', () => {
    expect(isDefectOfEventStoreClient(ofTheClient())).to.equal(true);
  });

  for (const [name, cause] of [
    ['what our code throws when the client calls it', calledByTheClient],
    ['what our code throws', () => new Error('ours')],
    ['what is no error', () => 'a word'],
  ] as const)
    it(`is not ${name}`, () => {
      expect(isDefectOfEventStoreClient(cause())).to.equal(false);
    });

  for (const event of ['uncaughtException', 'unhandledRejection'])
    it(`is told and does not end the process as ${event}; any other does`, () => {
      const { process, log, emit, happened } = recordedProcess();
      endOnDefect(process, log);
      emit(event, ofTheClient());
      expect(happened).to.deep.equal([
        `the client of EventStoreDB failed within itself; its calls are tried again: ${event}`,
      ]);
      emit(event, calledByTheClient());
      expect(happened.at(-1)).to.equal('exit 70');
    });
});

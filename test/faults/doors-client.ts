import { type Ask, engineClient, type EngineAnswer } from '../crash/engine-client';

/** Asks one door after the other: the next one whenever one does not answer, or says that it cannot. */
export const doorsClient = (doors: ReadonlyArray<string>): Ask => {
  const clients = doors.map(engineClient);
  let turn = 0;
  return async (method, path, body) => {
    const mine = turn;
    const moveOn = (): void => {
      if (turn === mine) turn += 1;
    };
    const client = clients[mine % clients.length];
    if (client === undefined) throw new Error('no process answers REST');
    try {
      const answer = await client(method, path, body);
      if (answer.status >= 500) moveOn();
      return answer;
    } catch (cause) {
      moveOn();
      throw cause;
    }
  };
};

const PAUSE_MS = 100;

/** Asks again until there is an answer other than 5xx; what is asked must bear that. */
export const patientClient =
  (ask: Ask, withinMs: number): Ask =>
  async (method, path, body) => {
    const deadline = performance.now() + withinMs;
    for (;;) {
      const answer = await ask(method, path, body).catch(
        (cause: unknown): EngineAnswer | Error => new Error(String(cause)),
      );
      if (!(answer instanceof Error) && answer.status < 500) return answer;
      if (performance.now() > deadline)
        throw answer instanceof Error ? answer : new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  };

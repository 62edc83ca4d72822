import { type KeyObject } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { type SealedTexts } from './sealer';
import { type SealingPage, type SealingRequest } from './sealing-protocol';
import { workOn } from './text-sealing';

interface HeldKey {
  readonly bound: Buffer;
  readonly key: KeyObject;
}

const answerPage = (held: (HeldKey | undefined)[], { kind, texts, slots, taught }: SealingPage): SealedTexts => {
  let lesson = 0;
  return texts.map((text, index) => {
    const next = taught[lesson];
    if (next?.from === index) {
      held[next.slot] = { bound: Buffer.from(next.name), key: next.key };
      lesson += 1;
    }
    const own = held[slots[index] ?? -1];
    return own === undefined ? null : workOn(kind, own.key, own.bound, text);
  });
};

const run = (): void => {
  const port = parentPort;
  if (port === null) return;
  const held: (HeldKey | undefined)[] = [];
  port.on('message', (request: SealingRequest) => {
    switch (request.kind) {
      case 'seal':
      case 'open':
        port.postMessage(answerPage(held, request));
        return;
      case 'forget':
        held[request.slot] = undefined;
        port.postMessage([]);
        return;
      case 'close':
        port.close();
        return;
    }
  });
};

run();

import { connect } from 'node:net';

const LIMIT_MS = 10_000;
/** A request whose end the door still waits for is ended then: what it was is the door's to say. */
const PATIENCE_MS = 1_000;

/** Writes bytes as they are, without a client that would mend them, and reads until the door closes; rejects when it never does. */
export const rawHttp = (port: number, bytes: Uint8Array | string): Promise<string> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const ending = setTimeout(() => socket.end(), PATIENCE_MS);
    socket.setTimeout(LIMIT_MS, () => {
      socket.destroy();
      reject(new Error(`no answer within ${String(LIMIT_MS)} ms`));
    });
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    // The door may answer and close before it has read a body that it refuses: that breaks the writing.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(ending);
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    socket.write(bytes);
  });

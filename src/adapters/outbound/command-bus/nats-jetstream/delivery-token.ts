/** What the reply subject of a message handed out says: `$JS.ACK.[domain.account.]stream.consumer.count.sequence.…`. */
const PLAIN = /^\$JS\.ACK\.[^.]+\.[^.]+\.\d+\.(\d+)\.\d+\.\d+\.\d+$/;
const WITH_DOMAIN = /^\$JS\.ACK\.[^.]+\.[^.]+\.[^.]+\.[^.]+\.\d+\.(\d+)\.\d+\.\d+\.\d+(\.|$)/;

/** The message's number in the stream; null: it was not handed out by JetStream. */
export const streamSequence = (reply: string): number | null => {
  const found = PLAIN.exec(reply) ?? WITH_DOMAIN.exec(reply);
  return found === null ? null : Number(found[1]);
};

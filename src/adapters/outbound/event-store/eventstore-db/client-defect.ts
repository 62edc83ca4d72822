const FRAME = /^\s*at /;
/** As it runs, or as its source maps name it; its generated messages throw at who fills them wrongly. */
const CLIENT = /[\\/]node_modules[\\/]@eventstore[\\/]db-client[\\/](?:dist|src)[\\/]/;
/** Frames that only hand on: Node's own, and the layer of gRPC below the client. */
const HANDS_ON = /\(?node:|[\\/]node_modules[\\/]@grpc[\\/]grpc-js[\\/]|\(<anonymous>\)/;

/**
 * An exception that nothing caught and that was thrown in the files of EventStoreDB's client itself. It says nothing
 * about this process: the calls it hit find no answer, and are tried again over a client made anew. What our own code
 * throws, also when the client calls it, is none.
 */
export const isDefectOfEventStoreClient = (cause: unknown): boolean => {
  if (!(cause instanceof Error) || cause.stack === undefined) return false;
  const thrower = cause.stack.split('\n').find((line) => FRAME.test(line) && !HANDS_ON.test(line));
  return thrower !== undefined && CLIENT.test(thrower);
};

import { type ReplayUseCases } from '../use-cases/replays';

/** Replays run where capture is: in this process, or in the one that holds it. */
export const hereOrRemote = (isHere: () => boolean, here: ReplayUseCases, remote: ReplayUseCases): ReplayUseCases => {
  const there = (): ReplayUseCases => (isHere() ? here : remote);
  return {
    start: (actor, request) => there().start(actor, request),
    read: (actor, replay) => there().read(actor, replay),
    cancel: (actor, replay) => there().cancel(actor, replay),
  };
};

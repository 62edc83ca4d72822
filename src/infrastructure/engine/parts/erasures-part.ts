import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

/** Finishes erasures that a crash broke off, before a door takes anything new about anybody. */
export const erasuresPart = (container: Container): Part => ({
  part: 'erasures',
  start: () => container.get(TOKENS.finishErasures)(),
  stop: () => Promise.resolve(),
});

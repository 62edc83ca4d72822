import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

/** This process among the others: it joins before it takes anything, and leaves after it has given all back. */
export const membershipPart = (container: Container): Part => {
  const membership = container.get(TOKENS.membership);
  return { part: 'membership', start: membership.join, stop: membership.leave };
};

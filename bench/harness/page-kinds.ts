import { type OutcomeLog } from './million-outcomes';
import { type Door, type Json } from './searching-engine';

const LIMIT = 50;
/** Of one hook, one after another. */
const PAGES = 50;

/** A kind of page that people look at: the next one of its kind. */
type Kind = (n: number) => Promise<Json>;

export const pageKinds = (door: Door, log: OutcomeLog, events: ReadonlyArray<string>): ReadonlyMap<string, Kind> => {
  const hookOf = (n: number): number => log.hooks[(n * 7) % log.hooks.length] ?? 0;
  const timeOf = (n: number): string =>
    encodeURIComponent(new Date(log.capturedAt() - ((n * 7919) % 1_000) * 900).toISOString());
  const list = (query: string): Promise<Json> => door.ask('GET', `/v1/deliveries?limit=${String(LIMIT)}&${query}`);
  const walk = (query: string, field: 'next' | 'previous'): Kind => {
    let cursor = '';
    return async (n) => {
      const page = await list(`${query}&hook=${String(hookOf(Math.floor(n / PAGES)))}${cursor}`);
      const towards = page[field] ?? page['next'];
      cursor = n % PAGES === PAGES - 1 || typeof towards !== 'string' ? '' : `&cursor=${towards}`;
      return page;
    };
  };
  const ofState =
    (state: string): Kind =>
    (n) =>
      list(`hook=${String(hookOf(n))}&state=${state}&to=${timeOf(n)}`);
  return new Map<string, Kind>([
    ['a hook, newest', (n) => list(`hook=${String(hookOf(n))}`)],
    ['a hook, until a time', (n) => list(`hook=${String(hookOf(n))}&to=${timeOf(n)}`)],
    ['a hook, from a time, oldest first', (n) => list(`hook=${String(hookOf(n))}&order=oldest&from=${timeOf(n)}`)],
    ['delivered', ofState('delivered')],
    ['parked', ofState('parked')],
    ['discarded', ofState('discarded')],
    ['waiting, of which there are none', ofState('waiting')],
    ['the whole account', (n) => list(`to=${timeOf(n)}`)],
    ['parked of the whole account', (n) => list(`state=parked&to=${timeOf(n)}`)],
    ['page after page', walk('order=newest', 'next')],
    ['page after page, oldest first', walk('order=oldest', 'next')],
    ['back and forth', walk('order=newest', 'previous')],
    ['an event', (n) => list(`event=${events[(n * 31) % events.length] ?? ''}`)],
  ]);
};

import { createContext, Script } from 'node:vm';
import { type PatternResult } from '../../../../domain/delivery/classify-answer';
import { boundedCache } from './bounded-cache';

const LONGEST_RUN_MS = 50;
const PATTERNS_KEPT = 1_000;
/** Without these a pattern has nothing to go back over: its run is linear in the text. */
const CAN_BACKTRACK = /[*+?{(]/;

type Run = (text: string) => PatternResult;

const verdict = (matched: boolean): PatternResult => (matched ? 'matched' : 'missed');

/** A run that the engine itself interrupts; 0.2 ms, so only for patterns that need it. */
const interruptible = (pattern: RegExp): Run => {
  const scope: { pattern: RegExp; text: string; matched: boolean } = { pattern, text: '', matched: false };
  const script = new Script('matched = pattern.test(text)');
  const context = createContext(scope);
  return (text) => {
    scope.text = text;
    try {
      script.runInContext(context, { timeout: LONGEST_RUN_MS });
      return verdict(scope.matched);
    } catch {
      return 'out-of-time';
    } finally {
      scope.text = '';
    }
  };
};

const compiled = (source: string): Run => {
  try {
    const pattern = new RegExp(source);
    return CAN_BACKTRACK.test(source) ? interruptible(pattern) : (text) => verdict(pattern.test(text));
  } catch {
    return () => 'missed';
  }
};

/** Runs success patterns over the kept part of an answer, each within 50 ms. */
export const successPatterns = (): ((source: string, text: string) => PatternResult) => {
  const runOf = boundedCache(PATTERNS_KEPT, compiled);
  return (source, text) => runOf(source)(text);
};

import * as E from 'fp-ts/Either';
import { type RetryPolicy } from '../../../../domain/delivery/retry-policy';
import { HOOK_DEFAULTS, type HookDefaults } from '../../../../domain/hook/hook-defaults';
import { type HookDefinitionInput } from '../../../../application/use-cases/hooks';
import { type FieldError } from '../../incoming-events/problem';
import { type RequestRefusal } from '../problem/rest-refusal';
import { customDataOf } from './custom-data-input';
import { destinationOf } from './destination-input';
import { formatOf, misplacedWords } from './format-words';
import { isGiven, ms, msOr } from './given';
import { type HookDto, type RetryDto } from './hook.dto';
import { conditionsOf, type Rule, ruleOf } from './rule-input';

/** What a retry policy gets where it says nothing (decision 15). */
const RETRY = { maxAttempts: 4, firstDelaySeconds: 15, factor: 1, maxDelaySeconds: 3600, jitter: 0 } as const;

const retryOf = (retry: RetryDto): RetryPolicy => {
  const firstDelaySeconds = retry.firstDelaySeconds ?? RETRY.firstDelaySeconds;
  return {
    maxAttempts: retry.maxAttempts ?? RETRY.maxAttempts,
    firstDelayMs: ms(firstDelaySeconds),
    factor: retry.factor ?? RETRY.factor,
    maxDelayMs: ms(retry.maxDelaySeconds ?? Math.max(RETRY.maxDelaySeconds, firstDelaySeconds)),
    jitter: retry.jitter ?? RETRY.jitter,
  };
};

const unorderedDelays = ({ retry }: HookDto): ReadonlyArray<FieldError> => {
  if (!isGiven(retry)) return [];
  const { firstDelayMs, maxDelayMs } = retryOf(retry);
  return maxDelayMs < firstDelayMs
    ? [{ field: 'retry.maxDelaySeconds', reason: 'must not be less than retry.firstDelaySeconds' }]
    : [];
};

/** The rule, or everything about the body that the classes of its parts cannot see. */
const wholeRuleOf = (dto: HookDto): E.Either<ReadonlyArray<FieldError>, Rule> => {
  const conditions = conditionsOf(dto.capture);
  const problems = [...misplacedWords(dto), ...unorderedDelays(dto)];
  if (E.isLeft(conditions)) return E.left([...problems, ...conditions.left]);
  return problems.length > 0 ? E.left(problems) : E.right({ ...ruleOf(dto.capture), ...conditions.right });
};

const paceOf = (
  { circuit, ordering, parallelism }: HookDto,
  defaults: HookDefaults,
): Pick<HookDefinitionInput, 'circuit' | 'ordering' | 'parallelism'> => ({
  circuit: circuit ?? defaults.circuit,
  ordering: {
    mode: ordering?.mode ?? defaults.ordering.mode,
    onExhausted: ordering?.onExhausted ?? defaults.ordering.onExhausted,
  },
  parallelism: parallelism ?? defaults.parallelism,
});

/** The use case's words for a checked body; what was left out gets its default. */
export const hookInputOf = (dto: HookDto): E.Either<RequestRefusal, HookDefinitionInput> => {
  const rule = wholeRuleOf(dto);
  if (E.isLeft(rule)) return E.left({ type: 'BodyInvalid', problems: rule.left });
  const { name, destination, batch, maxBlockSize, retry, rateLimit } = dto;
  const defaults = HOOK_DEFAULTS[dto.format];
  return E.right({
    name,
    rule: rule.right,
    format: formatOf(dto),
    destination: destinationOf(destination, defaults),
    ...customDataOf(dto),
    maxBatch: maxBlockSize ?? batch?.size ?? defaults.maxBatch,
    windowMs: msOr(defaults.windowMs, batch?.windowSeconds),
    ...(isGiven(retry) ? { retry: retryOf(retry) } : {}),
    ...paceOf(dto, defaults),
    ...(isGiven(rateLimit) ? { rateLimit } : {}),
  });
};

import { type Scenario } from '../../harness/scenario';
import { accept } from './accept';
import { batch100 } from './batch-100';
import { blocks } from './blocks';
import { hanging } from './hanging';
import { idle } from './idle';
import { latency } from './latency';
import { oneByOne } from './one-by-one';

export const REAL_SCENARIOS: ReadonlyArray<Scenario> = [accept, blocks, oneByOne, batch100, latency, hanging, idle];

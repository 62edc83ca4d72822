import { type HookTrialUseCases } from '../use-cases/hook-trials';
import { dryRun } from './dry-run';
import { testEvent } from './test-event';
import { type TrialDependencies } from './trial-dependencies';

export const hookTrialUseCases = (dependencies: TrialDependencies): HookTrialUseCases => ({
  dryRun: dryRun(dependencies),
  test: testEvent(dependencies),
});

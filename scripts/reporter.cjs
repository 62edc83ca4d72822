'use strict';
// The spec reporter, plus: what was skipped by its full name (which carries the reason), the counts as a file,
// and an end for a run that something left open keeps alive.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

const GRACE_MS = 10_000;

class SpecificationReporter extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on(Runner.constants.EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()));
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      for (const title of skipped) process.stdout.write(`  skipped: ${title}\n`);
      const counts = { passed: this.stats.passes, failed: this.stats.failures, skipped: this.stats.pending };
      const file = process.env['SPEC_COUNTS_FILE'];
      if (file !== undefined) writeFileSync(file, JSON.stringify(counts));
      setTimeout(() => {
        process.stderr.write(`A spec left something open: ${process.getActiveResourcesInfo().join(', ')}\n`);
        process.exit(1);
      }, GRACE_MS).unref();
    });
  }
}

module.exports = SpecificationReporter;

'use strict';

module.exports = {
  'forbid-only': true,
  'enable-source-maps': true,
  'check-leaks': true,
  timeout: 60_000,
  slow: 500,
  reporter: './scripts/reporter.cjs',
};

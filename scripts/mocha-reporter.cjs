// Mocha's spec reporter, which also leaves the counts in a file for scripts/test.mjs.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');
const Mocha = require('mocha');

class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = this.stats;
      writeFileSync(join(__dirname, '../dist/test-results.json'), JSON.stringify({ passes, failures, pending }));
    });
  }
}

module.exports = CountingReporter;

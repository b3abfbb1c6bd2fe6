import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Closes the report with one plain line. */
export default class Totals implements Reporter {
  private readonly of = { passed: 0, failed: 0, skipped: 0 };

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') this.of.skipped += 1;
    else if (test.outcome() === 'expected') this.of.passed += 1;
    else this.of.failed += 1;
  }

  onEnd(): void {
    const skipped = this.of.skipped > 0 ? `, ${this.of.skipped} skipped` : '';
    process.stdout.write(`e2e: ${this.of.passed} passed, ${this.of.failed} failed${skipped}\n`);
  }

  printsToStdio(): boolean {
    return false;
  }
}

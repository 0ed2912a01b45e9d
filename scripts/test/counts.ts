export type Count = { passed: number; failed: number };

type VitestReport = {
  numPassedTests?: number;
  numFailedTests?: number;
  testResults?: { status: string; assertionResults: unknown[] }[];
};

/** The counts of vitest's JSON report; a file in which no test could run counts as one that failed. */
export function countVitest(report: unknown, hasPassed: boolean): Count {
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = (report ?? {}) as VitestReport;
  const broken = testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return settle({ passed: numPassedTests, failed: numFailedTests + broken.length }, hasPassed);
}

/** The counts of Playwright's JSON report; a test that passed only when repeated counts as failed. */
export function countPlaywright(report: unknown, hasPassed: boolean): Count {
  const { stats = {} } = (report ?? {}) as { stats?: Record<string, number> };
  const failed = (stats.unexpected ?? 0) + (stats.flaky ?? 0);
  return settle({ passed: stats.expected ?? 0, failed }, hasPassed);
}

/** The counts that a program of ours prints as its last line. */
export function countLastLine(output: string, hasPassed: boolean): Count {
  const found = [...output.matchAll(/^(\d+) passed, (\d+) failed$/gm)].at(-1);
  return settle({ passed: Number(found?.[1] ?? 0), failed: Number(found?.[2] ?? 0) }, hasPassed);
}

/** A program that only passes or fails is one test. */
export function countOne(hasPassed: boolean): Count {
  return { passed: hasPassed ? 1 : 0, failed: hasPassed ? 0 : 1 };
}

export function addCounts(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((sum, count) => sum + count.passed, 0),
    failed: counts.reduce((sum, count) => sum + count.failed, 0),
  };
}

// A suite that failed without a failed test, or that passed without any test, did not run as it should.
function settle(count: Count, hasPassed: boolean): Count {
  const isWrong = hasPassed ? count.passed === 0 : count.failed === 0;
  return isWrong ? { ...count, failed: count.failed + 1 } : count;
}

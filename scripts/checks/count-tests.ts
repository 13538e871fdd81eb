export interface Counts {
  passed: number;
  failed: number;
}

/** The parts of vitest's JSON report that are counted. */
interface Report {
  success?: boolean;
  testResults?: Array<{ status: string; assertionResults: Array<{ status: string }> }>;
}

/**
 * Counts each test once. A file that could not even be loaded, a run that ended badly without a failed test (an error
 * outside any test) and a run that left no report count as one failure each; a skipped test counts as failed, since
 * nothing is skipped here on purpose.
 */
export function countTests(report: Report | null, exitCode: number | null): Counts {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === "passed").length;
  const unloaded = files.filter((file) => file.status === "failed" && !file.assertionResults.some(isFailed));
  const failed = tests.filter(isFailed).length + unloaded.length;
  const endedBadly = exitCode !== 0 || report?.success !== true;
  return { passed, failed: failed === 0 && endedBadly ? 1 : failed };
}

function isFailed(test: { status: string }): boolean {
  return test.status !== "passed";
}

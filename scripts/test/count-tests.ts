export interface Counts {
  passed: number;
  failed: number;
  /** What failed, in words: told once more at the very end, where a reader of a long log looks first. */
  failures: string[];
}

/** The parts of vitest's JSON report that are counted. */
interface Report {
  success?: boolean;
  testResults?: ReportedFile[];
}

interface ReportedFile {
  name: string;
  status: string;
  message?: string;
  assertionResults: ReportedTest[];
}

interface ReportedTest {
  fullName: string;
  status: string;
  failureMessages?: string[] | null;
}

/**
 * Counts each test once. A file that could not even be loaded, a run that ended badly without a failed test (an error
 * outside any test) and a run that left no report count as one failure each; a skipped test counts as failed, since
 * nothing is skipped here on purpose.
 */
export function countTests(report: Report | null, exitCode: number | null): Counts {
  const files = report?.testResults ?? [];
  const passed = files.flatMap((file) => file.assertionResults).filter((test) => !isFailed(test)).length;
  const failures = files.flatMap(failuresOf);
  const endedBadly = exitCode !== 0 || report?.success !== true;
  if (failures.length === 0 && endedBadly) {
    failures.push(
      report
        ? `the run ended badly (exit code ${exitCode}) though no test failed: look for "Unhandled" above`
        : `the run left no report (exit code ${exitCode})`,
    );
  }
  return { passed, failed: failures.length, failures };
}

function failuresOf(file: ReportedFile): string[] {
  const failed = file.assertionResults.filter(isFailed);
  if (file.status === "failed" && failed.length === 0) {
    return [`${file.name}: could not be run: ${beginning(file.message)}`];
  }
  return failed.map(
    (test) =>
      `${file.name} > ${test.fullName}: ${test.status === "failed" ? beginning(test.failureMessages?.[0]) : test.status}`,
  );
}

/** The first lines of an error: enough to know it by. */
function beginning(message = "(no message)"): string {
  return message.split("\n").slice(0, 6).join("\n    ");
}

function isFailed(test: { status: string }): boolean {
  return test.status !== "passed";
}

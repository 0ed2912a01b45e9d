type VitestReport = {
  testResults?: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
};

type PlaywrightSuite = {
  suites?: PlaywrightSuite[];
  specs?: { file: string; line: number; title: string; ok: boolean; tests: { status: string }[] }[];
};

/** The names of the tests that failed, as vitest's JSON report has them; a file that could not be run counts as one. */
export function failuresOfVitest(report: unknown, checkout: string): string[] {
  const { testResults = [] } = (report ?? {}) as VitestReport;
  return testResults.flatMap(({ name, status, assertionResults }) => {
    const file = name.replace(`${checkout}/`, "");
    const failed = assertionResults.filter((result) => result.status === "failed");
    if (failed.length === 0) return status === "failed" ? [file] : [];
    return failed.map(({ fullName }) => `${file} › ${fullName}`);
  });
}

/** The names of the tests that failed, as Playwright's JSON report has them; one that passed only when repeated too. */
export function failuresOfPlaywright(report: unknown): string[] {
  const { suites = [], errors = [] } = (report ?? {}) as PlaywrightSuite & {
    errors?: { message?: string }[];
  };
  const outside = errors.map(({ message = "" }) => `outside of any test: ${message.split("\n")[0]}`);
  return [...suites.flatMap(failedSpecs), ...outside];
}

function failedSpecs({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const failed = specs.filter(({ ok, tests }) => !ok || tests.some(({ status }) => status === "flaky"));
  return [
    ...failed.map(({ file, line, title }) => `e2e/${file}:${line} › ${title}`),
    ...suites.flatMap(failedSpecs),
  ];
}

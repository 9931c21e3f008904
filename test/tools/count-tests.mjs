import { readFileSync } from 'node:fs';

/** Prints `N passed, N failed[, N skipped]` from Vitest's JSON report; fails when a test failed or none ran. */

/** @typedef {{ numPassedTests: number, numFailedTests: number, numTotalTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} Report */

/** @type {Report} */
const nothing = { numPassedTests: 0, numFailedTests: 0, numTotalTests: 0, testResults: [] };
const text = readFileSync(process.argv[2] ?? '', 'utf8');
/** @type {Report} */
const report = text === '' ? nothing : JSON.parse(text);

const passed = report.numPassedTests;
// A file that could not be loaded has no tests to count: it counts as one that failed.
const unloadable = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const failed = report.numFailedTests + unloadable.length;
const skipped = report.numTotalTests - passed - report.numFailedTests;

console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;

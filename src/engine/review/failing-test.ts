/** A test that does not pass, and the first line of what it says; `message` is undefined where it was not run. */
export function failingTest(testId: string, message: string | undefined): string {
  return `${testId}: ${(message ?? 'was not run').split('\n')[0]?.slice(0, 300) ?? ''}`
}

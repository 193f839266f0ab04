import type { TestRun, Withheld } from '../../../model/runs/test-run.ts'

/** What a reader of a run should know where failing tests are tried again; empty where they are not. */
export function withoutRetries({ withheld }: TestRun): string {
  const by = (what: Withheld['what']) => withheld.filter((one) => one.what === what).map((one) => one.by)
  const [asked, own] = [by('retries'), by('own_retries')]
  return [
    ...(asked.length === 0 ? [] : [`; the project tries failing tests again (${asked.join(', ')}), and only the first try counts here`]),
    ...(own.length === 0 ? [] : [`; tests try again by their own code (${own.join(', ')}), so a pass may be that of a later try`]),
  ].join('')
}

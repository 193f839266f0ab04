import type { TestRun } from '../../model/test-run.ts'

/** What a reader of a run should know where the project has failing tests tried again; empty where it has not. */
export function withoutRetries({ withheld }: TestRun): string {
  const retries = withheld.filter(({ what }) => what === 'retries').map(({ by }) => by)
  return retries.length === 0 ? '' : `; the project tries failing tests again (${retries.join(', ')}), and only the first try counts here`
}

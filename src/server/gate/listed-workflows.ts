/** A run of a commit as GitHub lists it: its newest attempt. */
export type ListedRun = {
  readonly id: number
  readonly attempt: number
  readonly path: string
  readonly name: string
  readonly event: string
  readonly url: string
  readonly branch: string | null
  readonly isCompleted: boolean
  readonly conclusion: string | null
}

/** The newest run of each file and event that `listed` (a file, with or without its folder, or a name) means. */
export function newestRuns<Run extends Pick<ListedRun, 'id' | 'path' | 'name' | 'event'>>(
  listed: string,
  runs: readonly Run[],
): readonly Run[] {
  const meant = runs.filter((run) => isMeant(listed, run))
  const groups = Map.groupBy(meant, ({ path, event }) => `${path} ${event}`)
  return [...groups.values()].flatMap((all) => all.toSorted((a, b) => b.id - a.id).slice(0, 1))
}

function isMeant(listed: string, { path, name }: Pick<ListedRun, 'path' | 'name'>): boolean {
  return path === listed || path === `.github/workflows/${listed}` || name === listed
}

/** Whether the settings list a workflow. */
export function isListed(listed: readonly string[], run: Pick<ListedRun, 'path' | 'name'>): boolean {
  return listed.some((one) => isMeant(one, run))
}

import type { Framework } from '../../engine/frameworks/framework.ts'
import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { ProjectFolders } from './project-folder.ts'

/** What one project of the tree is asked: its folder, and for pytest the folders of the projects below it, which run their own tests. */
export type ProjectPart = { readonly folder: string; readonly files: readonly string[]; readonly elsewhere: readonly string[] }

/**
 * Asks every project that the files belong to. Where the framework chooses (`collect`), the deepest project is asked first; a file that
 * it does not collect, and that no framework would by its name, may be one of a project above it, whose configuration can reach down.
 */
export async function eachProject(
  projects: ProjectFolders,
  { isRunnable }: Pick<Framework, 'isRunnable'>,
  { files, collect }: Pick<RunRequest, 'files' | 'collect'>,
  run: (part: ProjectPart) => Promise<TestRun>,
): Promise<readonly TestRun[]> {
  const groups = new Map(projects.group(files))
  const folders = [...groups.keys()]
  const below = (folder: string) => folders.filter((other) => other !== folder && isWithin(other, folder))
  const runs: { readonly run: TestRun; readonly isNamed: boolean }[] = []
  for (const folder of folders) {
    const members = groups.get(folder) ?? []
    const isNamed = collect !== true || members.some(isRunnable)
    const isAsked = isNamed || projects.isConfigured(folder)
    const part = { folder, files: members, elsewhere: below(folder) }
    const seen = isAsked ? await run(part) : null
    if (seen !== null) runs.push({ run: seen, isNamed })
    const above = collect === true ? folders.find((other) => other !== folder && isWithin(folder, other)) : undefined
    if (above === undefined) continue
    const taken = new Set([...(seen?.tests ?? []), ...(seen?.fileOutcomes ?? [])].map(({ file }) => file))
    const left = members.filter((file) => !taken.has(file) && !isRunnable(file))
    groups.set(above, [...(groups.get(above) ?? []), ...left])
  }
  // a project that does not start and has nothing that looks like a test says nothing of the others
  const needed = runs.filter(({ run: { status }, isNamed }) => isNamed || status !== 'broken')
  return (needed.length > 0 ? needed : runs).map((one) => one.run)
}

function isWithin(folder: string, other: string): boolean {
  return other === '' || folder.startsWith(`${other}/`)
}

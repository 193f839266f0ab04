import { expect, test } from 'vitest'
import { eachProject, type ProjectPart } from '../../../src/runner/probes/each-project.ts'
import type { ProjectFolders } from '../../../src/runner/probes/project-folder.ts'
import { emptyRun } from '../../../src/runner/probes/read-run.ts'
import { probedTest } from '../../support/probed.ts'

const FRAMEWORK = { isRunnable: (path: string) => path.includes('.test.') }

/** A tree in which each of these folders is a project, asked for all `files`; each collects what `collects` says, or does not start. */
async function asked(files: readonly string[], collects: Readonly<Record<string, readonly string[] | 'broken'>>, configured = true) {
  const folders = Object.keys(collects)
  const projects: ProjectFolders = {
    group: (paths) => {
      const groups = Map.groupBy(paths, (path) => folders.find((folder) => folder === '' || path.startsWith(`${folder}/`)) ?? '')
      return new Map(folders.flatMap((folder) => (groups.has(folder) ? [[folder, groups.get(folder) ?? []] as const] : [])))
    },
    isConfigured: () => configured,
  }
  const parts: ProjectPart[] = []
  const runs = await eachProject(projects, FRAMEWORK, { files: [...files], collect: true }, async (part) => {
    parts.push(part)
    const collected = collects[part.folder] ?? []
    if (collected === 'broken') return emptyRun('vitest', 'it is not installed')
    const taken = part.files.filter((file) => collected.includes(file))
    return { ...emptyRun('vitest', ''), status: 'completed', tests: taken.map((file) => probedTest(`${file} > adds up`)) }
  })
  return { parts, runs }
}

test('a file that its own project does not collect is offered to the one above, unless its name makes it a test', async () => {
  const files = ['packages/a/one.test.ts', 'packages/a/end.test.ts', 'packages/a/two.check.ts', 'root.test.ts']
  const { parts } = await asked(files, { 'packages/a': ['packages/a/one.test.ts'], '': files })
  expect(parts.map(({ folder, files: offered }) => [folder, offered])).toEqual([
    ['packages/a', ['packages/a/one.test.ts', 'packages/a/end.test.ts', 'packages/a/two.check.ts']],
    ['', ['root.test.ts', 'packages/a/two.check.ts']],
  ])
})

test('a folder that is not configured and has nothing that looks like a test is not asked', async () => {
  const { parts } = await asked(['packages/a/one.ts', 'root.test.ts'], { 'packages/a': [], '': ['root.test.ts'] }, false)
  expect(parts.map(({ folder }) => folder)).toEqual([''])
})

test('a project without tests that does not start says nothing of the others; alone it is the answer', async () => {
  const { runs } = await asked(['docs/page.ts', 'root.test.ts'], { docs: 'broken', '': ['root.test.ts'] })
  expect(runs.map(({ status }) => status)).toEqual(['completed'])
  expect((await asked(['docs/page.ts'], { docs: 'broken' })).runs.map(({ status }) => status)).toEqual(['broken'])
})

// Runs the project's own Vitest (3 to 5) with its configuration; the results go to the records, nothing into the project.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { writeLines } from './vitest-lines.mjs'
import { createReporter } from './vitest-reporter.mjs'

const { manifestOf, request, write, writeModules } = createRequire(import.meta.url)('../javascript/records.cjs')
const root = process.cwd()
const out = process.env.SUTURE_OUT
const setup = fileURLToPath(new URL('./vitest-setup.mjs', import.meta.url))

try {
  await main()
} catch (error) {
  write('broken', { reason: `Vitest could not start: ${error?.stack ?? error}`.slice(0, 4000) })
}
process.exit(0)

async function main() {
  const { createVitest } = await import(vitestNode())
  const { files, testIds } = request()
  const options = {
    root,
    watch: false,
    bail: 0,
    cache: false,
    fsModuleCache: false,
    passWithNoTests: true,
    includeTaskLocation: true,
    coverage: { enabled: false },
    typecheck: { enabled: false },
    sequence: { shuffle: false },
    reporters: [createReporter(testIds)],
  }
  const vitest = await createVitest('test', options, { configLoader: 'runner', cacheDir: join(out, 'vite'), clearScreen: false })
  for (const project of vitest.projects) {
    project.config.setupFiles = [...(project.config.setupFiles ?? []), setup]
    if (project.config.snapshotOptions) project.config.snapshotOptions.updateSnapshot = 'none'
  }
  const wanted = new Set(files)
  const specifications = (await vitest.globTestSpecifications()).filter(({ moduleId }) => wanted.has(moduleId))
  if (specifications.length > 0) await vitest.runTestSpecifications(specifications, true)
  writeModules([...loadedFiles(vitest)])
  writeLines(vitest)
  write('done', {})
  await Promise.race([vitest.close(), new Promise((resolve) => setTimeout(resolve, 2000))])
}

function vitestNode() {
  const found = manifestOf(root, 'vitest')
  const entry = createRequire(found)(found).exports['./node']
  return pathToFileURL(join(dirname(found), typeof entry === 'string' ? entry : (entry.import?.default ?? entry.import ?? entry.default)))
}

function* loadedFiles(vitest) {
  for (const project of vitest.projects) {
    const server = project.vite ?? project.server
    const graphs = [server?.moduleGraph, ...Object.values(server?.environments ?? {}).map(({ moduleGraph }) => moduleGraph)]
    for (const graph of graphs) yield* graph?.fileToModulesMap?.keys() ?? []
  }
}

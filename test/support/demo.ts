import { paint } from './demo/paint.ts'
import { stories } from './demo/stories.ts'
import { type Told, tellStory } from './demo/tell-story.ts'
import { frameworkHome } from './frameworks/install.ts'
import { startWorld } from './world.ts'

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const progress = (text: string): void => void process.stderr.write(`suture: ${text}\n`)

/** The main job, on a GitHub of its own: four red checks, four answers. True where all four are the right ones. */
async function demo(): Promise<boolean> {
  const begun = performance.now()
  for (const name of ['pytest', 'vitest'] as const) await frameworkHome(name)
  progress(
    process.env['DATABASE_URL']
      ? 'starting: GitHub stand-in, server, the database of DATABASE_URL ...'
      : 'starting: GitHub stand-in, server, Postgres ...',
  )
  const world = await startWorld()
  try {
    const repositories = {
      ledger: await world.addRepository('pytest-ledger'),
      storefront: await world.addRepository('vitest-storefront'),
    }
    const ready = performance.now()
    print(`${paint.bold('Suture: four red checks, four answers')}\n`)
    print('  Two repositories on a stand-in for GitHub: example/ledger (Python, pytest) and example/storefront (TypeScript, Vitest).')
    print('  The server, its Postgres, the workflow text, the runner and the test frameworks are the real ones.')
    const told: Told[] = []
    for (const [index, story] of stories.entries())
      told.push(await tellStory(world, repositories[story.repository], story, index + 1, print))
    const right = told.filter(({ wrong }) => wrong === '')
    print(`\n${paint.bold(`${right.length} of ${told.length} answers are right`)}\n`)
    print(paint.dim('      red check to answer   in the workflow   in Suture'))
    for (const { story, wrong, ms, workflowMs } of told) {
      const columns = [seconds(ms).padStart(19), seconds(workflowMs).padStart(17), seconds(ms - workflowMs).padStart(11)]
      print(`  ${wrong === '' ? paint.green('✔') : paint.red('✘')} ${columns.join(' ')}   ${story.title}`)
    }
    print(`\n  ${seconds(performance.now() - begun)} in all, ${seconds(ready - begun)} of them until everything stood.`)
    return right.length === stories.length
  } finally {
    await world.stop()
  }
}

process.exitCode = (await demo()) ? 0 : 1

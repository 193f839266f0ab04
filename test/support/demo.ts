import { SutureError } from '../../src/model/error.ts'
import { demoDatabase } from './demo/demo-database.ts'
import { paint } from './demo/paint.ts'
import { stories } from './demo/stories.ts'
import { type Told, tellStory } from './demo/tell-story.ts'
import { frameworkHome } from './frameworks/install.ts'
import { startWorld, type World } from './world.ts'

const INTERRUPTED = 130 // as a shell says it of Ctrl-C
const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const progress = (text: string): void => void process.stderr.write(`suture: ${text}\n`)

/** Plays the four stories; true where all four answers are the right ones. */
async function tellAll(world: World, begun: number): Promise<boolean> {
  const repositories = {
    ledger: await world.addRepository('pytest-ledger'),
    storefront: await world.addRepository('vitest-storefront'),
  }
  const ready = performance.now()
  print(`${paint.bold('Suture: four red checks, four answers')}\n`)
  print('  Two repositories on a stand-in for GitHub: example/ledger (Python, pytest) and example/storefront (TypeScript, Vitest).')
  print('  The server, its Postgres, the workflow text, the runner and the test frameworks are the real ones.')
  const told: Told[] = []
  for (const [index, story] of stories.entries()) told.push(await tellStory(world, repositories[story.repository], story, index + 1, print))
  const right = told.filter(({ wrong }) => wrong === '')
  print(`\n${paint.bold(`${right.length} of ${told.length} answers are right`)}\n`)
  print(paint.dim('      red check to answer   in the workflow   in Suture'))
  for (const { story, wrong, ms, workflowMs } of told) {
    const columns = [seconds(ms).padStart(19), seconds(workflowMs).padStart(17), seconds(ms - workflowMs).padStart(11)]
    print(`  ${wrong === '' ? paint.green('✔') : paint.red('✘')} ${columns.join(' ')}   ${story.title}`)
  }
  print(`\n  ${seconds(performance.now() - begun)} in all, ${seconds(ready - begun)} of them until everything stood.`)
  return right.length === stories.length
}

/** The main job, on a GitHub of its own. Whatever ends it, nothing stays behind. */
async function demo(): Promise<number> {
  const begun = performance.now()
  for (const name of ['pytest', 'vitest'] as const) await frameworkHome(name)
  const given = process.env['DATABASE_URL']
  progress(
    given
      ? 'starting: GitHub stand-in, server, a database beside that of DATABASE_URL ...'
      : 'starting: GitHub stand-in, server, Postgres ...',
  )
  const database = given ? await demoDatabase(given) : null
  const starting = startWorld(database === null ? {} : { databaseUrl: database.url })
  const clean = async () => {
    await starting.then((world) => world.stop())
    await database?.drop()
  }
  const stopped = Promise.withResolvers<'stopped'>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.resolve('stopped'))
  try {
    const end = await Promise.race([starting.then((world) => tellAll(world, begun)), stopped.promise])
    if (end !== 'stopped') return end ? 0 : 1
    progress('stopping ...')
    return INTERRUPTED
  } finally {
    await clean()
  }
}

try {
  process.exit(await demo())
} catch (error) {
  if (!(error instanceof SutureError)) throw error
  progress(`${error.message}\n  ${error.fix}`)
  process.exitCode = 1
}

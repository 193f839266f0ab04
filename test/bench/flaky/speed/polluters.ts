import { dirname, join } from 'node:path'
import { frameworkNamed } from '../../../../src/engine/frameworks/index.ts'
import { budgeted, type HuntContext } from '../../../../src/engine/hunt/hunt-context.ts'
import { createObservations, USUAL } from '../../../../src/engine/hunt/observations.ts'
import { dependenceOf } from '../../../../src/engine/hunt/polluters.ts'
import { openSuite } from './opened-suite.ts'
import { command } from './peers.ts'

const TESTS = 200
const PER_FILE = 20

/** `found` and `theirs`: what each named, `planted` what is right. */
export type PolluterSearch = {
  readonly planted: string
  readonly found: string
  readonly theirs: string
  readonly ms: number
  readonly theirMs: number
}

/** One of 200 tests spoils the last one: who finds it, and in what time. Both know the victim and look for nothing else. */
export async function searchPolluter(at: number, python: string): Promise<PolluterSearch> {
  const suite = await openSuite('pytest', filesWith(at))
  const [planted, victim] = [idOf(at), idOf(TESTS - 1)]
  try {
    const started = performance.now()
    const found = await ours(suite, victim)
    const ms = performance.now() - started
    const tool = await command([join(dirname(python), 'detect-test-pollution'), '--failing-test', victim, '--tests', 'tests'], suite.dir)
    return { planted, found, ms, theirs: /polluting test is: (\S+)/.exec(tool.text)?.[1] ?? '', theirMs: tool.ms }
  } finally {
    await suite.close()
  }
}

async function ours({ runner, workspace }: Awaited<ReturnType<typeof openSuite>>, victim: string): Promise<string> {
  const framework = frameworkNamed('pytest')
  if (framework === null) throw new Error('pytest is known')
  const ports = { runner, workspace, framework, clock: { now: () => performance.now() } }
  const observations = createObservations()
  const context: HuntContext = {
    ...budgeted(ports, 600_000),
    ...{ framework, observations, progress: () => undefined, notTried: () => undefined },
    request: { tests: [victim], runs: 1, mostRuns: 1, budgetMs: 600_000, threshold: 0.3 },
    whole: { files: [...(await workspace.listFiles('head'))], testIds: [], collect: true },
  }
  const first = await context.run(context.whole)
  if (first !== null) observations.add(USUAL, 0, first)
  const order = observations.order(USUAL, 0)
  const before = order.slice(0, order.indexOf(victim))
  return (await dependenceOf(context, victim, { failing: before, passing: [] }, []))?.others.join(' ') ?? ''
}

const idOf = (index: number) => `tests/test_${String(Math.floor(index / PER_FILE)).padStart(2, '0')}.py::test_${index}`

function filesWith(polluter: number): Readonly<Record<string, string>> {
  const body = (index: number) =>
    index === TESTS - 1 ? 'assert shop.names == []' : index === polluter ? 'shop.names.append(1)' : `assert ${index} + 1 == ${index + 1}`
  const files = Array.from({ length: TESTS / PER_FILE }, (_, file): readonly [string, string] => {
    const tests = Array.from({ length: PER_FILE }, (_, index) => file * PER_FILE + index)
    return [
      `tests/test_${String(file).padStart(2, '0')}.py`,
      `import shop\n\n${tests.map((index) => `\ndef test_${index}():\n    ${body(index)}\n`).join('\n')}`,
    ]
  })
  return { 'pytest.ini': '[pytest]\npythonpath = .\n', 'shop.py': 'names = []\n', ...Object.fromEntries(files) }
}

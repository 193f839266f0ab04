import type { RunRequest } from '../../model/runs/test-run.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import type { TimedTest } from '../optimization/optimization.ts'
import { result } from '../review/checks/check.ts'
import { freshRun, notPassed, type OptimizeContext, type Texts } from './optimize-context.ts'

const NAME = 'no-state-leaks'
const ORDERS = ['reversed', 1, 2, 3] as const
/** Each is a process of its own. */
const MOST_ALONE = 8

type Experiment = { readonly words: string; readonly ids: readonly string[]; readonly request: RunRequest }

/** Whether tests that share something pass in every order, alone, in a second run, and with their files in two processes at once. */
export async function noStateLeaks(
  context: OptimizeContext,
  texts: Texts,
  files: readonly string[],
  tests: readonly TimedTest[],
): Promise<CheckResult> {
  const made = experiments(context, files, tests)
  for (const { words, ids, request } of made) {
    if (context.clock.now() > context.endsAt) return result(NAME, null, 'the time was used up')
    context.progress('isolation', words)
    const run = await freshRun(context, texts, request)
    const [unmet] = run.unmet ?? []
    if (unmet !== undefined) return result(NAME, null, unmet.reason)
    const [first] = run.status === 'completed' ? notPassed(run, ids) : ['the run']
    if (first !== undefined) return result(NAME, false, `${words}, ${first} did not pass`)
  }
  return result(NAME, true, `all pass ${made.length} times: in another order, alone, and again`)
}

function experiments({ runner }: OptimizeContext, files: readonly string[], tests: readonly TimedTest[]): readonly Experiment[] {
  const ids = tests.map(({ ref }) => ref.id)
  const whole: RunRequest = { files: [...files], testIds: [] }
  const step = Math.max(1, Math.ceil(tests.length / MOST_ALONE))
  const alone = tests.filter((_, index) => index % step === 0)
  const workers = { words: 'with its files in two processes at once', ids, request: { ...whole, conditions: { workers: 2 } } }
  return [
    ...ORDERS.map((order) => ({
      words: order === 'reversed' ? 'in reversed order' : `in the shuffled order ${order}`,
      ...{ ids, request: { ...whole, conditions: { order } } },
    })),
    { words: 'after a run that left its files', ids, request: { ...whole, secondRun: true } },
    ...(runner.framework === 'pytest' || files.length < 2 ? [] : [workers, workers]),
    ...alone.map(({ ref }) => ({ words: `${ref.id} alone`, ids: [ref.id], request: { files: [ref.file], testIds: [ref.id] } })),
  ]
}

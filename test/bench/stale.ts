import { parseArgs } from 'node:util'
import { seeded } from './parse/seeded.ts'
import { type AskedChange, askCase } from './stale/ask-case.ts'
import { drawCase } from './stale/draw-case.ts'
import { scoreOf, staleLine } from './stale/score.ts'

/**
 * `npm run bench:stale [-- --sample N --seed S --only FRAMEWORK --show]`: small repositories in Python, JavaScript and TypeScript, each with ten changes of
 * as many modules, of which about half are looked at by no test, and two that declare nothing. Whether a change is looked at is so by
 * construction, and confirmed by the framework itself: done wrongly, it fails the module's tests or it does not. `--sample` is how many changes
 * there are at least. The baseline, from the same repositories: a change is unchecked where a line of it is not covered.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '180' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    show: { type: 'boolean', default: false },
  },
})
const random = seeded(Number(values.seed))
const frameworks = (['pytest', 'vitest', 'jest'] as const).filter((name) => name.includes(values.only))
const asked: (AskedChange & { readonly framework: string })[] = []
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const times: number[] = []
let broken = 0
for (let turn = 0; asked.length < Number(values.sample); turn += 1) {
  const framework = frameworks[turn % frameworks.length] ?? 'pytest'
  const one = await askCase(drawCase(framework, random))
  times.push(one.tookMs)
  for (const change of one.changes) {
    if (!change.isTrue) {
      broken += 1
      print(`NOT TRUE  ${framework}: ${change.drawn.truth}: ${change.drawn.change.name}`)
      continue
    }
    asked.push({ ...change, framework })
    const isRight = change.told === (change.drawn.truth === 'unchecked')
    const kind = change.told ? ` (told as ${change.toldKind})` : ''
    if (!isRight || values.show)
      print(`${isRight ? 'right ' : 'WRONG '} ${framework}: ${change.drawn.truth}: ${change.drawn.change.name}${kind}`)
  }
  for (const text of one.notLooked) print(`not looked at: ${framework}: ${text}`)
  print(`${framework}: ${one.changes.length} changes, ${(one.tookMs / 1000).toFixed(1)} s, ${one.runs} runs; n=${asked.length}`)
}
const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
for (const framework of frameworks)
  print(
    staleLine(
      framework,
      scoreOf(
        asked.filter((one) => one.framework === framework),
        ({ told }) => told,
      ),
    ),
  )
const whole = scoreOf(asked, ({ told }) => told)
print(staleLine('all', whole))
print(
  staleLine(
    'coverage alone',
    scoreOf(asked, ({ uncovered }) => uncovered),
  ),
)
const right = asked.filter(({ told, drawn }) => told && drawn.truth === 'unchecked')
print(`named as what it is: ${right.filter(({ toldKind, drawn }) => toldKind === drawn.change.kind).length} of ${right.length}`)
print(
  `${times.length} repositories, median ${(median / 1000).toFixed(1)} s each; ${broken} changes whose truth the framework did not confirm; n=${asked.length}`,
)
process.exitCode = whole.f1 >= 0.8 && broken === 0 ? 0 : 1

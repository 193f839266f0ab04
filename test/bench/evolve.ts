import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkCatalogue } from './evolve/check-catalogue.ts'
import { developed } from './evolve/development/code-bases.ts'
import { planOf } from './evolve/development/plan.ts'
import { evolveSvg } from './evolve/picture.ts'
import { evolveReport } from './evolve/report.ts'
import { live } from './evolve/world/live.ts'
import type { Turn } from './evolve/world/turn.ts'

/**
 * `npm run bench:evolve [-- --changes N --from N --seed S --only NAME --json OUT --svg FILE]`: a seeded development of the two demo repositories with
 * `suture heal` beside it, and without. Offers are merged unread; of proposals those are accepted that do what the truth does. `--only`: the
 * same development, asking Suture only about changes of this code base or with this in their names; `--from`: only from this change on. `--check TEXT`: no healing, but every
 * change of the catalogue whose name has the text, alone, against its own truth. Exit code 1 where a bug was masked or a truth is wrong.
 */
const { values } = parseArgs({
  options: {
    changes: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    check: { type: 'string' },
    json: { type: 'string' },
    svg: { type: 'string' },
  },
})
const print = (text: string): void => void process.stdout.write(`${text}\n`)
const save = (path: string | undefined, text: string) =>
  path === undefined || writeFileSync(resolve(process.env['INIT_CWD'] ?? '.', path), text)

if (values.check !== undefined) {
  const wrong = await checkCatalogue(values.check)
  for (const line of wrong) print(line)
  process.exitCode = wrong.length === 0 ? 0 : 1
} else {
  const begun = performance.now()
  const steps = planOf(values.seed, Number(values.changes))
  const turns: Turn[] = []
  const told = (turn: Turn) => {
    turns.push(turn)
    const ends = [...Map.groupBy(turn.tests, ({ end }) => end)].map(([end, all]) => `${all.length} ${end}`).join(', ')
    print(
      `${turn.at} ${turn.repository} ${turn.kind} ${turn.name}: ${ends || 'green'}${turn.masked.length > 0 ? ' MASKED' : ''} (${Math.round(turn.ms / 1000)} s)`,
    )
    save(values.json, JSON.stringify(turns, null, 1))
  }
  await Promise.all(
    developed.map((codeBase) =>
      live(
        codeBase,
        steps.filter((step) => step.codeBase === codeBase),
        { only: values.only, from: Number(values.from) },
        told,
      ),
    ),
  )
  turns.sort((a, b) => a.at - b.at)
  save(values.json, JSON.stringify(turns, null, 1))
  if (values.svg !== undefined) save(values.svg, evolveSvg(turns))
  const { lines, held } = evolveReport(turns, performance.now() - begun)
  for (const line of lines) print(line)
  process.exitCode = held ? 0 : 1
}

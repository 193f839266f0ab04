import { resolve } from 'node:path'
import { createParsers } from '../../engine/languages/parsers.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { readGrammars } from '../grammars.ts'
import { explainTest } from '../kept/explain-lines.ts'
import { readHealing } from '../kept/kept-healing.ts'
import { replayHealing } from '../kept/replay-healing.ts'
import { writeJson } from '../workspace/write-json.ts'

/** `suture explain DIR [TEST]`: how a kept healing came to its answers, without running a test. Exit 1 where no test has that id. */
export const explain: CliCommand = (program, context) => {
  program
    .command('explain')
    .description('show how a healing that was kept came to its answers: rung by rung, candidate by candidate; runs nothing')
    .argument('<dir>', 'the folder that `heal --keep` wrote')
    .argument('[test]', 'one test, by its id (default: all)')
    .option('--json <file>', 'write the answers, the candidates and every declined edit here, whatever the exit code')
    .action((folder: string, test: string | undefined, options: { readonly json?: string }) => run(folder, test, options, context))
}

async function run(folder: string, test: string | undefined, options: { readonly json?: string }, context: CommandContext): Promise<void> {
  const kept = await readHealing(resolve(context.cwd, folder))
  const parsers = await createParsers(readGrammars(), () => performance.now())
  const healed = await replayHealing(kept, parsers, () => Date.now())
  const answers = healed.flatMap((one) =>
    one.analyses.filter(({ failure }) => test === undefined || failure.testId === test).map((analysis) => ({ one, analysis })),
  )
  if (options.json) await writeJson(resolve(context.cwd, options.json), healed)
  for (const { one, analysis } of answers) context.print(`${explainTest(one, analysis).join('\n')}\n`)
  if (answers.length === 0) {
    const known = healed.flatMap(({ analyses }) => analyses.map(({ failure }) => failure.testId))
    const named = known.length === 0 ? 'it holds no failing test' : `it has ${known.slice(0, 5).join(', ')}${known.length > 5 ? ', …' : ''}`
    context.warn(
      test === undefined ? 'suture: nothing failed in this healing' : `suture: no failing test of this healing is called ${test}; ${named}`,
    )
  }
  context.exit(answers.length === 0 && test !== undefined ? 1 : 0)
}

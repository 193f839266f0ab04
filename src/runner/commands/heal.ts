import { resolve } from 'node:path'
import { healingResult } from '../../engine/conclusion/healing-result.ts'
import { type HealRequest, summedUp } from '../../engine/pipeline.ts'
import type { AcceptedTests } from '../../engine/review/accepted.ts'
import { mayPass, PASS_ENV } from '../../model/environment.ts'
import { SutureError } from '../../model/error.ts'
import type { HealingResult } from '../../model/result/healing-result.ts'
import { type ChosenBase, chosenBase, comparisonNote } from '../chosen-base.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { type HealedOnce, healOnce, timesOf } from '../heal-once.ts'
import { optimizeRequestOf, withOptimizations } from '../heal-optimizations.ts'
import { healSummary } from '../heal-summary.ts'
import { keepHealing } from '../kept/kept-healing.ts'
import type { HealWords } from '../next-command.ts'
import { optimizeSummary } from '../optimize-summary.ts'
import { failingTestsOf } from '../report-files.ts'
import { repositorySettings } from '../repository-settings.ts'
import { isolationNotes, machineOf } from '../session/run-machine.ts'
import { openSession } from '../session/session.ts'
import { unknownProposals } from '../unknown-proposals.ts'
import { RUNNER_VERSION } from '../version.ts'
import { withheldNotes } from '../withheld-notes.ts'
import { applyFiles } from '../workspace/apply-files.ts'
import { writeJson } from '../workspace/write-json.ts'

type Options = HealWords & {
  readonly accept?: readonly string[] | true
  readonly optimize?: true
  readonly apply?: true
  readonly timeout: string
  readonly keep?: string
  readonly json?: string
}

/** `suture heal`: reproduce, diagnose, repair and review on this machine. Exit 0 when nothing fails any more with the patch, 1 when something does. */
export const heal: CliCommand = (program, context) => {
  program
    .command('heal')
    .description('find out why tests fail, and repair those that are out of date')
    .requiredOption('--repo <dir>', 'the repository')
    .option('--base <rev>', 'compare with this commit (default: the merge base with the default branch, or HEAD~1)')
    .option('--head <rev>', 'the commit to heal (default: the working tree)')
    .option('--test <id...>', 'tests that fail (default: find out)')
    .option('--report <glob>', 'reports of the failing run, to take the failing tests from')
    .option(
      '--accept [id...]',
      'say that the change was meant: proposals that change what a test expects enter the patch (all, or of these tests)',
    )
    .option('--apply', 'write the repaired tests into the repository')
    .option('--no-llm', 'use rules only')
    .option('--no-flaky', 'do not rerun failures to see whether they are flaky')
    .option('--optimize', 'say what would make the tests faster too: it is shown, `suture optimize --apply` writes it')
    .option('--env <name...>', 'variables of this shell that the tests need, by name; also from SUTURE_PASS_ENV')
    .option('--intent <text>', 'what the change is meant to do, as a pull request would say it; read beside the commit messages')
    .option('--timeout <seconds>', 'stop a run of the tests after so long', '1800')
    .option('--keep <dir>', 'write what the healing rests on into this folder, for `suture explain` or a bug report')
    .option('--json <file>', 'write the result here, whatever the exit code')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const startedAt = Date.now()
  const origin = resolve(context.cwd, options.repo)
  const save = (result: HealingResult) => (options.json ? writeJson(resolve(context.cwd, options.json), result) : undefined)
  const trees = { base: options.base ?? '', head: options.head ?? 'WORKTREE' }
  try {
    const chosen: ChosenBase = options.base
      ? { base: options.base, why: options.base, earlier: null }
      : await chosenBase(origin, trees.head)
    const { settings, notes } = await repositorySettings(origin, chosen.base, context.env)
    for (const note of [...notes, ...isolationNotes(machineOf(context.env))]) context.warn(`suture: ${note}`)
    const asked = [...(options.test ?? []), ...(options.report ? await failingTestsOf(options.report, context.cwd) : [])]
    const accepted = acceptedTests(options.accept)
    const request: HealRequest = {
      asked,
      files: [],
      detectFlaky: options.flaky,
      confidenceThreshold: settings.HEALING_CONFIDENCE_THRESHOLD,
      maxRounds: settings.HEALING_MAX_REPAIR_ATTEMPTS,
      accepted,
    }
    const keep = (folder: string, { rests }: HealedOnce, root: string) =>
      keepHealing(
        resolve(context.cwd, folder),
        {
          ...{
            suture: RUNNER_VERSION,
            ...rests,
            testFiles: { TEST_FILES_ADD: settings.TEST_FILES_ADD, TEST_FILES_EXCLUDE: settings.TEST_FILES_EXCLUDE },
          },
          request: {
            asked,
            confidenceThreshold: request.confidenceThreshold,
            maxRounds: request.maxRounds,
            accepted: accepted === 'all' ? 'all' : [...accepted],
          },
        },
        { secrets: secretsOf(context.env, options.env ?? []), places: [root, origin] },
      )
    const against = async ({ base, why, earlier }: ChosenBase): Promise<number | 'fails on base'> => {
      const session = await openSession(
        {
          ...{ origin, base, head: trees.head, merge: null, place: 'copy', timeoutMs: Number(options.timeout) * 1000 },
          ...{ framework: null, testFiles: settings, intentTexts: options.intent === undefined ? [] : [options.intent] },
        },
        { ...context, env: passing(context.env, options.env ?? []) },
      )
      try {
        const healed = await healOnce(session, request, startedAt, (stage, what) => context.progress(`${stage}: ${what}`))
        if (earlier !== null && allFailOnBase(healed.result)) return 'fails on base'
        for (const note of withheldNotes(healed.rests.reproductions)) context.warn(`suture: ${note}`)
        const compared = await comparisonNote(origin, trees.head, base, why)
        const noted = { ...healed.result, notes: [compared, ...(healed.result.notes ?? [])] }
        await save(noted)
        const progress = (stage: string, what: string) => context.progress(`${stage}: ${what}`)
        const { result, optimized } =
          options.optimize === true ? await withOptimizations(session, noted, settings, progress) : { result: noted, optimized: [] }
        await save(result)
        if (options.keep) context.print(`kept in ${await keep(options.keep, healed, session.workspace.root)}`)
        const code = await close({ ...healed, result }, accepted, settings.HEALING_AUTO_REPAIR, options, origin, context)
        if (optimized.length > 0) context.print(`\n${optimizeSummary(optimized, optimizeRequestOf(settings, []), false)}`)
        return code
      } finally {
        await session.close()
      }
    }
    const code = await against(chosen)
    const { earlier } = chosen
    const why = 'the commit before HEAD, since all of these tests fail on HEAD already'
    const second = code === 'fails on base' && earlier !== null ? await against({ base: earlier, why, earlier: null }) : code
    context.exit(second === 'fails on base' ? 1 : second)
  } catch (error) {
    if (error instanceof SutureError) await save(emptyResult(trees, startedAt, error))
    throw error
  }
}

/** Shows what was found and writes what was asked for; returns the exit code. */
async function close(
  healed: HealedOnce,
  accepted: AcceptedTests,
  mayRepair: boolean,
  options: Options,
  origin: string,
  context: CommandContext,
): Promise<number> {
  const { result } = healed
  if (result.error) return exitCode(healed, context)
  const unknown = accepted === 'all' ? null : unknownProposals(result, [...accepted])
  const applied = options.apply === true && mayRepair && unknown === null
  context.print(healSummary(result, { applied, diffs: healed.diffs, words: options }))
  if (unknown !== null) {
    context.warn(`suture: ${unknown}${options.apply ? '\nnothing was written' : ''}`)
    return 2
  }
  if (applied) await applyFiles(origin, healed.files)
  else if (options.apply) context.warn('suture: nothing was written: HEALING_AUTO_REPAIR is false, so repairs are only shown')
  return exitCode(healed, context)
}

function exitCode({ result, isGreen }: HealedOnce, context: CommandContext): number {
  if (result.error) {
    context.warn(`suture: ${result.error.message}\n  ${result.error.fix}`)
    return 3
  }
  return isGreen ? 0 : 1
}

function emptyResult(trees: { base: string; head: string }, startedAt: number, { code, message, fix }: SutureError): HealingResult {
  const empty = healingResult({ ...trees, files: [], ...summedUp([]), ...timesOf(startedAt, 0) })
  return { ...empty, error: { code, message, fix } }
}

/** Without ids, and with the word `all`, everything that is proposed. */
function acceptedTests(accept: Options['accept']): AcceptedTests {
  return accept === true || (accept?.length === 1 && accept[0] === 'all') ? 'all' : new Set(accept)
}

/** Then the change that broke them is not between these two trees. */
function allFailOnBase({ analyses }: HealingResult): boolean {
  return analyses.length > 0 && analyses.every(({ reason }) => reason.code === 'fails-on-base')
}

/** Values of the variables that the tests were given: they must not be kept. */
function secretsOf(env: CommandContext['env'], names: readonly string[]): readonly string[] {
  return [...(env[PASS_ENV] ?? '').split(/\s+/), ...names].flatMap((name) => env[name] ?? [])
}

/** The caller's environment with more variables for the tests. */
function passing(env: CommandContext['env'], names: readonly string[]): CommandContext['env'] {
  const bad = names.find((name) => !mayPass(name))
  if (bad !== undefined)
    throw new SutureError(
      'bad_variable',
      `--env ${bad}: no variable of this name is passed to tests`,
      'name a variable of your own, without a value',
    )
  return { ...env, [PASS_ENV]: [env[PASS_ENV] ?? '', ...names].join(' ').trim() }
}

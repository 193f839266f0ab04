import { resolve } from 'node:path'
import { readSources, type Sources } from '../../engine/diagnosis/sources/sources.ts'
import type { Framework } from '../../engine/frameworks/framework.ts'
import { detectFrameworks } from '../../engine/frameworks/index.ts'
import { withSettings } from '../../engine/frameworks/with-settings.ts'
import type { Change } from '../../engine/history/prediction/change-facts.ts'
import { type TestReach, testReach } from '../../engine/history/prediction/reach/test-reach.ts'
import { selectTests } from '../../engine/history/prediction/select-tests.ts'
import { createParsers } from '../../engine/languages/parsers.ts'
import { SutureError } from '../../model/error.ts'
import { tryGit } from '../../sandbox/git.ts'
import { chosenBase, comparisonNote } from '../chosen-base.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { readGrammars } from '../grammars.ts'
import { repositorySettings } from '../repository-settings.ts'
import { chooseTests } from '../select/choose-tests.ts'
import { knownHistory } from '../select/known-history.ts'
import { selectSummary } from '../select/select-summary.ts'
import { frameworkFiles } from '../workspace/framework-files.ts'
import { type OpenTexts, openTexts } from '../workspace/open-texts.ts'
import { writeJson } from '../workspace/write-json.ts'

type Options = {
  readonly repo: string
  readonly base?: string
  readonly head: string
  readonly report?: string
  readonly repository?: string
  readonly budget?: string
  readonly miss: string
  readonly ids?: true
  readonly json?: string
}

/** `suture select`: which tests to run for a change, in which order, and which may need an edit. Nothing is run. */
export const select: CliCommand = (program, context) => {
  program
    .command('select')
    .description('say which tests a change will break, and in which order to run them')
    .option('--repo <dir>', 'the repository', '.')
    .option('--base <rev>', 'compare with this commit (default: the merge base with the default branch, or HEAD~1)')
    .option('--head <rev>', 'the change (WORKTREE: the files on disk)', 'HEAD')
    .option('--report <glob>', 'reports of earlier runs, as history; else SUTURE_URL and SUTURE_TOKEN name a server')
    .option('--repository <owner/name>', 'what the server calls the repository (default: from the remote origin)')
    .option('--budget <seconds>', 'take no more tests than fit into this time')
    .option('--miss <probability>', 'without a budget: how likely a test that is left out may fail', '0.02')
    .option('--ids', 'print the ids alone, in order: one a line, for the command that runs tests')
    .option('--json <file>', 'write every test with its probabilities here, whatever the exit code')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const dir = resolve(context.cwd, options.repo)
  const save = (result: object) => (options.json ? writeJson(resolve(context.cwd, options.json), result) : undefined)
  const [budget, mostMissed] = [numberOf('--budget', options.budget), numberOf('--miss', options.miss) ?? 0]
  await save({ base: null, head: null, history: null, selected: [], left: [] })
  const chosen = options.base ? { base: options.base, why: options.base } : await chosenBase(dir, options.head)
  const { settings, notes } = await repositorySettings(dir, chosen.base, context.env)
  for (const note of notes) context.warn(`suture: ${note}`)
  const texts = await openTexts(dir, chosen.base, options.head, context.env)
  try {
    const paths = await texts.listFiles('head')
    const frameworks = (await detected(texts, paths)).map((framework) => withSettings(framework, settings))
    context.progress('reading what changed and what imports it')
    const { change, reaches } = await readChange(texts, frameworks, await authorOf(dir, options.head))
    const asked = { dir, base: texts.base, repository: options.repository ?? (await remoteOf(dir)), report: options.report, frameworks }
    const { predictor, source, says } = await knownHistory({ ...asked, paths: new Set(paths) }, context)
    const tests = chooseTests(predictor, change, reaches, frameworks)
    const selected = selectTests(tests, { budgetMs: budget === null ? null : 1_000 * budget, mostMissed })
    await save({
      ...{
        base: texts.base,
        head: options.head === 'WORKTREE' ? 'WORKTREE' : texts.head,
        history: source,
        basis: tests[0]?.basis ?? null,
        says,
      },
      ...{ missProbability: selected.miss, runMs: selected.runMs, allMs: selected.allMs },
      ...{ changedFiles: change.files, changedTestFiles: change.testFiles, selected: selected.run, left: selected.left },
    })
    if (options.ids === true) {
      context.warn(`suture: ${says}`)
      for (const { testId } of selected.run) context.print(testId)
    } else {
      const compared = await comparisonNote(dir, options.head, chosen.base, chosen.why)
      const touched = `${counted(change.files.length, 'product file')} and ${counted(change.testFiles.length, 'test file')} changed`
      context.print(selectSummary(selected, [`${compared}: ${touched}`, says]))
    }
    context.exit(0)
  } finally {
    await texts.close()
  }
}

async function detected(texts: OpenTexts, paths: readonly string[]): Promise<readonly Framework[]> {
  const found = detectFrameworks(await frameworkFiles(paths, (path) => texts.readFile('head', path)))
  if (found.length > 0) return found
  throw new SutureError('no_framework', 'no test framework was found', 'pytest, Jest and Vitest are known: name one in the manifest')
}

/** What changed, and how every test file is reached by it. */
async function readChange(
  texts: OpenTexts,
  frameworks: readonly Framework[],
  author: string | null,
): Promise<{ readonly change: Change; readonly reaches: readonly TestReach[] }> {
  const parsers = await createParsers(readGrammars(), () => performance.now())
  const changed = (await texts.changes()).map(({ path }) => path)
  const isTest = (path: string) => frameworks.some((framework) => framework.isTestFile(path))
  const reaches = new Map<string, TestReach>()
  for (const framework of frameworks) {
    const sources: Sources = await readSources(texts, framework, parsers)
    for (const reach of testReach(sources, framework)) if (!reaches.has(reach.file)) reaches.set(reach.file, reach)
  }
  return {
    change: { files: changed.filter((path) => !isTest(path)), testFiles: changed.filter(isTest), author, at: Date.now() },
    reaches: [...reaches.values()],
  }
}

async function authorOf(dir: string, head: string): Promise<string | null> {
  const words = ['log', '-1', '--format=%ae', '--end-of-options', head === 'WORKTREE' ? 'HEAD' : head]
  return (await tryGit(dir, words)).stdout.trim() || null
}

/** `owner/name` of a remote on GitHub, or on a GitHub server. */
async function remoteOf(dir: string): Promise<string | null> {
  const url = (await tryGit(dir, ['remote', 'get-url', 'origin'])).stdout.trim()
  return /[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/.exec(url)?.[1] ?? null
}

function numberOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null
  const value = Number(text)
  if (Number.isFinite(value) && value >= 0) return value
  throw new SutureError('bad_usage', `${option} ${text} is not a number`, `give a number, such as ${option} 10`)
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}

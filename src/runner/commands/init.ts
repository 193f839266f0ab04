import { resolve } from 'node:path'
import { SETTINGS_PATH } from '../../config/settings.ts'
import { settingsFile } from '../../config/settings-documents.ts'
import { findTestJob } from '../../engine/workflow/find-test-job.ts'
import { generateWorkflow } from '../../engine/workflow/generate-workflow.ts'
import { updatePins } from '../../engine/workflow/update-pins.ts'
import { callOf, type WorkflowCall } from '../../engine/workflow/workflow-inputs.ts'
import { WORKFLOW_PATH } from '../../engine/workflow/workflow-parts.ts'
import { SutureError } from '../../model/error.ts'
import { PROTOCOL_VERSION } from '../../protocol/version.ts'
import { type BundleOptions, bundlePin } from '../bundle-pin.ts'
import type { CliCommand, CommandContext } from '../command.ts'
import { openRepositoryFolder, type RepositoryFolder } from '../workspace/repository-files.ts'
import { writeJson } from '../workspace/write-json.ts'

type Options = BundleOptions & {
  readonly repo: string
  readonly job?: string
  readonly update?: true
  readonly server?: string
  readonly json?: string
}

/** What `--json` holds. `files` are those that were written. */
type InitResult =
  | {
      readonly outcome: 'written'
      readonly job: string
      readonly from: string
      readonly files: readonly string[]
      readonly notes: readonly string[]
    }
  | { readonly outcome: 'updated' | 'unchanged'; readonly files: readonly string[] }
  | { readonly outcome: 'no_test_job' | 'not_updated'; readonly reason: string }

/** `suture init`: the workflow from the repository's own test job, and first settings. Exit 1, with the reason, when there is no test job. */
export const init: CliCommand = (program, context) => {
  program
    .command('init')
    .description('write .github/workflows/suture.yml from the test job of the repository, and its settings')
    .requiredOption('--repo <dir>', 'the checkout')
    .option('--job <name>', 'the job that runs the tests, by id or name (default: find it)')
    .option('--update', 'renew the pins of the workflow, and nothing else')
    .option('--server <url>', 'the GitHub server; one that is not github.com gets no caches', 'https://github.com')
    .option('--bundle <url>', 'address of the runner (default: the release of this version)')
    .option('--sha256 <hex>', 'the digest of the runner (default: computed)')
    .option('--json <file>', 'write what was done here, whatever the exit code')
    .action((options: Options) => run(options, context))
}

async function run(options: Options, context: CommandContext): Promise<void> {
  const save = (value: unknown) => (options.json ? writeJson(resolve(context.cwd, options.json), value) : undefined)
  try {
    const folder = openRepositoryFolder(resolve(context.cwd, options.repo))
    const result = options.update ? await update(folder, options) : await write(folder, options)
    for (const line of wordsOf(result)) context.print(line)
    await save(result)
    context.exit('reason' in result ? 1 : 0)
  } catch (error) {
    if (error instanceof SutureError) await save({ outcome: 'failed', error: { code: error.code, message: error.message, fix: error.fix } })
    throw error
  }
}

async function write(folder: RepositoryFolder, options: Options): Promise<InitResult> {
  const found = surestWorkflow(folder, options.job)
  if ('reason' in found) return { outcome: 'no_test_job', reason: found.reason }
  const generated = generateWorkflow({
    ciWorkflowText: found.text,
    ciPath: found.path,
    call: found.call,
    ...(options.job === undefined ? {} : { jobName: options.job }),
    bundle: await bundlePin(options),
    protocol: PROTOCOL_VERSION,
    server: knowsCacheMode(options.server ?? '') ? 'github.com' : 'older',
  })
  if (generated.outcome === 'no_test_job') return generated
  const files = [
    { path: WORKFLOW_PATH, text: generated.text, isWanted: folder.read(WORKFLOW_PATH) !== generated.text },
    { path: SETTINGS_PATH, text: settingsFile(), isWanted: folder.read(SETTINGS_PATH) === null },
  ].filter(({ isWanted }) => isWanted)
  for (const { path, text } of files) folder.write(path, text)
  return { outcome: 'written', job: generated.job, from: found.path, files: files.map(({ path }) => path), notes: generated.notes }
}

async function update(folder: RepositoryFolder, options: Options): Promise<InitResult> {
  const text = folder.read(WORKFLOW_PATH)
  if (text === null) return { outcome: 'not_updated', reason: `there is no ${WORKFLOW_PATH}; run \`suture init\` without --update` }
  const updated = updatePins(text, await bundlePin(options), PROTOCOL_VERSION)
  if (updated.outcome === 'not_updated') return updated
  if (updated.outcome === 'updated') folder.write(WORKFLOW_PATH, updated.text)
  return { outcome: updated.outcome, files: updated.outcome === 'updated' ? [WORKFLOW_PATH] : [] }
}

/** The workflow of the repository whose test job is the surest. */
function surestWorkflow(
  folder: RepositoryFolder,
  job: string | undefined,
): { readonly path: string; readonly text: string; readonly call: WorkflowCall } | { readonly reason: string } {
  const paths = folder.list('.github/workflows').filter((path) => /\.ya?ml$/.test(path) && path !== WORKFLOW_PATH)
  if (paths.length === 0) return { reason: 'there is no workflow in .github/workflows to take the set-up from' }
  const texts = paths.map((path) => folder.read(path) ?? '')
  const searched = paths.map((path, index) => {
    const [text, call] = [texts[index] ?? '', callOf(path, texts)]
    return { path, text, call, found: findTestJob(text, job, call) }
  })
  const [best] = searched
    .flatMap(({ path, text, call, found }) => (found.outcome === 'found' ? [{ path, text, call, score: found.score }] : []))
    .toSorted((one, other) => other.score - one.score)
  return best ?? { reason: searched.map(({ path, found }) => `${path}: ${found.reason}`).join('; ') }
}

/** github.com, its enterprise cloud, and nothing that a company runs itself. */
function knowsCacheMode(server: string): boolean {
  if (!URL.canParse(server))
    throw new SutureError('bad_address', `${server} is not an address.`, 'Give --server an address such as https://github.example.com.')
  const { hostname } = new URL(server)
  return hostname === 'github.com' || hostname.endsWith('.ghe.com')
}

function wordsOf(result: InitResult): readonly string[] {
  if ('reason' in result) return [`Nothing was written: ${result.reason}.`]
  const wrote = result.files.map((path) => `wrote ${path}`)
  if (result.outcome !== 'written') return wrote.length > 0 ? wrote : [`${WORKFLOW_PATH} has the pins of now already`]
  return [`The set-up is that of ${result.from}.`, ...result.notes, ...wrote, 'Commit both files to the default branch.']
}

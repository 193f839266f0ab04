import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { written } from '../engine/workflow/workflows.ts'
import { runWorkflow } from '../support/actions/run-workflow.ts'
import { readZip } from '../support/actions/zip.ts'

/** Writes down what it was started with, in place of the runner: here only the workflow's text is under test. */
const RECORDER = `import { spawn } from 'node:child_process'
import { writeFileSync, existsSync, readdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
const words = process.argv.slice(2)
const out = words[words.indexOf('--out') + 1]
const at = (name) => words[words.indexOf(name) + 1]
const input = words.includes('--in') ? (words[0] === 'sum-up' ? readdirSync(at('--in'), { recursive: true }).filter((path) => path.endsWith('.json')).sort() : existsSync(at('--in'))) : null
if (words.includes('--open') && existsSync('suspicious')) writeFileSync(at('--open'), '')
const { SUTURE_SETUP_FAILED, GITHUB_ENV, NODE_OPTIONS, LD_PRELOAD, TAR_OPTIONS, SUTURE_JOB, SUTURE_JOB_ENV, SUTURE_ENDED, COLOUR, SIZE, SUTURE_PASS_ENV } = process.env
if (existsSync('leave-behind')) spawn('sh', [resolve('leave-behind'), out], { detached: true, stdio: 'ignore', cwd: dirname(process.env.SUTURE_HOME) }).unref()
writeFileSync(out, JSON.stringify({ command: words[0], input, leg: words.includes('--leg') ? at('--leg') : null, cwd: process.cwd(), prepared: existsSync('prepared'), node: process.versions.node,
  env: { SUTURE_SETUP_FAILED, GITHUB_ENV, NODE_OPTIONS, LD_PRELOAD, TAR_OPTIONS, COLOUR, SIZE, SUTURE_PASS_ENV }, job: JSON.parse(SUTURE_JOB).healing, ended: SUTURE_ENDED, forJob: JSON.parse(SUTURE_JOB_ENV) }))
`
const NONCE = '0123456789abcdef0123456789abcdef'
const folder = mkdtempSync(join(tmpdir(), 'suture-run-'))
const git = (...words: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: folder, encoding: 'utf8' }).trim()

let server: Server | undefined
let head = ''
let loose = ''
const bundle = { version: '9.9.9', url: '', sha256: '' }

beforeAll(async () => {
  const { tarball } = (await import(new URL('../../bin/tar.mjs', import.meta.url).href)) as {
    tarball: (files: Record<string, Buffer>) => Buffer
  }
  const archive = tarball({ 'suture.js': Buffer.from(RECORDER), 'package.json': Buffer.from('{"type":"module"}') })
  server = createServer((_request, response) => response.end(archive)).listen(0, '127.0.0.1')
  await new Promise((done) => server?.once('listening', done))
  bundle.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/suture-runner-9.9.9.tgz`
  bundle.sha256 = createHash('sha256').update(archive).digest('hex')
  git('init', '-q', '-b', 'main')
  writeFileSync(join(folder, 'README.md'), 'hello\n')
  git('add', '.')
  git('commit', '-q', '-m', 'first')
  head = git('rev-parse', 'HEAD')
  loose = git('commit-tree', '-m', 'as if of a fork', '-p', head, `${head}^{tree}`)
})
afterAll(() => {
  server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const NO_HUNT = { survey: 'skipped', experiments: 'skipped', cures: 'skipped', 'sum-up': 'skipped' }
const HUNT = { task: 'hunt', cure: true, legs: [1, 2], hunt: 'h1', healing: 'h1' }

type Case = {
  readonly setUp?: string
  readonly job?: Readonly<Record<string, unknown>>
  readonly inputs?: Readonly<Record<string, string>>
  readonly sha256?: string
}

async function run({ setUp = 'touch prepared', job = {}, inputs = {}, sha256 = bundle.sha256 }: Case = {}) {
  const ci = {
    on: 'push',
    jobs: {
      test: {
        'runs-on': 'ubuntu-latest',
        env: { COLOUR: '${{ matrix.colour }}' },
        strategy: { matrix: { colour: ['red', 'green'] } },
        steps: [{ run: setUp }, { run: 'pytest' }],
      },
    },
  }
  const { text } = written(JSON.stringify(ci), { bundle: { ...bundle, sha256 } })
  const result = await runWorkflow({
    text,
    path: '.github/workflows/suture.yml',
    event: { name: 'workflow_dispatch' },
    inputs: {
      job: JSON.stringify({ healing: 'h1', head, repository: 'example/shop', ...job }),
      nonce: NONCE,
      propose: 'false',
      'matrix-colour': 'red',
      ...inputs,
    },
    repository: { folder: join(folder, '.git'), owner: 'example', name: 'shop', sha: head, ref: 'refs/heads/main' },
  })
  const files = async (name: string): Promise<Record<string, unknown>> => {
    const zip = result.artifacts.get(name)
    const entries = zip ? [...(await readZip(zip))] : []
    return entries[0] ? (JSON.parse(Buffer.from(entries[0][1]).toString()) as Record<string, unknown>) : {}
  }
  return {
    conclusions: Object.fromEntries(result.jobs.map(({ id, conclusion }) => [id, conclusion])),
    log: result.jobs.map(({ log }) => log).join('\n'),
    reproduction: await files(`suture-reproduction-${NONCE}`),
    report: await files(`suture-report-${NONCE}`),
    legs: await Promise.all([1, 2].map((leg) => files(`suture-experiment-${NONCE}-${leg}`))),
  }
}

test('reproduces, does not propose, verifies: each on a machine that the repository has set up', async () => {
  const { conclusions, reproduction, report, log } = await run({ setUp: 'touch prepared\necho "SIZE=large" >> "$GITHUB_ENV"' })
  expect(conclusions, log).toEqual({ ...NO_HUNT, reproduce: 'success', propose: 'skipped', verify: 'success' })
  expect(reproduction).toMatchObject({ command: 'reproduce', input: null, prepared: true, job: 'h1' })
  expect(report).toMatchObject({ command: 'verify', input: true, prepared: true, job: 'h1' })
  expect(report['env']).toEqual({
    ...{ SUTURE_SETUP_FAILED: 'false', COLOUR: 'red', SIZE: 'large' },
    SUTURE_PASS_ENV: 'COLOUR SIZE',
  })
})

test('a hunt surveys, tries factors on a machine each, and sums up where no code of the repository runs', async () => {
  const { conclusions, legs, report, log } = await run({ job: HUNT, setUp: 'touch prepared suspicious' })
  expect(conclusions, log).toEqual({
    ...{ reproduce: 'skipped', propose: 'skipped', verify: 'skipped' },
    ...{ survey: 'success', experiments: 'success', cures: 'success', 'sum-up': 'success' },
  })
  expect(legs).toMatchObject([1, 2].map((leg) => ({ command: 'experiment', leg: String(leg), input: true, prepared: true })))
  const files = ['survey', 'experiment', 'experiment', 'cures'].map((name) => expect.stringMatching(new RegExp(`/${name}.json$`)))
  expect(report).toMatchObject({ command: 'sum-up', prepared: false, input: expect.arrayContaining(files) })
})

test('a hunt that finds nothing suspicious needs one machine', async () => {
  const { conclusions, report } = await run({ job: HUNT })
  expect(conclusions).toMatchObject({ survey: 'success', experiments: 'skipped', 'sum-up': 'success' })
  expect(report).toMatchObject({ command: 'sum-up' })
})

test('stays green when the set-up fails, and says so to the runner', async () => {
  const { conclusions, reproduction } = await run({ setUp: 'exit 1' })
  expect(conclusions).toEqual({ ...NO_HUNT, reproduce: 'success', propose: 'skipped', verify: 'success' })
  expect(reproduction['env']).toMatchObject({ SUTURE_SETUP_FAILED: 'true' })
})

test('is not led astray by variables that the set-up leaves', async () => {
  const lines = ['SUTURE_NODE=/bin/false', `SUTURE_SHA256=${'0'.repeat(64)}`, 'SUTURE_HOME=/nowhere', 'SUTURE_JOB={}', 'BASH_ENV=evil.sh']
  const setUp = [
    'touch prepared',
    "echo 'exit 1' > evil.sh",
    ...lines.map((line) => `echo '${line}' >> "$GITHUB_ENV"`),
    'echo "$PWD" >> "$GITHUB_PATH"',
    "printf '#!/bin/sh\\nexit 1\\n' > node && chmod +x node",
  ]
  const { conclusions, reproduction, log } = await run({ setUp: setUp.join('\n') })
  expect(conclusions, log).toMatchObject({ reproduce: 'success', verify: 'success' })
  expect(reproduction).toMatchObject({ command: 'reproduce', job: 'h1', env: { SUTURE_SETUP_FAILED: 'false' } })
})

/** Overwrites both answers whenever they appear. */
const FORGER = `home="$RUNNER_TEMP/suture"
while :; do for file in "$home"/reproduction.json "$home"/report.json; do [ -s "$file" ] && echo '{"forged":true}' > "$file"; done; done`

test.each([
  ['in a session of its own', 'bash', 'setsid bash forger.sh > /dev/null 2>&1 &'],
  ['which GitHub would not find at the end of the job', 'bash', 'RUNNER_TRACKING_ID= nohup bash forger.sh > /dev/null 2>&1 &'],
  ['with a name that is made to be misread', 'x..R.1.1', 'cp /bin/bash "x) R 1 1"; "./x) R 1 1" forger.sh > /dev/null 2>&1 &'],
])('what a set-up step leaves running, %s, is ended before anything of Suture starts', async (_name, ended, line) => {
  const setUp = `touch prepared\ncat > forger.sh <<'END'\n${FORGER}\nEND\n${line}\nsleep 0.1`
  const { conclusions, reproduction, report, log } = await run({ setUp })
  expect(conclusions, log).toMatchObject({ reproduce: 'success', verify: 'success' })
  expect(reproduction).toMatchObject({ command: 'reproduce', ended: expect.stringMatching(ended) })
  expect(report).toMatchObject({ command: 'verify' })
  expect(log).toMatch(new RegExp(`Ended what earlier steps had left running: ${ended}`))
})

test('what a test leaves running is ended before its answer is taken, and what it told later steps is forgotten', async () => {
  const left = [
    'for file in env_* path_* output_*; do echo "not a command" > "$file"; done',
    'sleep 1; while :; do [ -s "$1" ] && echo "{}" > "$1"; done',
  ]
  const setUp = `touch prepared\ncat > leave-behind <<'END'\n${left.join('\n')}\nEND`
  const { conclusions, reproduction, report, log } = await run({ setUp })
  expect(conclusions, log).toMatchObject({ reproduce: 'success', verify: 'success' })
  expect(reproduction).toMatchObject({ command: 'reproduce' })
  expect(report).toMatchObject({ command: 'verify' })
})

test('loaders that the set-up leaves reach the tests of the job, not the programs of Suture', async () => {
  const setUp = [
    'touch prepared',
    'echo "LD_PRELOAD=$PWD/absent.so" >> "$GITHUB_ENV"',
    'echo "TAR_OPTIONS=--no-such-option" >> "$GITHUB_ENV"',
    'echo "BASH_FUNC_command%%=() { exit 1; }" >> "$GITHUB_ENV"',
    'echo "$PWD" >> "$GITHUB_PATH"',
    "for name in bash tar gzip sha256sum sleep; do printf '#!/bin/sh\\nexit 1\\n' > $name && chmod +x $name; done",
  ]
  const { conclusions, reproduction, log } = await run({ setUp: setUp.join('\n') })
  expect(conclusions, log).toMatchObject({ reproduce: 'success', verify: 'success' })
  const { env, forJob } = reproduction as { env: Record<string, string>; forJob: Record<string, string> }
  expect(Object.keys(env)).not.toEqual(expect.arrayContaining(['LD_PRELOAD']))
  expect(env['TAR_OPTIONS']).toBeUndefined()
  expect(forJob['LD_PRELOAD']).toMatch(/absent\.so$/)
})

test.each<[string, Case, string]>([
  ['the set-up has changed the bundle', { setUp: 'echo evil >> "$RUNNER_TEMP/suture/suture.tgz"' }, 'suture.tgz: FAILED'],
  ['the set-up has laid out a runner of its own', { setUp: 'mkdir "$RUNNER_TEMP/suture/runner"' }, 'File exists'],
  [
    'the set-up has changed the Node that runs it',
    { setUp: 'cd "$RUNNER_TOOL_CACHE/node"; rm bin; mkdir bin; printf "#!/bin/sh\\n" > bin/node; chmod +x bin/node' },
    'bin/node: FAILED',
  ],
  ['the bundle is not the pinned one', { sha256: '0'.repeat(64) }, 'suture.tgz: FAILED'],
  ['the job names another repository', { job: { repository: 'other/shop' } }, 'names another repository'],
  ['a matrix value is none', { inputs: { 'matrix-colour': '$(id)' } }, 'matrix-colour is not one of the values'],
])('nothing of Suture runs when %s', async (_name, some, words) => {
  const { conclusions, reproduction, log } = await run(some)
  expect(conclusions).toEqual({ ...NO_HUNT, reproduce: 'failure', propose: 'skipped', verify: 'skipped' })
  expect(log).toContain(words)
  expect(reproduction).toEqual({})
})

test('a commit that no branch holds, such as a fork’s, is not run', async () => {
  const { conclusions, log } = await run({ job: { head: loose }, setUp: 'echo THE SET-UP RAN' })
  expect(conclusions).toMatchObject({ reproduce: 'failure' })
  expect(log).toContain('No branch of this repository holds the commit.')
  expect(log).not.toContain('THE SET-UP RAN')
})

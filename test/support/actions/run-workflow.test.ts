import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runWorkflow, setBaseTimeScale } from './run-workflow.ts'
import type { WorkflowRequest } from './workflow-request.ts'
import { readZip } from './zip.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }) // many short processes: a loaded machine takes its time

let folder = ''
let sha = ''
const git = (...words: readonly string[]) =>
  spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], { cwd: folder, encoding: 'utf8' }).stdout.trim()

beforeAll(() => {
  setBaseTimeScale(1 / 60) // a minute's limit takes a second
  folder = mkdtempSync(join(tmpdir(), 'suture-repository-'))
  git('init', '-q', '-b', 'main')
  writeFileSync(join(folder, 'hello.txt'), 'hello\n')
  git('add', '.')
  git('commit', '-q', '-m', 'first')
  sha = git('rev-parse', 'HEAD')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (jobs: string, more: Partial<WorkflowRequest> = {}) =>
  runWorkflow({
    text: `name: T\non:\n  workflow_dispatch:\n    inputs:\n      who: { type: string }\npermissions: { contents: read }\njobs:\n${jobs}`,
    event: { name: 'workflow_dispatch' },
    repository: { folder: join(folder, '.git'), owner: 'o', name: 'r', sha, ref: 'refs/heads/main' },
    ...more,
  })
const logOf = (result: Awaited<ReturnType<typeof run>>, name: string) => result.jobs.find((job) => job.name === name)?.log ?? ''

const THREE_JOBS = `
  one:
    runs-on: ubuntu-latest
    cache-mode: read
    outputs: { legs: "\${{ steps.plan.outputs.legs }}", text: "\${{ steps.plan.outputs.text }}" }
    steps:
      - uses: actions/checkout@v4
        with: { persist-credentials: false }
      - id: plan
        env: { WHO: "\${{ inputs.who }}" }
        run: |
          cat hello.txt; echo "who is $WHO"
          echo 'legs=["a","b"]' >> "$GITHUB_OUTPUT"
          printf 'text<<E\\nx\\ny\\nE\\n' >> "$GITHUB_OUTPUT"
          echo KEPT=yes >> "$GITHUB_ENV"
          mkdir -p more/bin && printf '#!/bin/sh\\necho mine' > more/bin/mine && chmod +x more/bin/mine
          echo "$PWD/more/bin" >> "$GITHUB_PATH"
      - run: test "$KEPT" = yes && mine && test "\${{ hashFiles('hello.txt') }}" != ''
      - run: exit 3
        continue-on-error: true
        id: tolerated
      - run: echo "outcome=\${{ steps.tolerated.outcome }} conclusion=\${{ steps.tolerated.conclusion }}"
  two:
    needs: one
    runs-on: ubuntu-latest
    strategy: { matrix: { leg: "\${{ fromJSON(needs.one.outputs.legs) }}" } }
    steps:
      - run: mkdir out && echo \${{ matrix.leg }} > out/leg.txt && touch out/.hidden
      - uses: actions/upload-artifact@v4
        with: { name: "leg-\${{ matrix.leg }}", path: out }
  three:
    needs: [one, two]
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
        with: { path: in }
      - run: cat in/leg-a/leg.txt in/leg-b/leg.txt && ls -A in/leg-a
`

test('runs three jobs with outputs, a matrix, artifacts and tolerated failures', async () => {
  const result = await run(THREE_JOBS, { inputs: { who: 'me' } })
  expect(
    result.jobs.map(({ name, conclusion }) => [name, conclusion]),
    result.jobs[0]?.log,
  ).toEqual([['one', 'success'], ...result.jobs.slice(1, 3).map(({ name }) => [name, 'success']), ['three', 'success']])
  expect(logOf(result, 'one')).toMatch(/who is me/)
  expect(logOf(result, 'one')).toMatch(/outcome=failure conclusion=success/)
  expect(logOf(result, 'one')).toContain(`HEAD is now at ${sha.slice(0, 7)} first`)
  expect(logOf(result, 'two (a)')).not.toBe('')
  expect(result.jobs[0]?.outputs['text']).toBe('x\ny')
  expect([...(await readZip(result.artifacts.get('leg-b') ?? new Uint8Array())).keys()]).toEqual(['leg.txt'])
  expect(result.conclusion, result.jobs.map(({ log }) => log).join('')).toBe('success')
})

test('takes less than a second for three jobs that do nothing, or 60 bare processes where the machine is busy', async () => {
  const job = (name: string, needs: string) => `  ${name}:\n    runs-on: ubuntu-latest\n${needs}    steps: [{ run: 'true' }]\n`
  const begun = performance.now()
  await run(job('a', '') + job('b', '    needs: a\n') + job('c', '    needs: b\n'))
  const took = performance.now() - begun
  const single = performance.now()
  for (let count = 0; count < 10; count++) git('--version')
  expect(took).toBeLessThan(Math.max(1000, (performance.now() - single) * 6))
})

test('a failed job skips the jobs that need it, also indirectly, but not those that ask', async () => {
  const job = (name: string, rest: string) => `  ${name}:\n    runs-on: ubuntu-latest\n${rest}\n`
  const result = await run(
    job('a', "    steps: [{ run: 'exit 1' }, { run: echo never }]") +
      job('b', "    needs: a\n    steps: [{ run: 'true' }]") +
      job('c', "    needs: b\n    steps: [{ run: 'true' }]") +
      job('d', "    needs: b\n    if: always()\n    steps: [{ run: 'true' }]") +
      job('e', "    needs: a\n    if: failure()\n    steps: [{ run: 'true' }]"),
  )
  expect(Object.fromEntries(result.jobs.map(({ id, conclusion }) => [id, conclusion]))).toEqual({
    ...{ a: 'failure', b: 'skipped', c: 'skipped', d: 'success', e: 'success' },
  })
  expect(result.jobs.find(({ id }) => id === 'a')?.steps.map(({ conclusion }) => conclusion)).toContain('skipped')
  expect(result.conclusion).toBe('failure')
})

/** The first word of a process; none where it has ended meanwhile. */
function commandLine(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\0').slice(0, 1)
  } catch {
    return []
  }
}

test('a step that outlives its limit fails, and what it started dies with it', async () => {
  const mark = `suture-orphan-${process.pid}`
  const result = await run(`
  slow:
    runs-on: ubuntu-latest
    steps:
      - run: setsid bash -c 'exec -a ${mark} sleep 30' & sleep 30
        timeout-minutes: 1
      - if: always()
        run: echo after
`)
  expect(result.conclusion).toBe('failure')
  expect(logOf(result, 'slow')).toMatch(/timed out after 1 minutes/)
  expect(logOf(result, 'slow')).toMatch(/Z after/)
  if (logOf(result, 'slow').includes('pid namespace of its own'))
    expect(globSync('/proc/[0-9]*/cmdline').flatMap(commandLine)).not.toContain(mark)
})

test('a step sees neither the environment of the caller nor its home, and a secret only where it is named', async () => {
  process.env['SUTURE_TEST_SECRET'] = 'from-the-caller'
  const steps =
    '    runs-on: ubuntu-latest\n    steps:\n      - run: env\n      - run: test "$S" = hush && echo "$S"\n        env: { S: \'${{ secrets.S }}\' }\n'
  const result = await run(`  one:\n${steps}`, { secrets: { S: 'hush' } })
  delete process.env['SUTURE_TEST_SECRET']
  expect(result.conclusion, result.jobs.map(({ log }) => log).join('')).toBe('success')
  expect(logOf(result, 'one')).not.toMatch(/from-the-caller|hush/)
  expect(logOf(result, 'one')).not.toContain(`HOME=${process.env['HOME']}\n`)
})

test('workflow commands are obeyed until a step stops them', async () => {
  const result = await run(`
  one:
    runs-on: ubuntu-latest
    steps:
      - id: s
        run: |
          echo '::set-output name=a::1'
          echo '::error file=x.py,line=3::broken'
          echo '::stop-commands::tok'
          echo '::set-output name=a::2'
          echo '::tok::'
          echo '::add-mask::word'; echo 'a word'
      - run: test '\${{ steps.s.outputs.a }}' = 1
`)
  expect(result.conclusion, result.jobs.map(({ log }) => log).join('')).toBe('success')
  expect(result.jobs[0]?.annotations).toEqual([{ level: 'failure', message: 'broken', path: 'x.py', line: 3 }])
  expect(logOf(result, 'one')).toMatch(/a \*\*\*$/m)
})

test('the default shell has no pipefail, bash has', async () => {
  const result = await run(`
  one:
    runs-on: ubuntu-latest
    steps:
      - run: false | true
      - run: false | true
        shell: bash
`)
  expect(result.jobs[0]?.steps.slice(1, 3).map(({ conclusion }) => conclusion)).toEqual(['success', 'failure'])
})

test('an artifact name is taken once', async () => {
  const upload = '      - uses: actions/upload-artifact@v4\n        with: { name: n, path: f }\n'
  const result = await run(`  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: touch f\n${upload}${upload}`)
  expect(result.conclusion).toBe('failure')
  expect(logOf(result, 'one')).toMatch(/already exists/)
})

test('a cancelled run stops its step and still runs what always runs', async () => {
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 300)
  const steps = '    steps:\n      - run: sleep 20\n      - run: echo no\n      - if: always()\n        run: echo cleaned\n'
  const result = await run(`  one:\n    runs-on: ubuntu-latest\n${steps}`, { signal: controller.signal })
  expect(result.conclusion).toBe('cancelled')
  expect(result.jobs[0]?.conclusion).toBe('cancelled')
  expect(logOf(result, 'one')).toMatch(/Z cleaned/)
})

test('python is set up in an environment of the job, node is 22 at least', async () => {
  const result = await run(`
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-node@v4
        with: { node-version: 24 }
      - uses: actions/setup-python@v5
        with: { python-version: '3.11' }
      - run: node -e 'process.exit(Number(process.versions.node.split(".")[0] < 22))'
      - run: python -c 'import sys; assert sys.prefix.startswith(sys.argv[1])' "$RUNNER_TOOL_CACHE" && python -m pip --version && pip --version
`)
  expect(result.jobs[0]?.log).toMatch(/pip \d+/)
  expect(result.conclusion, result.jobs.map(({ log }) => log).join('')).toBe('success')
})

test.each([
  ['a container', '    container: node\n    steps: [{ run: "true" }]', /container/],
  ['an unknown action', '    steps: [{ uses: some/thing@v1 }]', /:10: action 'some\/thing@v1' is not modelled/],
  ['an unknown input', '    steps:\n      - uses: actions/cache@v4\n        with: { nope: 1 }', /input 'nope'/],
  ['another shell', '    steps: [{ run: "true", shell: pwsh }]', /shell 'pwsh'/],
  ['an unknown key', '    nonsense: 1\n    steps: [{ run: "true" }]', /Unexpected value 'nonsense'/],
])('refuses %s with its line', async (_, rest, message) => {
  await expect(run(`  one:\n    runs-on: ubuntu-latest\n${rest}\n`)).rejects.toThrow(message)
})

test('an older server does not know cache-mode', async () => {
  const job = '  one:\n    runs-on: ubuntu-latest\n    cache-mode: read\n    steps: [{ run: "true" }]\n'
  await expect(run(job, { knowsCacheMode: false })).rejects.toThrow(/cache-mode/)
  expect((await run(job)).conclusion).toBe('success')
})

test('a failing leg cancels the others unless fail-fast is off', async () => {
  const job = (failFast: boolean) => `
  legs:
    runs-on: ubuntu-latest
    strategy: { fail-fast: ${failFast}, matrix: { leg: [a, b] } }
    steps:
      - run: \${{ matrix.leg == 'a' && 'exit 1' || 'sleep 1' }}
`
  const conclusions = async (failFast: boolean) => {
    const { jobs } = await run(job(failFast))
    return Object.fromEntries(jobs.map(({ name, conclusion }) => [name, conclusion]))
  }
  expect(await conclusions(true)).toEqual({ 'legs (a)': 'failure', 'legs (b)': 'cancelled' })
  expect(await conclusions(false)).toEqual({ 'legs (a)': 'failure', 'legs (b)': 'success' })
})

test('a job that outlives its limit is cancelled and runs no further step', async () => {
  const result = await run(`
  slow:
    runs-on: ubuntu-latest
    timeout-minutes: 1
    steps:
      - run: sleep 30
      - run: echo never
`)
  expect(result.jobs[0]?.conclusion).toBe('cancelled')
  expect(logOf(result, 'slow')).toMatch(/exceeded the maximum execution time of 1 minutes/)
  expect(logOf(result, 'slow')).not.toMatch(/Z never/)
})

test('a later step fetches another commit of the same repository, but pushes nothing', async () => {
  const result = await run(`
  one:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { fetch-depth: 0, persist-credentials: false }
      - run: git fetch -q origin main && ! git push -q origin HEAD:refs/heads/evil
`)
  expect(result.conclusion, logOf(result, 'one')).toBe('success')
  expect(git('branch', '--list', 'evil')).toBe('')
})

import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { updatePins } from '../../../src/engine/workflow/update-pins.ts'
import { bundle, generate, PYTEST_CI, VITEST_CI, written } from './workflows.ts'

type Step = Record<string, unknown> & { readonly with?: Record<string, unknown>; readonly env?: Record<string, unknown> }
type Job = Record<string, unknown> & { readonly steps: readonly Step[] }
type Workflow = {
  readonly jobs: { readonly reproduce: Job; readonly propose: Job; readonly verify: Job }
  readonly on: { readonly workflow_dispatch: { readonly inputs: Record<string, { options?: string[]; default?: string }> } }
}

const read = (text: string) => parse(text) as Workflow
const jobsOf = (text: string) => Object.entries(read(text).jobs)
const setUpOf = (text: string) => read(text).jobs.reproduce.steps.filter((step) => step['continue-on-error'] === true)
const ci = (steps: string, job = '') => `on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`

describe('the jobs', () => {
  const { text } = written(PYTEST_CI)

  test('each has read access to contents, a read-only cache and a time limit', () => {
    expect(Object.keys(read(text).jobs)).toEqual(['reproduce', 'propose', 'verify', 'survey', 'experiments', 'cures', 'sum-up'])
    for (const [, job] of jobsOf(text)) {
      expect(job['permissions']).toEqual({ contents: 'read' })
      expect(job['cache-mode']).toBe('read')
      expect(job['timeout-minutes']).toBe(60)
    }
  })

  test('no script holds an expression, and no secret is read', () => {
    for (const [, job] of jobsOf(text)) for (const step of job.steps) expect(String(step['run'] ?? '')).not.toContain('${{')
    expect(text).not.toMatch(/\$\{\{[^}]*secrets/)
  })

  test('every action is pinned by a commit, with its release as a comment', () => {
    const uses = text.split('\n').filter((line) => line.includes('uses: '))
    expect(uses.length).toBeGreaterThan(8)
    for (const line of uses) expect(line).toMatch(/uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  })

  test('the checkout keeps no credentials and takes the checked commit with its history', () => {
    for (const job of [read(text).jobs.reproduce, read(text).jobs.verify]) {
      const checkouts = job.steps.filter((step) => String(step['uses']).startsWith('actions/checkout@'))
      expect(checkouts).toHaveLength(1)
      expect(checkouts[0]?.with).toEqual({
        ref: '${{ steps.suture-inputs.outputs.head }}',
        'fetch-depth': 0,
        'persist-credentials': false,
      })
    }
  })

  test('Suture is fetched before the set-up, and unpacked only after it and after a second look at its digest', () => {
    const runs = read(text).jobs.reproduce.steps.map((step) => `${String(step['name'])}\n${String(step['run'])}`)
    const at = (words: string) => runs.findIndex((run) => run.includes(words))
    expect(at('curl')).toBeLessThan(at('pip install'))
    expect(at('tar --extract')).toBeGreaterThan(at('pip install'))
    expect(runs[at('tar --extract')]).toMatch(/sha256sum --check[\s\S]*tar --extract[\s\S]*"\$SUTURE_NODE" .* reproduce --out/)
  })

  test('what the start needs comes from outputs of finished steps, not from variables that a set-up can change', () => {
    const start = read(text).jobs.verify.steps.find((step) => step['name'] === 'Verify')
    expect(start?.env).toMatchObject({
      SUTURE_NODE: '${{ steps.suture-runner.outputs.node }}',
      SUTURE_SHA256: '${{ steps.suture-runner.outputs.sha256 }}',
      SUTURE_JOB: '${{ inputs.job }}',
    })
  })

  test('a hunt and a healing leave each other out, and what judges a hunt runs no code of the repository', () => {
    const { reproduce, survey, experiments, cures, 'sum-up': together } = parse(text).jobs as Record<string, Job>
    expect(reproduce?.['if']).toBe("${{ !(fromJSON(inputs.job).task == 'hunt') }}")
    expect(survey?.['if']).toBe("${{ fromJSON(inputs.job).task == 'hunt' }}")
    expect(experiments).toMatchObject({
      needs: 'survey',
      strategy: { 'fail-fast': false, matrix: { leg: '${{ fromJSON(inputs.job).legs }}' } },
    })
    expect(cures?.['if']).toBe("${{ !cancelled() && needs.survey.outputs.open == 'true' && fromJSON(inputs.job).cure }}")
    expect(together).toMatchObject({ needs: ['survey', 'experiments', 'cures'] })
    expect(together?.steps.filter((step) => String(step['uses']).startsWith('actions/checkout@') || step['continue-on-error'])).toEqual([])
  })

  test('the nonce names the run and its artifacts', () => {
    expect(text).toContain('run-name: Suture ${{ inputs.nonce }}\n')
    expect(text).toContain('name: suture-reproduction-${{ inputs.nonce }}\n')
    expect(text).toContain('name: suture-report-${{ inputs.nonce }}\n')
  })
})

describe('the set-up of the test job', () => {
  const { text, notes, job } = written(PYTEST_CI)
  const setUp = setUpOf(text)

  test('is everything before the tests, and what the test step installs itself', () => {
    expect(job).toBe('tests')
    expect(setUp.map((step) => step['run'] ?? String(step['uses']).split('@')[0])).toEqual([
      'git submodule update --init --recursive',
      'actions/setup-python',
      'actions/cache/restore',
      expect.stringContaining('pip install -e .'),
      'pip install pytest-cov',
    ])
  })

  test('cannot turn the run red, and its outcome is told to Suture', () => {
    for (const step of setUp) expect(step['id']).toMatch(/^setup-\d$/)
    expect(text).toContain("SUTURE_SETUP_FAILED: ${{ contains(steps.*.outcome, 'failure') }}")
  })

  test('reads matrix values from inputs with an allow-list', () => {
    const { inputs } = read(text).on.workflow_dispatch
    expect(inputs['matrix-python-version']?.options).toEqual(['3.11', '3.12', '3.13'])
    expect(inputs['matrix-django']?.options).toEqual(['4.2', '5.0'])
    expect(text).toContain("'3.11' | '3.12' | '3.13') ;;")
    expect(setUp[1]?.with).toEqual({ 'python-version': '${{ inputs.matrix-python-version }}', cache: 'pip' })
    expect(setUp[3]).toMatchObject({
      if: "inputs.matrix-os != 'windows-latest'",
      env: { SETUP_MATRIX_DJANGO: '${{ inputs.matrix-django }}' },
      run: `pip install -e . 'django~='"\${SETUP_MATRIX_DJANGO}"'.0'\n`,
    })
  })

  test('leaves out machines that are no Linux, and says so', () => {
    expect(read(text).on.workflow_dispatch.inputs['matrix-os']?.options).toEqual(['ubuntu-latest', 'ubuntu-22.04'])
    expect(read(text).jobs.verify['runs-on']).toBe('${{ inputs.matrix-os }}')
    expect(notes.join('\n')).toContain('windows-latest')
  })

  test('takes variables and services along, without secrets', () => {
    for (const name of ['reproduce', 'verify'] as const) {
      expect(read(text).jobs[name]['env']).toEqual({ FORCE_COLOR: 1, PYTHONPATH: 'src', SUTURE_PASS_ENV: 'FORCE_COLOR PYTHONPATH' })
      expect(read(text).jobs[name]['services']).toEqual({ postgres: { image: 'postgres:16', ports: ['5432:5432'] } })
    }
    expect(notes).toContain('The variable TOKEN is left out: it uses a secret.')
    expect(notes).toContain("The step 'Log in' is left out: it uses a secret.")
    expect(notes.join('\n')).toContain('loses its input token: it uses a secret')
  })

  test('names the variables that the tests get: those of the job, and those that its set-up leaves', () => {
    const job = "    env: { DJANGO_SETTINGS_MODULE: shop.settings, SECRET_KEY: for-tests, KEY: '${{ secrets.KEY }}', GITHUB_TOKEN: x }\n"
    const steps = `      - run: |
          echo "DATABASE_URL=postgres://localhost/db" >> $GITHUB_ENV
          {
            echo 'CACHE_URL=redis://localhost'
            echo "NOTES<<END"
          } >> "$GITHUB_ENV"
          echo LD_PRELOAD=evil.so >> "$GITHUB_ENV"; echo "NODE_OPTIONS=--require ./evil.js" >> "$GITHUB_ENV"
          cat <<EOF >> "$GITHUB_ENV"
          REGION=here
          EOF
      - run: echo "NOT_LEFT=1" && pip install -e .
      - run: pytest
        env: { APP_ENV: test }
`
    const { text: other } = written(ci(steps, job))
    expect(String(read(other).jobs.verify['env'] && (read(other).jobs.verify['env'] as Record<string, string>)['SUTURE_PASS_ENV'])).toBe(
      'DJANGO_SETTINGS_MODULE SECRET_KEY APP_ENV DATABASE_URL CACHE_URL NOTES REGION',
    )
    expect(other).not.toContain('secrets')
  })

  test('names a loader only where the job itself sets it, and says that Node’s options are Suture’s', () => {
    const { text: other, notes: said } = written(
      ci('      - run: pytest\n', '    env: { LD_PRELOAD: libfaketime.so, NODE_OPTIONS: --no-warnings }\n'),
    )
    expect(read(other).jobs.reproduce['env']).toMatchObject({ SUTURE_PASS_ENV: 'LD_PRELOAD NODE_OPTIONS' })
    expect(said.join('\n')).toContain('The variable NODE_OPTIONS does not reach the tests')
  })

  test('leaves out checks of style and actions that prepare nothing, and says so', () => {
    expect(text).not.toMatch(/ruff|codecov|notify/)
    expect(notes).toContain("The step 'ruff check .' is left out: it checks style or types only.")
    expect(notes).toContain("The step 'example/notify@v1' is left out: it is not known to prepare the machine.")
  })

  test('keeps a pin that the repository has already, and its working folder and shell', () => {
    expect(setUpOf(written(VITEST_CI).text)[0]?.['uses']).toBe('actions/setup-node@1e60f620b9541d16bece96c5465dc8ee9832be0b')
    const job = '    defaults:\n      run:\n        working-directory: web\n        shell: bash\n'
    const { text: other, notes: said } = written(ci('      - run: npm ci\n      - run: npm test\n', job))
    expect(setUpOf(other)[0]).toMatchObject({ run: 'npm ci', 'working-directory': 'web', shell: 'bash' })
    expect(said).toContain('The tests run in the folder web.')
  })

  test('says which action could not be pinned', () => {
    const { notes: said } = written(ci('      - uses: example/setup-zig@v1\n      - run: pytest\n'))
    expect(said).toContain('example/setup-zig@v1 is not pinned by a commit: no release of it is known here.')
  })

  test('never checks out another repository', () => {
    const steps = '      - uses: actions/checkout@v4\n        with: { repository: other/tools, path: tools }\n      - run: pytest\n'
    const { text: other, notes: said } = written(ci(steps))
    expect(other).not.toContain('other/tools')
    expect(said.join('\n')).toContain('it checks out another repository')
  })

  test('leaves out a step whose matrix value has no plain list', () => {
    const job = '    strategy:\n      matrix:\n        node: ${{ fromJSON(needs.plan.outputs.nodes) }}\n'
    const steps = '      - uses: actions/setup-node@v4\n        with: { node-version: "${{ matrix.node }}" }\n      - run: npm test\n'
    const { text: other, notes: said } = written(ci(steps, job))
    expect(other).not.toContain('matrix.node')
    expect(said.join('\n')).toContain('the matrix has no plain list of values for node')
  })

  test('leaves out what would show the token, and variables that only a step can compute', () => {
    const steps = `      - name: Dump
        env:
          ALL: \${{ toJSON(github) }}
        run: echo "$ALL"
      - run: pytest
        env:
          REPORT: report-\${{ runner.os }}.xml
          BRANCH: \${{ github.ref }}
`
    const { text: other, notes: said } = written(ci(steps))
    expect(other.replaceAll('toJSON(env)', '')).not.toContain('toJSON')
    expect(read(other).jobs.reproduce['env']).toEqual({ BRANCH: '${{ github.ref }}', SUTURE_PASS_ENV: 'BRANCH' })
    expect(said).toContain("The step 'Dump' is left out: it uses the context github as a whole, the token in it in ALL.")
    expect(said.join('\n')).toContain('The variable REPORT is left out')
  })

  test('says that what tox installs is not there', () => {
    expect(written(ci('      - run: pip install tox\n      - run: tox run\n')).notes.join('\n')).toContain(
      'add what the tests need to the set-up',
    )
    expect(written(ci('      - run: pytest\n')).notes.join('\n')).not.toContain('tox')
  })

  test('reads a leaf of a matrix of objects', () => {
    const job = '    strategy:\n      matrix:\n        node: [{ version: 20 }, { version: 22 }]\n'
    const steps =
      '      - uses: actions/setup-node@v4\n        with: { node-version: "${{ matrix.node.version }}" }\n      - run: npm test\n'
    const { text: other } = written(ci(steps, job))
    expect(read(other).on.workflow_dispatch.inputs['matrix-node-version']?.options).toEqual(['20', '22'])
  })
})

describe('a server that does not know cache-mode', () => {
  const { text } = written(PYTEST_CI, { server: 'older' })

  test('gets artifact actions that it can run', () => {
    expect(text).toContain('actions/upload-artifact@c24449f33cd45d4826c6702db7e49f7cdb9b551d # v3.2.1-node20')
    expect(updatePins(text, bundle, 1)).toEqual({ outcome: 'unchanged', text })
  })

  test('gets no cache at all', () => {
    expect(text).not.toContain('cache-mode')
    expect(text).not.toContain('actions/cache')
    expect(text).not.toContain('cache: pip')
    expect(setUpOf(written(VITEST_CI, { server: 'older' }).text)[0]?.with).toEqual({ 'node-version': 20, 'package-manager-cache': false })
  })
})

describe('no test job', () => {
  test.each([
    ['no step runs tests', ci('      - run: make build\n'), 'no step runs pytest'],
    ['the file is no YAML', 'jobs: [', 'not YAML'],
    ['it runs on Windows only', ci('      - run: pytest\n').replace('ubuntu-latest', 'windows-latest'), 'needs Linux'],
  ])('%s', (_name, text, words) => {
    const generated = generate(text)
    expect(generated.outcome === 'no_test_job' && generated.reason).toContain(words)
  })

  test('a job that was named and is not there lists those that are', () => {
    const generated = generate(PYTEST_CI, { jobName: 'unit' })
    expect(generated).toEqual({
      outcome: 'no_test_job',
      reason: '.github/workflows/ci.yml: there is no job unit; the jobs with steps are lint, tests',
    })
  })
})

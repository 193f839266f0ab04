import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { callOf } from '../../../src/engine/workflow/workflow-inputs.ts'
import { generate, written } from './workflows.ts'

type Step = Readonly<Record<string, unknown>>
const setUpOf = (text: string) =>
  (parse(text) as { jobs: { reproduce: { steps: readonly Step[] } } }).jobs.reproduce.steps.filter(
    (step) => step['continue-on-error'] === true,
  )
const runsOf = (text: string) => setUpOf(text).map((step) => step['run'] ?? String(step['uses']).split('@')[0])
const ci = (steps: string, job = '') => `on: pull_request\njobs:\n  checks:\n    runs-on: ubuntu-latest\n${job}    steps:\n${steps}`

describe('the step that runs the tests', () => {
  test.each([
    "bun run --filter '*' test",
    'pnpm --filter shop run test:unit',
    'yarn workspace basket test',
    'npm --prefix web test',
    'npm run test --workspace basket',
    'pnpm turbo run test',
    'npx nx run-many -t test',
    'npx nx run basket:test',
    'lerna run test --stream',
    'hatch run test:cov',
    'pdm run test',
    'pixi run tests',
  ])('is found: %s', (command) => {
    expect(runsOf(written(ci(`      - run: ./install.sh\n      - run: ${command}\n`)).text)[0]).toBe('./install.sh')
  })

  test.each(['pnpm --filter shop run build', 'docker run test', 'npx nx run-many -t lint', 'hatch run docs:build', 'pdm install -G test'])(
    'is not %s, and the answer names --job and the jobs',
    (command) => {
      const generated = generate(ci(`      - run: ${command}\n`))
      expect(generated.outcome === 'no_test_job' && generated.reason).toMatch(/--job.* checks$/)
    },
  )

  test('may be the command that another action runs', () => {
    const steps =
      '      - run: npm ci\n      - uses: example/try-again@v3\n        with: { attempts: 3, command: npm run build && npm test }\n'
    expect(runsOf(written(ci(steps)).text)).toEqual(['npm ci', 'npm run build'])
  })
})

describe('an environment that only the test command enters', () => {
  test.each([
    ['pipenv run pytest -q', 'pipenv run python -c', 'VIRTUAL_ENV'],
    ['poetry run coverage run -m pytest', 'poetry run python -c', 'VIRTUAL_ENV'],
    ['conda run -n shop --no-capture-output pytest', 'conda run -n shop --no-capture-output python -c', 'CONDA_PREFIX'],
    ['hatch run unit:cov-test', 'hatch run unit:python -c', 'VIRTUAL_ENV'],
    ['pdm run test', 'pdm run python -c', 'VIRTUAL_ENV'],
  ])('of %s is where Suture runs too', (command, asks, variable) => {
    const { text, notes } = written(ci(`      - run: ./install.sh\n      - run: ${command}\n`))
    const last = String(runsOf(text).at(-1))
    expect(last).toContain(asks)
    expect(last).toMatch(new RegExp(`${variable}=\\$home.*GITHUB_ENV[\\s\\S]*home/bin.*GITHUB_PATH`))
    expect(notes.join('\n')).toMatch(/environment of (pipenv|poetry|conda|hatch|pdm)/)
  })

  test('of a login shell as well', () => {
    const job = '    defaults: { run: { shell: "bash -leo pipefail {0}" } }\n'
    const steps = '      - uses: mamba-org/setup-micromamba@v2\n      - run: pytest\n'
    const last = setUpOf(written(ci(steps, job)).text).at(-1)
    expect(last).toMatchObject({ shell: 'bash -leo pipefail {0}', run: expect.stringContaining('CONDA_PREFIX') })
  })

  test.each(['pytest', 'uv run pytest', 'python -m pytest'])('is none for %s', (command) => {
    expect(runsOf(written(ci(`      - run: ./install.sh\n      - run: ${command}\n`)).text)).toEqual(['./install.sh'])
  })
})

describe('what the generated workflow does not have', () => {
  const steps = `      - uses: example/changed@v1
        id: filter
      - uses: actions/setup-python@v5
        if: steps.filter.outputs.python == 'true'
        with: { python-version: '3.12', cache-dependency-path: '\${{ steps.filter.outputs.lock }}' }
      - run: pip install -r dev.txt
        if: needs.plan.outputs.python == 'true' && github.event_name == 'pull_request'
      - run: echo \${{ steps.filter.outputs.all }}
      - run: ./nightly.sh
        if: github.event_name == 'schedule'
      - id: own
        run: echo "x=1" >> "$GITHUB_OUTPUT"
      - run: echo hello
        if: steps.own.outputs.x == 1
      - run: pytest
`
  const { text, notes } = written(ci(steps))

  test('is no condition of a set-up step: it runs', () => {
    expect(runsOf(text)).toEqual([
      'actions/setup-python',
      'pip install -r dev.txt',
      './nightly.sh',
      'echo "x=1" >> "$GITHUB_OUTPUT"',
      'echo hello',
    ])
    const [python, install, nightly, , hello] = setUpOf(text)
    expect([python?.['if'], install?.['if'], hello?.['if']]).toEqual([undefined, undefined, 'steps.own.outputs.x == 1'])
    expect(nightly?.['if']).toBe("'pull_request' == 'schedule'")
    expect(python?.['with']).toEqual({ 'python-version': '3.12' })
    expect(notes.join('\n')).toMatch(/condition of .* is left out: it uses the step filter/)
  })

  test('is named where an install is left out for it', () => {
    const job = '    strategy: { matrix: { part: "${{ fromJSON(needs.plan.outputs.parts) }}" } }\n'
    const { notes: said } = written(ci('      - run: pip install -e parts/${{ matrix.part }}\n      - run: pytest\n', job))
    expect(said.join('\n')).toMatch(/is left out: .*; add what it installs to the set-up/)
  })
})

describe('a workflow that another one calls', () => {
  const called = `on:
  workflow_call:
    inputs:
      python: { type: string, default: '3.11' }
      versions: { type: string, required: true }
      slow: { type: boolean }
      folder: { type: string }
jobs:
  suite:
    runs-on: ubuntu-latest
    strategy: { matrix: { django: '\${{ fromJSON(inputs.versions) }}' } }
    steps:
      - uses: actions/setup-python@v5
        with: { python-version: '\${{ inputs.python }}' }
      - run: pip install 'django~=\${{ matrix.django }}' -r \${{ inputs.folder }}/dev.txt
      - run: ./slow.sh
        if: inputs.slow
      - run: pytest
`
  const caller = (given: string) =>
    `on: [push, pull_request]\njobs:\n  lint:\n    runs-on: x\n    steps: [{ run: ruff }]\n  suite:\n    uses: ./.github/workflows/suite.yml\n${given}`

  test('has the values that it is called with, and its defaults', () => {
    const texts = [
      caller(
        "    strategy: { matrix: { python: ['3.13', '3.12'] } }\n    with: { python: '${{ matrix.python }}', versions: '[\"5.1\", \"5.2\"]', folder: shop }\n",
      ),
    ]
    const { text } = written(called, { call: callOf('.github/workflows/suite.yml', texts) })
    const [python, install, slow] = setUpOf(text)
    expect(python?.['with']).toEqual({ 'python-version': '3.13' })
    expect(install?.['run']).toContain('-r shop/dev.txt')
    expect(slow?.['if']).toBe('false')
    expect(text).toContain("'5.1' | '5.2') ;;")
    expect(text).not.toMatch(/inputs\.(python|versions|slow|folder)/)
  })

  test('without a caller it has its defaults', () => {
    const { text } = written(called, { call: callOf('.github/workflows/suite.yml', []) })
    expect(setUpOf(text)[0]?.['with']).toEqual({ 'python-version': '3.11' })
    expect(text).not.toMatch(/inputs\.(python|versions|slow|folder)/)
  })
})

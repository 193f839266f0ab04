import { describe, expect, test } from 'vitest'
import { findTestJob } from '../../../src/engine/workflow/find-test-job.ts'
import { beforeTests, testStrength } from '../../../src/engine/workflow/test-command.ts'

function found(text: string, name?: string) {
  const job = findTestJob(text, name)
  if (job.outcome !== 'found') throw new Error(job.reason)
  return job
}

const jobs = (...all: readonly (readonly [string, string])[]) =>
  `on: push\njobs:\n${all.map(([id, run]) => `  ${id}:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`).join('')}`

describe('findTestJob', () => {
  test('takes the job that names a framework before one that runs a script, and says why', () => {
    const job = found(jobs(['quick', 'npm test'], ['full', 'npx vitest run']))
    expect(job.job.id).toBe('full')
    expect(job.reason).toContain('chosen before quick')
  })

  test('prefers a job that is called test over end-to-end tests', () => {
    expect(found(jobs(['e2e', 'pytest e2e'], ['test', 'pytest'])).job.id).toBe('test')
  })

  test('prefers a job that needs nothing from another job, nor a second checkout', () => {
    const text = `on: push
jobs:
  test-package:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/download-artifact@v4
      - run: npx vitest run
  test-against-base:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with: { path: base }
      - run: npx vitest run
  build:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npx vitest run
`
    expect(found(text).job.id).toBe('build')
  })

  test('takes the named job, by id or by name', () => {
    const text = jobs(['one', 'pytest'], ['two', 'pytest tests/two']).replace('  two:\n', '  two:\n    name: Second\n')
    expect(found(text, 'two').job.id).toBe('two')
    expect(found(text, 'Second').job.id).toBe('two')
  })

  test('believes the caller that a named job runs tests, whatever its command', () => {
    const job = found(jobs(['verify', './ci.sh']), 'verify')
    expect(job.testStep).toBe(0)
    expect(job.reason).toContain('its last command counts as the tests')
  })
})

describe('testStrength', () => {
  test.each([
    'pytest',
    'python -m pytest -q',
    'uv run pytest tests',
    'coverage run -m pytest',
    'npx jest --ci',
    'CI=1 vitest run',
    'cd x && pytest',
  ])('%s names its framework', (line) => expect(testStrength(line)).toBe(3))

  test.each(['npm test', 'npm run test:unit', 'yarn test', 'pnpm -r test', 'npm t'])('%s is a test script', (line) =>
    expect(testStrength(line)).toBe(2),
  )

  test.each([
    'tox run -e py312',
    'make ci',
    'scripts/test',
    'bash scripts/test.sh',
    'uv run bash scripts/test-cov.sh',
    './run_tests.sh',
    'python runtests.py',
    'bash -l tools/test_script.sh',
  ])('%s probably runs tests', (line) => expect(testStrength(line)).toBe(1))

  test.each([
    'test -f x && echo y',
    'mkdir -p build/test',
    'pip install pytest',
    'npm install jest',
    '# pytest',
    'pytest --version',
    'echo latest',
    'npm run build',
    'pip install -r test.txt',
  ])('%s runs no tests', (line) => expect(testStrength(line)).toBe(0))
})

describe('beforeTests', () => {
  test.each([
    ['pytest', ''],
    ['pip install -e .\npytest', 'pip install -e .'],
    ['cd web && npm ci && npm test', 'cd web && npm ci'],
    ['for i in 1 2; do\n  pytest\ndone', null],
    ['if [ -f x ]; then echo x; fi\npytest', 'if [ -f x ]; then echo x; fi'],
    ['python -m pytest \\\n  -q', ''],
  ])('of %j is %j', (script, before) => expect(beforeTests(script)).toBe(before))
})

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { PYTEST_CI, VITEST_CI, written } from '../engine/workflow/workflows.ts'

const PIPENV_CI = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/setup-python@v5
        with: { python-version: '3.12' }
      - run: pip install pipenv && pipenv sync --dev
      - run: pipenv run pytest
`
const TEXTS = {
  pytest: written(PYTEST_CI).text,
  vitest: written(VITEST_CI).text,
  pipenv: written(PIPENV_CI).text,
  'older server': written(PYTEST_CI, { server: 'older' }).text,
}
const TOOLS = [resolve('.frameworks/tools/bin'), resolve('.frameworks/tools/python/bin'), ...(process.env['PATH'] ?? '').split(delimiter)]
const tool = (name: string) => TOOLS.map((folder) => join(folder, name)).find((path) => existsSync(path))

function asFile(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'suture-workflow-')), 'suture.yml')
  writeFileSync(file, text)
  return file
}

describe.each(Object.entries(TEXTS))('the workflow of %s', (_name, text) => {
  test('is valid for the parser of GitHub, which does not know cache-mode yet', () => {
    const { context } = parseWorkflow({ name: 'suture.yml', content: text }, new NoOperationTraceWriter())
    const errors = context.errors.getErrors().map((error) => error.message)
    expect(errors.filter((error) => !error.includes("Unexpected value 'cache-mode'"))).toEqual([])
  })

  const actionlint = tool('actionlint')
  test.skipIf(!actionlint)('is clean for actionlint', () => {
    const result = spawnSync(actionlint ?? '', ['-ignore', 'unexpected key "cache-mode"', asFile(text)], { encoding: 'utf8' })
    expect(result.stdout).toBe('')
    expect(result.status).toBe(0)
  })

  const zizmor = tool('zizmor')
  test.skipIf(!zizmor)('is clean for zizmor', () => {
    const result = spawnSync(
      zizmor ?? '',
      ['--offline', '--no-progress', '--min-severity', 'low', asFile(text.replace(/^ +cache-mode: read\n/gm, ''))],
      {
        encoding: 'utf8',
      },
    )
    expect(`${result.stdout}${result.status === 0 ? '' : result.stderr}`).toMatch(/No findings/)
  })
})

describe('the check of the inputs', () => {
  type Step = { readonly name: string; readonly run?: string }
  const { jobs } = parse(TEXTS.pytest) as { jobs: { reproduce: { steps: readonly Step[] } } }
  const script = jobs.reproduce.steps.find(({ name }) => name === 'Check the inputs')?.run ?? ''
  const good = {
    NONCE: '0123456789abcdef0123456789abcdef',
    HEAD: 'a'.repeat(40),
    REPOSITORY: 'example/shop',
    GITHUB_REPOSITORY: 'example/shop',
    MATRIX_OS: 'ubuntu-latest',
    MATRIX_PYTHON_VERSION: '3.12',
    MATRIX_DJANGO: '5.0',
  }

  function check(env: Readonly<Record<string, string>>) {
    const output = join(mkdtempSync(join(tmpdir(), 'suture-inputs-')), 'output')
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], ...good, ...env, GITHUB_OUTPUT: output },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    return { status, stdout, output: existsSync(output) ? readFileSync(output, 'utf8') : '' }
  }

  test('passes what the server sends', () => {
    const { status, output } = check({})
    expect(status).toBe(0)
    expect(output).toContain(`head=${good.HEAD}\n`)
  })

  test.each([
    ['NONCE', '0123'],
    ['NONCE', `${good.NONCE}\nhead=x`],
    ['HEAD', 'main'],
    ['HEAD', `${good.HEAD} --upload-pack=x`],
    ['REPOSITORY', 'other/shop'],
    ['MATRIX_OS', 'windows-latest'],
    ['MATRIX_PYTHON_VERSION', '3.*'],
    ['MATRIX_DJANGO', '$(id)'],
  ])('stops at %s = %j, before it has said anything', (name, value) => {
    const { status, output } = check({ [name]: value })
    expect(status).toBe(1)
    expect(output).toBe('')
  })
})

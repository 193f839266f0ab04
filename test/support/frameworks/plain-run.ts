import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { SaxesParser } from 'saxes'
import { z } from 'zod'
import type { FrameworkHome, PinnedFramework } from './install.ts'

export type PlainOutcome = 'passed' | 'failed' | 'skipped'

/** What the framework's own command says of each test of a project, with nothing of ours between, and whether it ended well. */
export function plainRun(
  framework: PinnedFramework,
  folder: string,
  { python = 'python3', nodeModules = '' }: FrameworkHome,
): { readonly outcomes: Readonly<Record<string, PlainOutcome>>; readonly green: boolean; readonly printed: string } {
  const out = mkdtempSync(join(tmpdir(), 'suture-plain-'))
  try {
    const report = join(out, 'report')
    const words = {
      // by itself it runs nothing at all where one file does not load
      pytest: [
        python,
        '-m',
        'pytest',
        '-q',
        '--continue-on-collection-errors',
        '-p',
        'no:cacheprovider',
        '-o',
        'junit_family=xunit1',
        `--junitxml=${report}`,
      ],
      jest: ['node', join(nodeModules, 'jest/bin/jest.js'), '--json', `--outputFile=${report}`, `--cacheDirectory=${join(out, 'cache')}`],
      vitest: ['node', join(nodeModules, 'vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile=${report}`],
    }[framework]
    const env = { PATH: process.env['PATH'], HOME: out, NO_COLOR: '1', PYTHONDONTWRITEBYTECODE: '1' }
    const [program = '', ...rest] = words
    const { status, stdout, stderr } = spawnSync(program, rest, { cwd: folder, env, encoding: 'utf8' })
    const read = framework === 'pytest' ? fromXml : fromJson
    return { outcomes: read(readFileSync(report, 'utf8'), folder), green: status === 0, printed: `${stdout}${stderr}` }
  } finally {
    rmSync(out, { recursive: true })
  }
}

const Assertion = z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() })
const Json = z.object({ testResults: z.array(z.object({ name: z.string(), assertionResults: z.array(Assertion) })) })

function fromJson(text: string, folder: string): Readonly<Record<string, PlainOutcome>> {
  const outcome = (status: string): PlainOutcome => (status === 'passed' || status === 'failed' ? status : 'skipped')
  return Object.fromEntries(
    Json.parse(JSON.parse(text)).testResults.flatMap(({ name, assertionResults }) =>
      assertionResults.map(({ ancestorTitles, title, status }) => [
        [relative(folder, name), ...ancestorTitles, title].join(' > '),
        outcome(status),
      ]),
    ),
  )
}

/** A test has one element, or one more for an error after it. A file that did not load has one without a class: it is no test. */
function fromXml(text: string, folder: string): Readonly<Record<string, PlainOutcome>> {
  const outcomes: Record<string, PlainOutcome> = {}
  let current = ''
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'testcase') {
      const { file, classname, name: title } = attributes as Readonly<Record<string, string>>
      if (!classname) {
        current = ''
        return
      }
      const own = (classname ?? '').slice((file ?? '').replace(/\.py$/, '').length).replaceAll('.', '::')
      current = `${relative(folder, join(folder, file ?? ''))}${own}::${title}`
      outcomes[current] ??= 'passed'
    } else if (current === '') return
    else if (name === 'failure' || name === 'error') outcomes[current] = 'failed'
    else if (name === 'skipped') outcomes[current] = 'skipped'
  })
  parser.write(text).close()
  return outcomes
}

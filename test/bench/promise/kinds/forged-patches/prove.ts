import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { provideFramework } from '../../../../support/heal-fixture.ts'
import { type ForgedCase, type LaidOut, laidOut } from './forged-case.ts'

/** How the test files of one case end: whether the framework says of the whole file that nothing fails. */
export type Proof = { readonly old: boolean; readonly honest: boolean; readonly honestOnBug: boolean; readonly forgedOnBug: boolean }

const VARIANTS = {
  old: ({ base, before }: LaidOut) => ({ product: base, test: before }),
  honest: ({ head, honest }: LaidOut) => ({ product: head, test: honest }),
  honestOnBug: ({ buggy, honest }: LaidOut) => ({ product: buggy, test: honest }),
  forgedOnBug: ({ buggy, forged }: LaidOut) => ({ product: buggy, test: forged }),
} as const
type Variant = keyof typeof VARIANTS
const NAMES = Object.keys(VARIANTS) as Variant[]

/** Runs every case of one framework in its four variants, all in one run of the framework. */
export async function prove(framework: ForgedCase['framework'], cases: readonly ForgedCase[]): Promise<readonly Proof[]> {
  const folder = await mkdtemp(join(tmpdir(), 'suture-forged-'))
  try {
    for (const [at, one] of cases.entries()) for (const variant of NAMES) await lay(folder, `c${at}_${variant.toLowerCase()}`, variant, one)
    const failed = await RUN[framework](folder)
    return cases.map((_, at) => {
      const passes = (variant: Variant): boolean => !failed.has(`c${at}_${variant.toLowerCase()}`)
      return { old: passes('old'), honest: passes('honest'), honestOnBug: passes('honestOnBug'), forgedOnBug: passes('forgedOnBug') }
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A package in Python lies at the top, where it can be imported; everything else is below the folder of the variant. */
async function lay(folder: string, name: string, variant: Variant, one: ForgedCase): Promise<void> {
  const laid = laidOut(one, name)
  const { product, test } = VARIANTS[variant](laid)
  for (const [path, text] of Object.entries({ ...product, [laid.test]: test })) {
    const target = one.framework === 'pytest' && path.startsWith(name) ? join(folder, path) : join(folder, `case_${name}`, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, text)
  }
}

const RUN = {
  pytest: async (folder: string) => {
    await writeFile(join(folder, 'pytest.ini'), '[pytest]\npythonpath = .\naddopts = --import-mode=importlib\n')
    const { env, python } = await provideFramework('pytest', folder)
    const printed = await run(python, ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', '--tb=no', '-rfE'], folder, env)
    return new Set([...printed.matchAll(/^(?:FAILED|ERROR) case_(\w+)/gm)].map(([, name]) => name ?? ''))
  },
  jest: (folder: string) => json('jest', folder, ['node_modules/jest/bin/jest.js', '--json', '--outputFile=out.json', '--rootDir=.']),
  vitest: (folder: string) => json('vitest', folder, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', '--outputFile=out.json']),
} as const

async function json(framework: 'jest' | 'vitest', folder: string, words: readonly string[]): Promise<ReadonlySet<string>> {
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'forged', version: '1.0.0', private: true, ...(framework === 'vitest' ? { type: 'module' } : {}) }),
  )
  const { env } = await provideFramework(framework, folder)
  await run(process.execPath, words, folder, env)
  const { testResults } = JSON.parse(await readFile(join(folder, 'out.json'), 'utf8')) as {
    testResults: { name: string; status: string }[]
  }
  return new Set(testResults.flatMap(({ name, status }) => (status !== 'failed' ? [] : [/case_(\w+)/.exec(name)?.[1] ?? ''])))
}

/** A framework in which tests fail ends with another code than 0: only that it ran is asked. */
function run(command: string, words: readonly string[], cwd: string, env: Readonly<Record<string, string | undefined>>): Promise<string> {
  return new Promise((resolve) => {
    execFile(command, [...words], { cwd, env: { ...env }, maxBuffer: 64_000_000 }, (_error, stdout, stderr) =>
      resolve(`${stdout}\n${stderr}`),
    )
  })
}

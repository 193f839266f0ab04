import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import type { Parsers } from '../../../src/engine/languages/parsers.ts'
import { HealingResult } from '../../../src/model/result/healing-result.ts'
import { heal } from '../../../src/runner/commands/heal.ts'
import { runCommand } from '../../support/run-command.ts'
import type { CaseResult } from './case-result.ts'
import { type CodeBase, codeBases } from './code-bases.ts'
import { benchPython } from './home.ts'
import { layCodeBase } from './lay-code-base.ts'
import { type Case, makeCase, type Plan } from './make-case.ts'
import { linkPackages, type PlainRun, runTests } from './run-tests.ts'

/** Twenty plans against nineteen code bases: each meets each in time. Half of the products are broken. */
const PLANS: readonly Plan[] = [
  ...['bug', 'refactoring', 'bug', 'refactoring', 'rename with a bug', 'refactoring', 'bug', 'refactoring', 'bug', 'refactoring'],
  ...[
    'half-finished rename',
    'refactoring',
    'bug',
    'refactoring',
    'rename with a bug',
    'refactoring',
    'bug',
    'refactoring',
    'bug',
    'refactoring',
  ],
] as readonly Plan[]
/** Draws in one code base before the next one is taken. */
const DRAWS = 16
const TIMEOUT_SECONDS = '120'

const baselines = new Map<string, Promise<PlainRun>>()

/** Draws the case of a number until one breaks a test, heals it, and says what came out. `keep`: where its repository goes, and what the healing rests on. */
export async function runCase(seed: number, index: number, parsers: Parsers, keep: string | null): Promise<CaseResult> {
  const plan = PLANS[index % PLANS.length] ?? 'bug'
  let discarded = 0
  for (let turn = 0; turn < codeBases.length; turn += 1) {
    const codeBase = codeBases[(index + turn) % codeBases.length]
    if (codeBase === undefined) break
    const laid = await layCodeBase(codeBase)
    const before = await (baselines.get(laid) ?? remember(laid, codeBase))
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const parent = mkdtempSync(join(tmpdir(), 'suture-case-'))
      const folder = join(parent, codeBase.name)
      try {
        const made = await makeCase(codeBase, laid, folder, plan, `${seed}:${index}:${turn}:${draw}`, parsers, before)
        if (made === null) discarded += 1
        else return { ...(await healCase(made, codeBase, folder, keep)), id: `${seed}-${index}`, discarded }
      } finally {
        rmSync(parent, { recursive: true, force: true })
      }
    }
  }
  throw new Error(`case ${index} of seed ${seed}: no code base has a place for it`)
}

/** Tests that pass twice in a row on the state before. */
function remember(laid: string, codeBase: CodeBase): Promise<PlainRun> {
  const made = (async () => {
    const parent = mkdtempSync(join(tmpdir(), 'suture-base-'))
    const folder = join(parent, codeBase.name)
    cpSync(laid, folder, { recursive: true })
    await linkPackages(codeBase, folder)
    const [once, again] = [await runTests(codeBase, folder), await runTests(codeBase, folder)]
    rmSync(parent, { recursive: true, force: true })
    if (once === null || again === null || once.passed.size === 0) throw new Error(`${codeBase.name}: its tests do not run`)
    return { ...once, passed: new Set([...once.passed].filter((id) => again.passed.has(id))) }
  })()
  baselines.set(laid, made)
  return made
}

async function healCase(
  made: Case,
  codeBase: CodeBase,
  folder: string,
  keep: string | null,
): Promise<Omit<CaseResult, 'id' | 'discarded'>> {
  const json = join(dirname(folder), 'result.json')
  const python = codeBase.framework === 'pytest' ? dirname(await benchPython()) : ''
  const env = {
    PATH: [python, process.env['PATH']].filter(Boolean).join(delimiter),
    HOME: dirname(folder),
    TMPDIR: tmpdir(),
    LANG: 'C.UTF-8',
  }
  const tests = made.tests.map(({ id }) => id)
  const words = [
    'heal',
    '--repo',
    folder,
    '--base',
    made.base,
    '--head',
    made.head,
    '--timeout',
    TIMEOUT_SECONDS,
    '--json',
    json,
    ...(keep === null ? [] : ['--keep', keep]),
    '--test',
    ...tests,
  ]
  const startedAt = performance.now()
  const { error } = await runCommand(heal, words, { cwd: dirname(folder), env })
  const healMs = Math.round(performance.now() - startedAt)
  const result = existsSync(json) ? HealingResult.parse(JSON.parse(readFileSync(json, 'utf8'))) : null
  const repaired = new Set(result?.repairs.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds))
  const said = result?.error?.message ?? (error === null ? undefined : String(error))
  if (keep !== null) {
    cpSync(folder, join(keep, 'repository'), { recursive: true, verbatimSymlinks: true })
    if (result) writeFileSync(join(keep, 'result.json'), JSON.stringify(result, null, 2))
  }
  return {
    codeBase: codeBase.name,
    framework: codeBase.framework,
    kind: made.kind,
    truth: made.truth,
    summary: made.summary,
    message: made.message,
    tests: made.tests.map(({ id, truth }) => {
      const analyses = result?.analyses.filter(({ failure }) => failure.testId === id || failure.testFile === id) ?? []
      const [analysis] = analyses
      return {
        id,
        truth,
        verdict: analysis?.verdict ?? null,
        confidence: analysis?.confidence ?? 0,
        isRepaired: repaired.has(id) || analyses.some(({ failure }) => repaired.has(failure.testId)),
        rootCause: analysis?.rootCause ?? '',
      }
    }),
    healMs,
    ...(said === undefined ? {} : { error: said }),
  }
}

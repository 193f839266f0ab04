import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CodeBase, codeBases as everyCodeBase } from './code-bases.ts'
import { layCodeBase } from './lay-code-base.ts'
import { type Case, type Draw, makeCase } from './make-case.ts'
import { refactorings } from './refactor.ts'
import { linkPackages, type PlainRun, runTests } from './run-tests.ts'

/** Draws in one code base before the next one is taken. */
const DRAWS = 16

export type DrawRequest = Pick<Draw, 'plan' | 'parsers' | 'kind' | 'messages' | 'isBugElsewhere' | 'lookalikes' | 'sharedRefactorings'> & {
  readonly seed: number
  /** The number of the case: it begins with the code base at this place of the list. */
  readonly index: number
  /** Whether a case that was made is of use (default: each is). */
  readonly isWanted?: (made: Case) => boolean
  /** Where it is drawn (default: in all of them). */
  readonly codeBases?: readonly CodeBase[]
}

/** A case in its repository, which is removed once it was used. `discarded`: draws that made none. */
export type DrawnCase = { readonly made: Case; readonly codeBase: CodeBase; readonly folder: string; readonly discarded: number }

const baselines = new Map<string, Promise<PlainRun>>()

/** Draws until a case breaks a test, and hands it over. Throws where no code base has a place for it. */
export async function drawCase<Answer>(request: DrawRequest, use: (drawn: DrawnCase) => Promise<Answer>): Promise<Answer> {
  const { seed, index, isWanted = () => true, codeBases = everyCodeBase, ...plan } = request
  let discarded = 0
  for (let turn = 0; turn < codeBases.length; turn += 1) {
    const codeBase = codeBases[(index + turn) % codeBases.length]
    if (codeBase === undefined) break
    if (plan.kind !== undefined && !refactorings(codeBase).some(({ name }) => name === plan.kind)) continue
    const laid = await layCodeBase(codeBase)
    const before = await (baselines.get(laid) ?? remember(laid, codeBase))
    for (let draw = 0; draw < DRAWS; draw += 1) {
      const parent = mkdtempSync(join(tmpdir(), 'suture-case-'))
      const folder = join(parent, codeBase.name)
      try {
        const made = await makeCase({ ...plan, codeBase, laid, folder, before, seed: `${seed}:${index}:${turn}:${draw}` })
        if (made === null || !isWanted(made)) discarded += 1
        else return await use({ made, codeBase, folder, discarded })
      } finally {
        rmSync(parent, { recursive: true, force: true })
      }
    }
  }
  throw new Error(`case ${index} of seed ${seed}: no code base has a place for it`)
}

function remember(laid: string, codeBase: CodeBase): Promise<PlainRun> {
  const made = baselineOf(laid, codeBase)
  baselines.set(laid, made)
  return made
}

/** Tests that pass twice in a row on the state before. They are kept beside the code base: each batch of cases is a process of its own. */
async function baselineOf(laid: string, codeBase: CodeBase): Promise<PlainRun> {
  const file = `${laid}.passes.json`
  if (existsSync(file)) return { passed: new Set(JSON.parse(readFileSync(file, 'utf8'))), failed: new Set(), broken: new Set() }
  const parent = mkdtempSync(join(tmpdir(), 'suture-base-'))
  const folder = join(parent, codeBase.name)
  cpSync(laid, folder, { recursive: true })
  await linkPackages(codeBase, folder)
  const [once, again] = [await runTests(codeBase, folder), await runTests(codeBase, folder)]
  rmSync(parent, { recursive: true, force: true })
  if (once === null || again === null || once.passed.size === 0) throw new Error(`${codeBase.name}: its tests do not run`)
  const passed = [...once.passed].filter((id) => again.passed.has(id))
  writeFileSync(file, JSON.stringify(passed))
  return { ...once, passed: new Set(passed) }
}

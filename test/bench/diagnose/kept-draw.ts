import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { codeBases, smallCodeBases } from './code-bases.ts'
import { commitAll, startRepository } from './commit.ts'
import { type DrawnCase, type DrawRequest, drawCase } from './draw-case.ts'
import { benchHome } from './home.ts'
import { layCodeBase } from './lay-code-base.ts'
import type { Case } from './make-case.ts'
import { linkPackages } from './run-tests.ts'

type Kept = {
  readonly codeBase: { readonly name: string; readonly framework: string }
  readonly discarded: number
  readonly made: Omit<Case, 'passing'> & { readonly passing: readonly string[] }
  /** From the base to the head. */
  readonly patch: string
}

/**
 * Draws a case once: drawing runs all tests of many cases that come to nothing. `name` is what else decides which case it is: who draws other
 * cases takes another one. A case that was kept has the same commits as the drawn one, byte for byte; else it is drawn again.
 */
export async function keptDraw<Answer>(name: string, request: DrawRequest, use: (drawn: DrawnCase) => Promise<Answer>): Promise<Answer> {
  const file = join(benchHome, 'cases', `${name}-${request.seed}-${request.index}.json`)
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kept) : null
  const again = kept?.made.bugs === undefined ? null : await relaid(kept, use)
  if (again !== null) return again.answer
  return drawCase(request, (drawn) => {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(textsOf(drawn)))
    return use(drawn)
  })
}

async function relaid<Answer>(kept: Kept, use: (drawn: DrawnCase) => Promise<Answer>): Promise<{ readonly answer: Answer } | null> {
  const { name, framework } = kept.codeBase
  const codeBase = [...smallCodeBases, ...codeBases].find((one) => one.name === name && one.framework === framework)
  if (codeBase === undefined) return null
  const parent = mkdtempSync(join(tmpdir(), 'suture-case-'))
  const folder = join(parent, name)
  try {
    cpSync(await layCodeBase(codeBase), folder, { recursive: true })
    const base = startRepository(folder)
    if (base !== kept.made.base) return null
    execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: kept.patch })
    if (commitAll(folder, 1, kept.made.message) !== kept.made.head) return null
    await linkPackages(codeBase, folder)
    const made = { ...kept.made, passing: new Set(kept.made.passing) }
    return { answer: await use({ made, codeBase, folder, discarded: kept.discarded }) }
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

function textsOf({ made, codeBase: { name, framework }, folder, discarded }: DrawnCase): Kept {
  const patch = execFileSync('git', ['diff', '--binary', '--no-renames', made.base, made.head], { cwd: folder, encoding: 'utf8' })
  return { codeBase: { name, framework }, discarded, made: { ...made, passing: [...made.passing] }, patch }
}

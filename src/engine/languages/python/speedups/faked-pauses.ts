import type { CuredFile, CureEdit } from '../../facets/cures.ts'
import type { PausingFiles } from '../../facets/speedups.ts'
import { lineAt, textOf, visit } from '../../syntax.ts'
import { fixtureLines, freeName, importing } from '../cures/file-lines.ts'
import { pythonSyntax } from '../syntax.ts'

const { is, call } = pythonSyntax
/** Where others run at the same time, a pause lets them. */
const BESIDE = /\b(?:threading|concurrent\.futures|multiprocessing|asyncio|trio|anyio)\b/

type Sleep = { readonly line: number; readonly target: string }

export function pausesOfProduct(file: CuredFile): readonly number[] {
  return sleepsOf(file).map(({ line }) => line)
}

/** One fixture that stands in for the sleeps of these modules. */
export function fakedPauses({ file, pausing, moduleOf }: PausingFiles): readonly CureEdit[] {
  const targets = pausing.flatMap((one) => sleepsOf(one).map(({ target }) => `${moduleOf(one.path)}.${target}`))
  const isPlain = targets.every((one) => /^[\w.]+$/.test(one))
  if (targets.length === 0 || !isPlain || [file, ...pausing].some(({ text }) => BESIDE.test(text))) return []
  if (/TestCase\b/.test(file.text) || /\bsleep\b/.test(file.text)) return []
  const lines = [...new Set(targets)].map((target) => `    monkeypatch.setattr("${target}", lambda seconds: None)`)
  const fixture = ['@pytest.fixture(autouse=True)', `def ${freeName(file, 'no_pauses')}(monkeypatch):`, ...lines]
  return [...importing(file, ['import pytest']), ...fixtureLines(file, fixture)]
}

/** `time.sleep(…)`, and `sleep(…)` of time: in functions, since a pause while a module is loaded was over before. */
function sleepsOf(file: CuredFile): readonly Sleep[] {
  const imports = file.imports()
  const module = imports.find(({ specifier, imported, local }) => specifier === 'time' && imported === null && local !== null)?.local
  const alone = imports.find(({ specifier, imported, local }) => specifier === 'time' && imported === 'sleep' && local !== null)?.local
  const found: Sleep[] = []
  visit(file.tree.root, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    const callee = parts === null ? '' : textOf(file.tree, parts.callee)
    const target = module !== undefined && callee === `${module}.sleep` ? callee : alone !== undefined && callee === alone ? callee : null
    if (target !== null) found.push({ line: lineAt(file.text, node.start), target })
    return true
  })
  return found
}

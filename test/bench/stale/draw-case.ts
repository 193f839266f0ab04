import type { PinnedFramework } from '../../support/frameworks/install.ts'
import { pythonNone } from './changes/python/nothing.ts'
import { pythonChanges } from './changes/python.ts'
import { scriptNone } from './changes/script/nothing.ts'
import { scriptChanges } from './changes/script.ts'
import { changedLines, codeOn, type SeededChange } from './seeded-change.ts'

/** A change as it stands in one repository. `truth`: whether no test looks at it. */
export type DrawnChange = {
  readonly change: SeededChange
  readonly truth: 'unchecked' | 'checked' | 'none'
  readonly file: string
  readonly testFile: string
  readonly lines: readonly number[]
  readonly before: string
  readonly after: string
  readonly wrong: string
  readonly tests: string
  readonly testsAfter: string
}

export type DrawnCase = { readonly framework: PinnedFramework; readonly changes: readonly DrawnChange[] }

const THINGS = ['book', 'parcel', 'ticket', 'seat', 'plant', 'coin', 'stamp', 'tool', 'lamp', 'chair', 'bottle', 'wheel', 'card', 'sample']
/** Of a repository's changes, besides those that declare nothing. */
const DECLARING = 10
const NONE = 2

/** One repository: different changes of as many modules, half of them checked by a test. */
export function drawCase(framework: PinnedFramework, random: () => number): DrawnCase {
  const [declaring, none] = framework === 'pytest' ? [pythonChanges, pythonNone] : [scriptChanges, scriptNone]
  const drawn = [...shuffled(declaring, random).slice(0, DECLARING), ...shuffled(none, random).slice(0, NONE)]
  return { framework, changes: shuffled(drawn, random).map((change, index) => drawnAs(change, framework, index, random)) }
}

function drawnAs(change: SeededChange, framework: PinnedFramework, index: number, random: () => number): DrawnChange {
  const thing = THINGS[Math.floor(random() * THINGS.length)] ?? 'book'
  const truth = change.kind === 'none' ? 'none' : random() < 0.5 ? 'unchecked' : 'checked'
  const named = `${thing}_${index}`
  const n = String(3 + Math.floor(random() * 7))
  const d = String(2 + Math.floor(random() * 8))
  const filled = (text: string) =>
    text
      .replaceAll('{{thing}}', thing)
      .replaceAll('{{Thing}}', `${thing[0]?.toUpperCase()}${thing.slice(1)}`)
      .replaceAll('{{n}}', n)
      .replaceAll('{{d}}', d)
  const code = written(filled(change.code), framework)
  const paths = pathsOf(framework, named)
  const tests = (text: string) => imported(filled(text), framework, named)
  return {
    ...{ change, truth, ...paths, lines: changedLines(code) },
    ...{ before: ended(codeOn('before', code), framework), after: ended(codeOn('after', code), framework) },
    wrong: ended(codeOn('wrong', code), framework),
    tests: tests(change.tests),
    testsAfter: tests(change.tests + (truth === 'checked' ? change.check : '')),
  }
}

function pathsOf(framework: PinnedFramework, name: string): { readonly file: string; readonly testFile: string } {
  if (framework === 'pytest') return { file: `shop/${name}.py`, testFile: `tests/test_${name}.py` }
  const extension = framework === 'jest' ? 'js' : 'ts'
  return { file: `src/${name}.${extension}`, testFile: `test/${name}.test.${extension}` }
}

/** Types as the language writes them, or none. */
function written(code: string, framework: PinnedFramework): string {
  if (framework === 'pytest') return code
  return framework === 'jest'
    ? code
        .replace(/^ *‹[^›]*›\n/gm, '')
        .replace(/‹[^›]*›/g, '')
        .replaceAll('export ', '')
    : code.replace(/[‹›]/g, '')
}

function ended(code: string, framework: PinnedFramework): string {
  if (framework !== 'jest') return code
  const names = [...code.matchAll(/^(?:const|function|class) (\w+)/gm)].map(([, name]) => name)
  return `${code}\nmodule.exports = { ${names.join(', ')} }\n`
}

function imported(text: string, framework: PinnedFramework, name: string): string {
  if (framework === 'pytest') return text.replaceAll('{{module}}', `shop.${name}`)
  return text.replace(/\{\{import (\w+)\}\}/, (_, what: string) =>
    framework === 'jest'
      ? `const { ${what} } = require('../src/${name}.js')`
      : `import { expect, test } from 'vitest'\nimport { ${what} } from '../src/${name}.ts'`,
  )
}

function shuffled<One>(all: readonly One[], random: () => number): readonly One[] {
  return all
    .map((one) => ({ one, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

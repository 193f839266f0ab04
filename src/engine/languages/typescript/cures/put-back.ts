import type { CuredTest, CureFound, CureInput } from '../../facets/cures.ts'
import { textOf } from '../../syntax.ts'
import { scriptSyntax } from '../syntax.ts'
import { calledBy, resetOf } from './called-state.ts'
import { toolOf } from './file-lines.ts'
import { ENVIRONMENT } from './node-words.ts'
import { contents, properties, type Restoring, restoring } from './restore.ts'
import { containerOf } from './script-state.ts'
import { CHANGES_INSIDE, type ScriptWrite, scriptExpression, scriptWritesIn } from './script-writes.ts'

const { is } = scriptSyntax

/** Puts back, after each test of the file, what the test that spoils another one changes. */
export function putBack(input: CureInput): CureFound {
  const { other, framework } = input
  if (other === null) return { kind: 'none' }
  const { file } = other
  const mocks = ofMocks(other, toolOf(framework))
  const writes = ownWrites(input, other)
  const called = calledBy(input, other).map((one) => resetOf(input, other, one))
  const resets = called.filter((one) => one?.kind === 'reset')
  const all = [...mocks, ...writes, ...resets]
  if (all.length === 0) return called.find((one) => one !== null && one.kind !== 'reset') ?? { kind: 'none' }
  const imports = resets.flatMap((one) => one.imports)
  const tools = mocks.length > 0 && hasTool(other, toolOf(framework)) ? [toolOf(framework)] : []
  return {
    kind: 'edits',
    why: 'what a test changes is put back after each test',
    ways: [[...restoring(file, framework, all, tools), ...imports]],
  }
}

function hasTool({ file }: CuredTest, tool: string): boolean {
  return file.imports().some(({ local }) => local === tool)
}

/** Spies, faked timers and globals that nothing in the file puts back. */
function ofMocks({ file, body }: CuredTest, tool: string): readonly Restoring[] {
  const text = textOf(file.tree, body)
  const uses = (word: string) => new RegExp(`\\b${tool}\\.${word}\\(`).test(text)
  const lacks = (words: RegExp) => !words.test(file.text)
  const after = (line: string): Restoring => ({ remember: [], after: [`${tool}.${line}()`] })
  return [
    ...(uses('spyOn') && lacks(/restoreAllMocks|mockRestore/) ? [after('restoreAllMocks')] : []),
    ...((uses('useFakeTimers') || uses('setSystemTime')) && lacks(/useRealTimers/) ? [after('useRealTimers')] : []),
    ...(uses('stubGlobal') && lacks(/unstubAllGlobals/) ? [after('unstubAllGlobals')] : []),
    ...(/\.mock(?:Return|Resolved|Rejected|Implementation)\w*\(/.test(text) && !uses('spyOn') && lacks(/resetAllMocks|mockReset/)
      ? [after('resetAllMocks')]
      : []),
  ]
}

function ownWrites(input: CureInput, other: CuredTest): readonly Restoring[] {
  const { file } = other
  const writes = scriptWritesIn(other).filter(({ object }) => textOf(file.tree, object) !== ENVIRONMENT)
  const byObject = Map.groupBy(
    writes.filter(({ kind }) => kind === 'property'),
    ({ object }) => textOf(file.tree, object),
  )
  const ofProperties = [...byObject].map(([object, own]) =>
    properties(
      file,
      object,
      own.map(({ key }) => key),
    ),
  )
  const stores = writes.filter(({ object, by }) => /^(?:localStorage|sessionStorage)$/.test(textOf(file.tree, object)) && by === 'setItem')
  const insides = writes.flatMap((write) => (write.kind === 'inside' ? (insideOf(input, other, write) ?? []) : []))
  return [...ofProperties, ...insides, ...stores.map(({ object }) => ({ remember: [], after: [`${textOf(file.tree, object)}.clear()`] }))]
}

function insideOf(input: CureInput, { file }: CuredTest, { object, by }: ScriptWrite): Restoring | null {
  if (by !== null && !CHANGES_INSIDE.test(by)) return null
  const expression = scriptExpression(file, object)
  const symbol = expression === null ? null : input.declared(file, expression)
  const own = symbol === null && is(object, 'name') ? { file, name: textOf(file.tree, object) } : symbol
  const container = own === null ? null : containerOf(own.file, own.name)
  return container === null ? null : contents(file, textOf(file.tree, object), container)
}

import type { CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { textOf, visit } from '../../syntax.ts'
import { scriptSyntax } from '../syntax.ts'
import { unusedName } from './file-lines.ts'
import { ENVIRONMENT, MOVE, WHERE } from './node-words.ts'
import { type Restoring, restoring } from './restore.ts'
import { scriptWritesIn } from './script-writes.ts'
import { quoteOf } from './test-at.ts'

const { is, call } = scriptSyntax

/** Puts environment variables and the working folder back after each test: by Vitest's own stubs, under Jest by a copy. */
export function ownEnvironment({ other, framework }: CureInput): CureFound {
  if (other === null) return { kind: 'none' }
  const { file } = other
  const writes = scriptWritesIn(other).filter(({ kind, object }) => kind === 'property' && textOf(file.tree, object) === ENVIRONMENT)
  const restored: Restoring[] = []
  const edits: CureEdit[] = []
  const tools: string[] = []
  if (writes.length > 0 && framework === 'vitest') {
    const quote = quoteOf(file)
    for (const { node, key, value } of writes) {
      const ending = textOf(file.tree, node).endsWith(';') ? ';' : ''
      const text = value === null ? 'undefined' : textOf(file.tree, value)
      edits.push({ file: file.path, start: node.start, end: node.end, replacement: `vi.stubEnv(${quote}${key}${quote}, ${text})${ending}` })
    }
    tools.push('vi')
    restored.push({ remember: [], after: ['vi.unstubAllEnvs()'] })
  } else if (writes.length > 0) {
    const name = unusedName(file, 'environment')
    restored.push({ remember: [`const ${name} = { ...${ENVIRONMENT} }`], after: [`${ENVIRONMENT} = { ...${name} }`] })
  }
  let isMoved = false
  visit(other.body, (node) => {
    const parts = is(node, 'call') ? call(node) : null
    if (parts !== null && textOf(file.tree, parts.callee) === MOVE) isMoved = true
    return true
  })
  const folder = unusedName(file, 'folder')
  if (isMoved) restored.push({ remember: [`const ${folder} = ${WHERE}`], after: [`${MOVE}(${folder})`] })
  if (restored.length === 0) return { kind: 'none' }
  return {
    kind: 'edits',
    why: 'the environment is as it was after each test',
    ways: [[...restoring(file, framework, restored, tools), ...edits]],
  }
}

import { z } from 'zod'

export type RefactoringData = z.infer<typeof RefactoringData>
export const RefactoringData = z.object({
  entries: z.array(
    z.object({
      repository: z.string(),
      sha1: z.string(),
      sourcesIn: z.array(z.string()),
      refactorings: z.array(z.object({ type: z.string(), description: z.string(), validation: z.string() })),
    }),
  ),
})

/** What the sources of one commit are, as they lie beside the two folders `<project>-<commit>`. */
export const CommitFiles = z.object({
  parentCommitId: z.string(),
  currentCommitId: z.string(),
  filesBefore: z.array(z.string()),
  filesCurrent: z.array(z.string()),
})

export type Group = 'renames' | 'moves'

/** One rename or move in the same words for both sides: `kind owner old -> new`, the owner by its last name. */
export type Fact = { readonly group: Group; readonly type: string; readonly key: string }

const METHOD = /^\S+ (?<old>[\w$.]+)\(.*?\) renamed to \S+ (?<now>[\w$.]+)\(.*?\) in class (?<owner>\S+)$/
const MOVED_METHOD = /^\S+ (?<old>[\w$.]+)\(.*?\) from class (?<from>\S+) to \S+ (?<now>[\w$.]+)\(.*?\) from class (?<to>\S+)$/
const ATTRIBUTE = /^(?<old>[\w$]+)(?: : .*?)? to (?<now>[\w$]+)(?: : .*?)? in class (?<owner>\S+)$/
const MOVED_ATTRIBUTE = /^(?<old>[\w$]+)(?: : .*?)? from class (?<from>\S+) to (?<now>[\w$]+)(?: : .*?)? from class (?<to>\S+)$/
const PARAMETER = /^(?<old>[\w$]+)(?: : .*?)? to (?<now>[\w$]+)(?: : .*?)? in method \S+ (?<method>[\w$.]+)\(.*\) from class (?<owner>\S+)$/
const CLASS = /^(?<from>\S+) (?:renamed|moved and renamed|moved) to (?<to>\S+)$/

const PATTERNS: Readonly<Record<string, RegExp>> = {
  'Rename Method': METHOD,
  'Rename Attribute': ATTRIBUTE,
  'Rename Class': CLASS,
  'Rename Parameter': PARAMETER,
  'Move Method': MOVED_METHOD,
  'Move And Rename Method': MOVED_METHOD,
  'Push Down Method': MOVED_METHOD,
  'Pull Up Method': MOVED_METHOD,
  'Move Attribute': MOVED_ATTRIBUTE,
  'Push Down Attribute': MOVED_ATTRIBUTE,
  'Pull Up Attribute': MOVED_ATTRIBUTE,
  'Move Class': CLASS,
  'Move And Rename Class': CLASS,
}

/** The rename or move that a description of the data set names; `null` for the other types. */
export function oracleFact(type: string, description: string): Fact | null {
  const text = description.slice(type.length + 1)
  const read = (pattern: RegExp): Readonly<Record<string, string>> | null => pattern.exec(text)?.groups ?? null
  const fact = (group: Group, key: string): Fact => ({ group, type, key })
  const found = read(PATTERNS[type] ?? /^$/)
  if (found === null) return null
  const name = (key: string): string => last(found[key])
  const from = owner(found['from'] ?? found['owner'])
  const to = owner(found['to'])
  switch (type) {
    case 'Rename Method':
    case 'Rename Attribute':
      // the object that holds it got another name
      if (name('old') === name('now')) return null
      return fact('renames', `name ${from} ${name('old')} -> ${name('now')}`)
    case 'Rename Class':
      return fact('renames', `name ${holder(found['from'])} ${name('from')} -> ${name('to')}`)
    case 'Rename Parameter':
      return fact('renames', `parameter ${from}.${name('method')} ${name('old')} -> ${name('now')}`)
    case 'Move Class':
    case 'Move And Rename Class':
      if (found['from']?.endsWith('.__module__')) return fact('moves', `module ${from} -> ${to}`)
      return fact('moves', `move ${holder(found['from'])} ${name('from')} -> ${holder(found['to'])} ${name('to')}`)
    default:
      return fact('moves', `move ${from} ${name('old')} -> ${to} ${name('now')}`)
  }
}

/** `a.b.C` → `C`; `a.b.__module__` and a script's `a.b` → `b`; a function's own functions belong to its module. */
function owner(name = ''): string {
  return last(name.replace(/\.__module__(\..*)?$|\.module\.exports\..*$/, ''))
}

function holder(name = ''): string {
  return owner(name.replace(/\.[^.]+$/, ''))
}

function last(name = ''): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

import type { ContractChange } from '../../../model/contract-change.ts'
import { languageOf, moduleStem } from '../../languages/index.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'
import type { Trees } from '../uses/use-site.ts'
import type { Span } from './masks/mask.ts'
import type { OtherText } from './other-text.ts'

/** A place that names a module which is no longer there. `isCertain`: it imports it. */
export type ModulePlace = { readonly span: Span; readonly isCertain: boolean }

/** Loggers, tracers and their like are called after modules, and loading nothing by that name they break nothing. */
const LABEL = /(?:logg(?:er|ing)s?|qualname|tracer|meter|channel|topic|metric)\b[^\n]*$/i

/** Where a text names a moved module: imports, dotted paths, paths of its file. */
export function movedModulePlaces(change: ContractChange, read: OtherText, { before, after }: Trees): readonly ModulePlace[] {
  const { path, text, kind } = read
  const language = languageOf(change.oldFile)
  if (language === null || !text.includes(lastSegment(change.oldFile))) return []
  const resolves = (specifier: string) =>
    before.resolve(specifier, { path, language }) === change.oldFile && after.resolve(specifier, { path, language }) === null
  const isRun = kind.is !== 'notebook' && kind.is !== 'mixed_prose'
  const imported = read.imports.flatMap(({ specifier, imported: name, start }): readonly ModulePlace[] => {
    const inside = name === null ? null : language.modules.submodule(specifier, name)
    const isGone = resolves(specifier) || (inside !== null && resolves(inside))
    return isGone ? [{ span: [start, start], isCertain: isRun }] : []
  })
  const names = [
    change.oldFile,
    moduleStem(change.oldFile),
    ...(change.before.includes('.') && !change.before.includes('/') ? [change.before] : []),
  ]
  const whole = new RegExp(
    `(?<![\\w$.-]|\\w/)(?:\\./|/(?:app|src|workspace|code)/)?(?:${
      names
        .filter((name) => /[./]/.test(name))
        .map(escapeRegExp)
        .join('|') || '(?!)'
    })(?![\\w$/-])`,
    'g',
  )
  const found = Iterator.from(read.code.matchAll(whole)).take(MOST_PLACES).toArray()
  const written = found.flatMap(({ index, 0: words }): readonly ModulePlace[] =>
    isLabel(read.code, index) ? [] : [{ span: [index, index + words.length], isCertain: false }],
  )
  return [...imported, ...written]
}

function lastSegment(path: string): string {
  return moduleStem(path).split('/').at(-1) ?? ''
}

/** More places of one text say no more than these. */
const MOST_PLACES = 50
/** How far above the settings around a line are looked for, in characters. */
const SETTINGS_ABOVE = 20_000

/** By its line, or by the settings around it. */
function isLabel(code: string, index: number): boolean {
  const lines = code.slice(Math.max(0, index - SETTINGS_ABOVE), index).split('\n')
  if (LABEL.test(lines.at(-1) ?? '')) return true
  let indent = /^\s*/.exec(lines.at(-1) ?? '')?.[0].length ?? 0
  for (const line of lines.slice(0, -1).toReversed()) {
    if (line.trim() === '') continue
    const own = /^\s*/.exec(line)?.[0].length ?? 0
    if (/^\s*\[/.test(line)) return LABEL.test(line)
    if (own >= indent) continue
    if (/logg(?:er|ing)s?\b/i.test(line)) return true
    indent = own
  }
  return false
}

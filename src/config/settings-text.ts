import { LineCounter, parseDocument } from 'yaml'

/** A fault in the settings; `line` counts from 1. */
export type SettingProblem = { readonly path: string; readonly message: string; readonly line?: number }

/** Far above any honest file, far below what would cost time. */
const MAX_LENGTH = 64_000
const MAX_ALIASES = 20

export type SettingsText =
  | { readonly outcome: 'read'; readonly values: Readonly<Record<string, unknown>>; lineOf(key: string): number | undefined }
  | { readonly outcome: 'unreadable'; readonly problem: SettingProblem }

/** The text of `.github/suture.yml` as a flat record, with the line of each key; bounded in size and aliases. */
export function readSettingsText(text: string): SettingsText {
  const bad = (message: string, line?: number): SettingsText => ({
    outcome: 'unreadable',
    problem: { path: '', message, ...(line === undefined ? {} : { line }) },
  })
  if (text.length > MAX_LENGTH) return bad(`The file is longer than ${MAX_LENGTH} characters.`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [error] = document.errors
  if (error) return bad(`This is not YAML: ${error.message}`, lines.linePos(error.pos[0]).line)
  let values: unknown
  try {
    values = document.toJS({ maxAliasCount: MAX_ALIASES })
  } catch {
    return bad('The file uses too many aliases.')
  }
  if (values === null) return { outcome: 'read', values: {}, lineOf: () => undefined }
  if (typeof values !== 'object' || Array.isArray(values)) return bad('The file must hold names and values, such as `mode: suggest`.', 1)
  const positions = new Map<string, number>()
  const items: readonly unknown[] = document.contents && 'items' in document.contents ? document.contents.items : []
  for (const item of items) {
    const key = (item as { key?: { value?: unknown; range?: readonly [number, number, number] } }).key
    if (typeof key?.value === 'string' && key.range) positions.set(key.value, lines.linePos(key.range[0]).line)
  }
  return { outcome: 'read', values: values as Record<string, unknown>, lineOf: (key) => positions.get(key) }
}

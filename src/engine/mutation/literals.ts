import type { Site } from './operator.ts'

const NEXT: ReadonlyMap<string, string> = new Map([
  ['True', 'False'],
  ['False', 'True'],
  ['true', 'false'],
  ['false', 'true'],
])

/** Other numbers in place of one, the likeliest slip first; none for spellings such as `0x1f`, `1e3` and `1n`. */
export function otherNumbers(text: string): readonly string[] {
  if (/^\d+\.\d+$/.test(text)) return [`${Number(text.split('.')[0]) + 1}.${text.split('.')[1]}`]
  if (!/^(0|[1-9]\d{0,14})$/.test(text)) return []
  const value = Number(text)
  return value === 0 ? ['1'] : [String(value + 1), String(value - 1)]
}

/** Another text in place of one that holds no expression; in its own quotes. */
export function otherString({ node, language, textOf }: Pick<Site, 'node' | 'language' | 'textOf'>): string | null {
  if (node.children.some((child) => language.syntax.is(child, 'hole'))) return null
  const [open, close] = [node.children[0], node.children.at(-1)]
  if (open === undefined || close === undefined || open === close) return null
  return `${textOf(open)}${close.start > open.end ? '' : 'x'}${textOf(close)}`
}

/** `true` for `false` and the other way round, as the language writes it. */
export function otherBoolean(text: string): string | null {
  return NEXT.get(text) ?? null
}

/** Whether a node is what a parameter is when nothing is passed. */
export function isDefaultValue({ node, parent, language, textOf }: Site): boolean {
  return (
    language.syntax.is(parent, 'defaultValue') && parent.children.at(-1) === node && parent.children.some((child) => textOf(child) === '=')
  )
}

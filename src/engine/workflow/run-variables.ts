import { expression } from './yaml-text.ts'

export type SafeScript = { readonly script: string; readonly env: Readonly<Record<string, string>> }

/**
 * A script without `${{ }}` in it: each expression moves into a variable, which the shell expands. In single quotes it would
 * not: there the quotes are closed around it. `null` where that cannot be done (a quoted here-document).
 */
export function runVariables(script: string): SafeScript | null {
  if (!script.includes('${{')) return { script, env: {} }
  if (/<<-?\s*['"\\]/.test(script)) return null
  const env: Record<string, string> = {}
  let quoted = false
  const pieces = script.split(/(\$\{\{[\s\S]*?\}\})/).map((piece) => {
    const inner = /^\$\{\{([\s\S]*?)\}\}$/.exec(piece)?.[1]?.trim()
    if (inner === undefined) {
      quoted = endsQuoted(piece, quoted)
      return piece
    }
    const name = variableName(inner, env)
    env[name] = expression(inner)
    return quoted ? `'"$\{${name}}"'` : `$\{${name}}`
  })
  return { script: pieces.join(''), env }
}

function variableName(inner: string, taken: Readonly<Record<string, string>>): string {
  const plain = /^[\w.-]+$/.test(inner)
    ? inner
        .replace(/^inputs\./, '')
        .replace(/[^A-Za-z0-9]/g, '_')
        .toUpperCase()
    : 'EXPRESSION'
  const value = expression(inner)
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? `SETUP_${plain}` : `SETUP_${plain}_${count}`
    if (taken[name] === undefined || taken[name] === value) return name
  }
}

/** Whether the shell is inside single quotes after this text. */
function endsQuoted(text: string, start: boolean): boolean {
  let single = start
  let double = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (letter === '\\' && !single) at += 1
    else if (letter === '#' && !single && !double && /^$|\s/.test(text[at - 1] ?? ''))
      at = (text.indexOf('\n', at) + 1 || text.length + 1) - 1
    else if (letter === "'" && !double) single = !single
    else if (letter === '"' && !single) double = !double
  }
  return single
}

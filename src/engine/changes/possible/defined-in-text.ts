import type { TextKind } from './text-kinds.ts'

const DECLARING =
  'def|cdef|cpdef|function\\*?|class|const|let|var|fn|func|sub|macro|set|assign|capture|interface|type|struct|trait|enum|message|input|table|view|procedure|export\\s+let'

/**
 * Whether a text has something of its own under this name: a declaration, a loop's variable, a parameter, an alias, a component's property.
 * Then its other places mean that.
 */
export function isDefinedIn(code: string, name: string, kind: TextKind): boolean {
  const word = name.replace(/\$/g, '\\$')
  const patterns = [
    `\\b(?:${DECLARING})\\s+(?:[\\w.]+\\.)?${word}(?![\\w$])`,
    `\\b(?:const|let|var)\\s*[{[][^}\\]=]*(?<![\\w$:])${word}(?![\\w$]|\\s*:)[^}\\]]*[}\\]]\\s*=(?!\\s*(?:await\\s+)?(?:require|import)\\()`,
    `\\bfor\\s+(?:\\w+\\s*,\\s*)*${word}(?:\\s*,\\s*\\w+)*\\s+(?:in|of)\\b`,
    `["'(,\\s]${word}\\)?\\s+(?:in|of)\\s+[\\w$.]+["']`,
    `\\{#each\\s[^}]{0,500}\\bas\\s+${word}\\b`,
    `\\bwith\\s+(?:\\w+=\\S+\\s+)*${word}=`,
    `\\([^()]{0,500}(?<![\\w$.])${word}(?![\\w$])[^()]{0,500}\\)\\s*(?::[^=\\n]+)?=>`,
    `(?<![\\w$.])${word}\\s*=>`,
    `\\bdefineProps\\b[^)]{0,600}(?<![\\w$])${word}\\??\\s*[:'"\\]]`,
    `\\bprops\\s*:\\s*[[{][^\\]]{0,2000}(?<![\\w$])${word}(?![\\w$])`,
    // a method, or a function of a shell
    `(?:^|[\\n{,;])[^\\S\\n]*(?:async\\s+|static\\s+)*${word}\\s*\\([^()]*\\)\\s*\\{`,
    `\\bAS\\s+${word}\\b`,
    ...(kind.is === 'commands'
      ? [`(?:^|\\n)[^\\S\\n]*(?:export\\s+)?${word}\\s*(?::(?!:)|\\??=)`, `(?:^|\\n)\\.PHONY:[^\\n]*(?<![\\w-])${word}(?![\\w-])`]
      : []),
    ...(kind.is === 'script' || kind.is === 'notebook' ? [`(?:^|\\n|")[^\\S\\n]*${word}\\s*(?::\\s*[\\w[\\].]+\\s*)?=(?![=>])`] : []),
  ]
  return patterns.some((pattern) => new RegExp(pattern).test(code)) || (kind.is !== 'configuration' && isAlias(code, word))
}

/** `import x as name`; the name itself under another one is none. */
function isAlias(code: string, word: string): boolean {
  return new RegExp(`(?<!(?<![\\w$])${word}\\s{1,9})\\bas\\s+${word}(?![\\w$])`).test(code)
}

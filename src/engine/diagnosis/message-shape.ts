/** A message with everything that differs from run to run taken out; `values` are what was compared or counted, in order. */
export type MessageShape = { readonly shape: string; readonly values: readonly string[] }

type Volatile = { readonly expression: RegExp; readonly placeholder: string }

/** Order matters: a date holds numbers, a path holds dates. */
const VOLATILE: readonly Volatile[] = [
  { expression: /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, placeholder: '<uuid>' },
  { expression: /\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w-])/g, placeholder: '<date>' },
  { expression: /\b\d\d:\d\d:\d\d(?:[.,]\d+)?\b/g, placeholder: '<time>' },
  { expression: /\b(?:https?|wss?):\/\/[^\s'"`)>]+/g, placeholder: '<url>' },
  { expression: /(?:\b[A-Za-z]:\\|(?<![\w.])\.{0,2}\/)[^\s'"`:;,()<>|]+(?::\d+(?::\d+)?)?/g, placeholder: '<path>' },
  { expression: /\b(?:[\w.@-]+\/)+[\w.@-]+\.\w{1,4}(?::\d+(?::\d+)?)?/g, placeholder: '<path>' },
  { expression: /\bline \d+(?:, (?:in|column) \S+)?/gi, placeholder: 'line <n>' },
  { expression: /\b0x[0-9a-f]+\b/gi, placeholder: '<address>' },
  { expression: /\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{7,64}\b/gi, placeholder: '<hex>' },
  { expression: /\b\d+(?:\.\d+)?\s?(?:ms|milliseconds|s|seconds|minutes)\b/g, placeholder: '<duration>' },
  { expression: /\b(?:127\.0\.0\.1|localhost|\[::1\]):\d+/g, placeholder: '<local address>' },
]

/** What two failures may differ in and still say the same in general: a quoted text, a number. */
const VALUES = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`|(?<![\w.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\b/gi

const MAX_LENGTH = 4_000 // enough for any first paragraph; keeps the expressions above cheap on hostile text

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')

export function messageShape(message: string): MessageShape {
  const plain = message.slice(0, MAX_LENGTH).replace(COLOURS, '')
  const stable = VOLATILE.reduce((text, { expression, placeholder }) => text.replace(expression, placeholder), plain)
  const text = stable.replace(/\s+/g, ' ').trim()
  const values = [...text.matchAll(VALUES)].map(([value]) => value)
  return { shape: text.replace(VALUES, '<value>'), values }
}

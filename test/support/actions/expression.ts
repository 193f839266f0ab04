import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { data, Evaluator, Lexer, Parser } from '@actions/expressions'
import type { FunctionDefinition } from '@actions/expressions/funcs/info'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { isBasicExpression, isMapping, isSequence } from '@actions/workflow-parser/templates/tokens/type-guards'

type Lexed = ReturnType<Lexer['lex']>['tokens']

export interface Status {
  readonly success: boolean
  readonly failure: boolean
  readonly cancelled: boolean
}

/** What an expression can see: plain JSON contexts by name, the status functions, and the folder of `hashFiles`. */
export interface Scope {
  readonly contexts: Readonly<Record<string, unknown>>
  readonly status?: Status
  readonly workspace?: string
}

const define = (name: string, minArgs: number, maxArgs: number, call: FunctionDefinition['call']): FunctionDefinition => ({
  name,
  minArgs,
  maxArgs,
  call,
})

function hashFiles(workspace: string, patterns: readonly string[]): string {
  const names = globSync(
    patterns.filter((pattern) => !pattern.startsWith('!')),
    { cwd: workspace, exclude: patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)) },
  )
  const files = names.map((name) => join(workspace, name)).filter((file) => statSync(file).isFile())
  if (files.length === 0) return ''
  const whole = createHash('sha256')
  for (const file of files.sort()) whole.update(createHash('sha256').update(readFileSync(file)).digest())
  return whole.digest('hex')
}

function functionsOf(scope: Scope): readonly FunctionDefinition[] {
  const status = scope.status ?? { success: true, failure: false, cancelled: false }
  return [
    define('success', 0, 0, () => new data.BooleanData(status.success)),
    define('failure', 0, 0, () => new data.BooleanData(status.failure)),
    define('cancelled', 0, 0, () => new data.BooleanData(status.cancelled)),
    define('always', 0, 0, () => new data.BooleanData(true)),
    define('hashFiles', 1, 255, (...patterns) => {
      const texts = patterns.map((pattern) => pattern.coerceString())
      return new data.StringData(scope.workspace === undefined ? '' : hashFiles(scope.workspace, texts))
    }),
  ]
}

/** @actions/expressions 0.3.61 unescapes only the first `''` of a literal: its value is read again from the lexeme. */
function lex(text: string): Lexed {
  return new Lexer(text)
    .lex()
    .tokens.map((token) =>
      typeof token.value === 'string' && token.lexeme.startsWith("'") ? { ...token, value: unquote(token.lexeme) } : token,
    )
}

const unquote = (lexeme: string) => lexeme.slice(1, -1).replaceAll("''", "'")

/** The value of the text between `${{` and `}}`, as plain JSON. */
export function evaluateExpression(text: string, scope: Scope): unknown {
  const functions = functionsOf(scope)
  const contexts = new data.Dictionary(
    ...Object.entries(scope.contexts).map(([key, value]) => ({ key, value: JSON.parse(JSON.stringify(value ?? null), data.reviver) })),
  )
  const tree = new Parser(lex(text), Object.keys(scope.contexts), [...functions]).parse()
  const known = new Map(functions.map((definition) => [definition.name.toLowerCase(), definition]))
  const value = new Evaluator(tree, contexts, known).evaluate()
  return JSON.parse(JSON.stringify(value, data.replacer) ?? 'null')
}

/** A token of the workflow's text as plain JSON, its expressions evaluated; undefined stays undefined. */
export function evaluateToken(token: TemplateToken | undefined, scope: Scope): unknown {
  if (token === undefined) return undefined
  if (isBasicExpression(token)) return evaluateExpression(token.expression, scope)
  if (isSequence(token)) return [...Array(token.count).keys()].map((index) => evaluateToken(token.get(index), scope))
  if (!isMapping(token)) return token.toJSON()
  return Object.fromEntries(
    [...Array(token.count).keys()].map((index) => {
      const { key, value } = token.get(index)
      return [String(evaluateToken(key, scope)), evaluateToken(value, scope)]
    }),
  )
}

/** What is true in an `if`: everything but false, 0, '' and null. */
export function isTruthy(value: unknown): boolean {
  return value !== false && value !== 0 && value !== '' && value !== null && value !== undefined
}

/** A value as the runner writes it into an environment variable or an input. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A mapping's values as texts: `env`, `with`, `outputs`. */
export function evaluateTexts(token: TemplateToken | undefined, scope: Scope): Record<string, string> {
  const value = evaluateToken(token, scope)
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toText(item)]))
}

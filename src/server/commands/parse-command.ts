/** The words that a comment's first line may begin with. Any other text is a conversation between people. */
export const COMMAND_NAMES = ['heal', 'quarantine', 'unquarantine'] as const
export type CommandName = (typeof COMMAND_NAMES)[number]

/** How a command names a test: by its text between backticks, or by the short id in the sticky comment. */
export type TestReference = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'short_id'; readonly shortId: string }

/** A command as written. `argument` is a bare word such as `list` or `accept`; `until` is a date as written. */
export type ParsedCommand = {
  readonly kind: 'command'
  readonly name: CommandName
  readonly argument: 'list' | 'accept' | null
  /** Only `/heal accept` takes several, or the word `all`. */
  readonly tests: readonly TestReference[]
  readonly isAll: boolean
  readonly reason: string | null
  readonly until: string | null
  readonly owner: string | null
  readonly issue: string | null
  readonly anyValue: boolean
  readonly isInCode: boolean
}

export type CommandReading =
  | { readonly kind: 'none' }
  | ParsedCommand
  | { readonly kind: 'malformed'; readonly name: CommandName; readonly problem: string }

type Keys = Readonly<Partial<Record<'reason' | 'until' | 'owner' | 'issue', string>>>

const ARGUMENTS: Readonly<Record<CommandName, readonly string[]>> = { heal: ['accept'], quarantine: ['list'], unquarantine: [] }
const TAKES_KEYS: ReadonlySet<CommandName> = new Set(['quarantine'])
const MAX_LINE = 2_000 // far above any honest command

/**
 * Reads the first line of a new comment, exactly: `/name [argument] [test] [key: text …]`.
 * A first line that starts with none of the names is `none`; one that does and then cannot be read is `malformed`.
 */
export function parseCommand(body: string): CommandReading {
  const line = (body.split('\n', 1)[0] ?? '').replace(/\r$/, '')
  const name = COMMAND_NAMES.find((known) => line === `/${known}` || line.startsWith(`/${known} `))
  if (name === undefined) return { kind: 'none' }
  const malformed = (problem: string): CommandReading => ({ kind: 'malformed', name, problem })
  if (line.length > MAX_LINE) return malformed(`the line is longer than ${MAX_LINE} characters`)

  let rest = line.slice(name.length + 1).trim()
  const argument = ARGUMENTS[name].find((word) => rest === word || rest.startsWith(`${word} `)) ?? null
  if (argument !== null) rest = rest.slice(argument.length).trim()

  const read = argument === 'accept' ? readAccepted(rest) : readOne(rest)
  if (read === 'open') return malformed('the backtick before the test is not closed')
  const { tests, isAll } = read
  rest = read.rest

  const keys = readKeys(rest)
  if (keys.problem !== null) return malformed(keys.problem)
  if (!TAKES_KEYS.has(name) && (keys.anyValue || keys.isInCode || Object.keys(keys.values).length > 0))
    return malformed(`/${name} takes no further words`)
  return {
    kind: 'command',
    name,
    argument: argument as ParsedCommand['argument'],
    tests,
    isAll,
    reason: keys.values.reason ?? null,
    until: keys.values.until ?? null,
    owner: keys.values.owner?.replace(/^@/, '') ?? null,
    issue: keys.values.issue ?? null,
    anyValue: keys.anyValue,
    isInCode: keys.isInCode,
  }
}

type TestsReading = { readonly tests: readonly TestReference[]; readonly isAll: boolean; readonly rest: string }

function readOne(text: string): TestsReading | 'open' {
  const test = readTest(text)
  if (test === 'open') return test
  return test === null
    ? { tests: [], isAll: false, rest: text }
    : { tests: [test.reference], isAll: false, rest: text.slice(test.length).trim() }
}

/** `all`, or any number of tests with spaces or commas between them. */
function readAccepted(text: string): TestsReading | 'open' {
  if (/^all(?=\s|$)/.test(text)) return { tests: [], isAll: true, rest: text.slice('all'.length).trim() }
  const tests: TestReference[] = []
  for (let rest = text; ; ) {
    const test = readTest(rest)
    if (test === 'open') return test
    if (test === null) return { tests, isAll: false, rest }
    tests.push(test.reference)
    rest = rest.slice(test.length).replace(/^\s*,?\s*/, '')
  }
}

function readTest(text: string): { readonly reference: TestReference; readonly length: number } | 'open' | null {
  const shortId = /^T[1-9]\d{0,4}(?=[\s,]|$)/.exec(text)?.[0]
  if (shortId !== undefined) return { reference: { kind: 'short_id', shortId }, length: shortId.length }
  const fence = /^`+/.exec(text)?.[0]
  if (fence === undefined) return null
  const close = text.indexOf(fence, fence.length)
  if (close < 0) return 'open'
  const name = text.slice(fence.length, close).trim()
  return name === '' ? null : { reference: { kind: 'name', name }, length: close + fence.length }
}

type KeyReading = { readonly values: Keys; readonly anyValue: boolean; readonly isInCode: boolean; readonly problem: string | null }

/** Words that stand alone. */
const FLAGS = ['any-value', '--in-code'] as const

/** `reason:` runs to the next known key, so that its text needs no quotes. */
function readKeys(text: string): KeyReading {
  const problem = (words: string): KeyReading => ({ values: {}, anyValue: false, isInCode: false, problem: words })
  const values: Partial<Record<keyof Keys, string>> = {}
  const flags = new Set<string>()
  const starts = [...text.matchAll(/(?:^|\s)(reason:|until:|owner:|issue:|any-value(?=\s|$)|--in-code(?=\s|$))/g)]
  const before = text.slice(0, starts[0]?.index ?? text.length).trim()
  if (before !== '')
    return problem(
      `'${before.slice(0, 80)}' is neither a test in backticks nor one of reason:, until:, owner:, issue:, any-value, --in-code`,
    )
  for (const [index, match] of starts.entries()) {
    const word = match[1] ?? ''
    const value = text.slice(match.index + match[0].length, starts[index + 1]?.index ?? text.length).trim()
    if (FLAGS.some((flag) => flag === word)) {
      if (value !== '') return problem(`'${value.slice(0, 80)}' after ${word} belongs to no key`)
      flags.add(word)
      continue
    }
    const key = word.slice(0, -1) as keyof Keys
    if (key in values) return problem(`${word} is given twice`)
    if (value === '') return problem(`${word} has no value`)
    if (key !== 'reason' && /\s/.test(value)) return problem(`'${value.slice(0, 80)}' after ${word} is more than one word`)
    values[key] = value
  }
  return { values, anyValue: flags.has('any-value'), isInCode: flags.has('--in-code'), problem: null }
}

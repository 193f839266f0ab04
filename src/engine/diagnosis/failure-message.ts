/** What a failure's message says in so many words, the same fields whatever framework wrote it; null where it says nothing. */
export type FailureMessage = {
  /** The name that was looked for and is not there. */
  readonly missingName: string | null
  /** The class or object on which it was looked for. */
  readonly owner: string | null
  /** The module in which it was looked for, or which is itself missing (then `missingName` is null). */
  readonly module: string | null
  /** The callable that refused its arguments, without its class. */
  readonly callable: string | null
  readonly unexpectedArgument: string | null
  /** The callable was given too many or too few arguments, or one twice. */
  readonly wrongArity: boolean
}

const NOTHING: FailureMessage = {
  missingName: null,
  owner: null,
  module: null,
  callable: null,
  unexpectedArgument: null,
  wrongArity: false,
}

type Pattern = { readonly expression: RegExp; read(groups: Readonly<Record<string, string | undefined>>): Partial<FailureMessage> }

const named = (groups: Readonly<Record<string, string | undefined>>): Partial<FailureMessage> => ({
  missingName: groups['name'] ?? null,
  owner: groups['owner'] ?? null,
  module: groups['module'] ?? null,
})

const lastPart = (name: string | undefined): string | null => name?.split('.').at(-1) ?? null

/** Order matters: the first that matches speaks. Texts are those of CPython 3.8 to 3.14, Node 18 to 24, Jest 29 and 30, Vitest 2 to 5. */
const PATTERNS: readonly Pattern[] = [
  { expression: /cannot import name '(?<name>[^']+)' from (?:partially initialized module )?'(?<module>[^']+)'/, read: named },
  { expression: /No module named '(?<module>[^']+)'/, read: named },
  { expression: /module '(?<module>[^']+)' has no attribute '(?<name>[^']+)'/, read: named },
  { expression: /(?:type object|class) '(?<owner>[^']+)' has no attribute '(?<name>[^']+)'/, read: named },
  { expression: /'(?<owner>[^']+)' object has no attribute '(?<name>[^']+)'/, read: named },
  { expression: /<module '(?<module>[^']+)'[^>]*> (?:does not have the|has no) attribute '(?<name>[^']+)'/, read: named },
  {
    expression: /<class '(?<owner>[^']+)'> (?:does not have the|has no) attribute '(?<name>[^']+)'/,
    read: (g) => ({ ...named(g), owner: lastPart(g['owner']) }),
  },
  { expression: /(?:does not have the|has no) attribute '(?<name>[^']+)'/, read: named },
  { expression: /name '(?<name>[^']+)' is not defined/, read: named },
  {
    expression: /(?<callable>[\w.<>]+)\(\) got an unexpected keyword argument '(?<argument>[^']+)'/,
    read: (g) => ({ callable: lastPart(g['callable']), owner: ownerOf(g['callable']), unexpectedArgument: g['argument'] ?? null }),
  },
  {
    expression: /(?<callable>[\w.<>]+)\(\) got some positional-only arguments passed as keyword arguments: '(?<argument>\w+)/,
    read: (g) => ({ callable: lastPart(g['callable']), owner: ownerOf(g['callable']), unexpectedArgument: g['argument'] ?? null }),
  },
  {
    expression:
      /(?<callable>[\w.<>]+)\(\) (?:takes (?:from )?\d+|takes no|missing \d+ required|takes exactly|got multiple values for|takes at (?:most|least))/,
    read: (g) => ({ callable: lastPart(g['callable']), owner: ownerOf(g['callable']), wrongArity: true }),
  },
  { expression: /does not provide an export named '(?<name>[^']+)'/, read: named },
  { expression: /No "(?<name>[^"]+)" export is defined on the "(?<module>[^"]+)" mock/, read: named },
  {
    expression: /(?:Cannot find module|Failed to resolve import|Failed to load url|Cannot find package) ['"]?(?<module>[^'"\s]+)['"]?/,
    read: named,
  },
  {
    expression:
      /(?:Property [`'"]?|Cannot spy (?:on )?the |Cannot spy on )(?<name>[\w$]+)[`'"]? (?:does not exist|property because it is not)/,
    read: named,
  },
  {
    expression: /(?<chain>[\w$.[\]()\s,]*?)(?<name>[\w$]+)\)? is not a (?:function|constructor)/,
    read: (g) => ({ missingName: g['name'] ?? null, owner: chainOwner(g['chain']) }),
  },
  { expression: /(?<name>[\w$]+) is not defined/, read: named },
]

/** Reads what a message says; text that matches nothing gives only nulls. */
export function readFailureMessage(message: string): FailureMessage {
  const text = message.slice(0, 10_000)
  for (const { expression, read } of PATTERNS) {
    const match = expression.exec(text)
    if (match) return { ...NOTHING, ...read(match.groups ?? {}) }
  }
  return NOTHING
}

function ownerOf(callable: string | undefined): string | null {
  const parts = callable?.split('.') ?? []
  return parts.length > 1 ? (parts.at(-2) ?? null) : null
}

/** `cart.` → `cart`; the module object of a transpiled import, `(0 , _cart.`, is not an owner. */
function chainOwner(chain: string | undefined): string | null {
  if (!chain || chain.includes('(')) return null
  return chain.split('.').filter(Boolean).at(-1) ?? null
}

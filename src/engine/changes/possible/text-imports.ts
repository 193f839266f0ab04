/** What a text takes from a module: one name of it, or the module as a whole (`imported` is null). */
export type TextImport = { readonly specifier: string; readonly imported: string | null; readonly local: string; readonly start: number }

const QUOTED = String.raw`\\?["'\x60](?<specifier>[^"'\x60\\\n]+)\\?["'\x60]`
/** `from a.b import c as d, e`, as Python and its relatives have it; also inside of a command in quotes. */
const NAMES_OF_MODULE = /\bfrom\s+(?<specifier>[\w.]*)\s+c?import\s+(?:\((?<inside>[^()]{0,4000})\)|(?<plain>[\w$.,* \t]+))/g
const MODULES =
  /(?<![\w.])c?import\s+(?<plain>[A-Za-z_][\w.]*(?:\s+as\s+\w+)?(?:\s*,\s*[A-Za-z_][\w.]*(?:\s+as\s+\w+)?)*)(?!\s*(?:from\b|[{"'\x60(,*\w]))/g
/** `import d, { a as b } from 'c'`, `import * as d from 'c'`, `export { a } from 'c'` */
const FROM_SPECIFIER = new RegExp(String.raw`\b(?:import|export)\s+(?:type\s+)?(?<what>[\w$\s,{}*]{1,2000}?)\bfrom\s{0,9}${QUOTED}`, 'g')
/** `const { a: b } = require('c')`, `const d = await import('c')` */
const LOADED = new RegExp(
  String.raw`(?<what>\{[^{}]{0,2000}\}|(?<![\w$])[\w$]+)\s{0,99}=\s{0,99}(?:await\s+)?(?:require|import)\(\s*${QUOTED}\s*\)`,
  'g',
)
/** `require('c').a`, `(await import('c')).a` */
const LOADED_MEMBER = new RegExp(String.raw`\b(?:require|import)\(\s*${QUOTED}\s*\)\)?\s*\??\.\s*(?<member>[\w$]+)`, 'g')

/** Every import that can be read of a code text without its grammar. */
export function importsOf(code: string): readonly TextImport[] {
  return [
    ...found(code, NAMES_OF_MODULE, ({ specifier = '', inside, plain = '' }) =>
      (inside ?? plain).split(',').flatMap((one) => named(one, /^\s*([\w$*]+)(?:\s+as\s+([\w$]+))?/, specifier)),
    ),
    ...found(code, MODULES, ({ plain = '' }) =>
      plain.split(',').map((one) => {
        const [specifier = '', local] = one.trim().split(/\s+as\s+/)
        return { specifier, imported: null, local: local ?? specifier }
      }),
    ),
    ...found(code, FROM_SPECIFIER, ({ what = '', specifier = '' }) =>
      clause(what, specifier, /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?/),
    ),
    ...found(code, LOADED, ({ what = '', specifier = '' }) => clause(what, specifier, /^\s*([\w$]+)(?:\s*:\s*([\w$]+))?/)),
    ...found(code, LOADED_MEMBER, ({ specifier = '', member = '' }) => [{ specifier, imported: member, local: '' }]),
  ]
}

type Found = Omit<TextImport, 'start'>

function found(
  code: string,
  pattern: RegExp,
  read: (groups: Readonly<Record<string, string | undefined>>) => readonly Found[],
): readonly TextImport[] {
  return [...code.matchAll(pattern)].flatMap((match) => read(match.groups ?? {}).map((one) => ({ ...one, start: match.index })))
}

/** What stands before `from` or an equals sign: names in braces, a namespace, a default. */
function clause(what: string, specifier: string, each: RegExp): readonly Found[] {
  const inside = /\{([^{}]*)\}/.exec(what)?.[1]
  const names = inside === undefined ? [] : inside.split(',').flatMap((one) => named(one, each, specifier))
  const outside = what.replace(/\{[^{}]*\}/, '').replace(/\*\s+as\s+/, '')
  const wholes = outside.split(',').flatMap((one): readonly Found[] => {
    const local = one.trim()
    return /^[\w$]+$/.test(local) ? [{ specifier, imported: null, local }] : []
  })
  return [...names, ...wholes]
}

function named(text: string, pattern: RegExp, specifier: string): readonly Found[] {
  const [, imported, local] = pattern.exec(text) ?? []
  return imported === undefined ? [] : [{ specifier, imported, local: local ?? imported }]
}

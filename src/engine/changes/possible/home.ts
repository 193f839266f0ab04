import { moduleStem } from '../../languages/index.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'

/** Names of files that say nothing of what is in them. */
const VAGUE =
  /^(?:utils?|helpers?|common|index|main|app|core|models?|views?|types?|libs?|base|api|tools?|misc|services?|config|settings|constants?|functions?|src|init|mod|server|client|store|data|shared|packages?|internal|public)$/i

/** What a changed name belongs to: words by which other texts may speak of it. */
export type Home = {
  /** Whether a path before the name leads to where it is: its module, a package around it, its class or an object named like that. */
  leadsTo(left: string): boolean
  /** Whether a text, or where it lies, mentions what the name belongs to. */
  isMentionedIn(code: string, path: string): boolean
  /** Whether a text lies beside the module under its name: the page of a component. */
  isBeside(path: string): boolean
  /** Whether a text spells out the path of the module. */
  isSpelledOutIn(code: string): boolean
}

/** `owner`: the class of a member, null for what its module has. */
export function homeOf(oldFile: string, owner: string | null): Home {
  const segments = moduleStem(oldFile).split('/').filter(Boolean)
  const stem = segments.at(-1) ?? ''
  const folders = new Set(segments.filter((one) => !/^(?:src|lib|app|packages)$/.test(one)).map(plain))
  const ownerWords = owner === null ? [] : [plain(owner), plain(partsOf(owner).at(-1) ?? '')]
  const telling = [...(VAGUE.test(stem) ? [] : [stem]), ...(owner === null || VAGUE.test(owner) ? [] : [owner, ...lastOf(owner)])]
  const mention = telling.length === 0 ? null : new RegExp(`(?<![a-z])(?:${telling.map(spellings).join('|')})(?:e?s)?(?![a-z])`, 'i')
  const [above, below] = segments.slice(-2)
  const spelledOut = below === undefined ? null : new RegExp(`(?<![\\w])${escapeRegExp(above ?? '')}[./]${escapeRegExp(below)}(?![\\w])`)
  return {
    leadsTo(left) {
      const last = left.split(/[^\w$]+/).findLast((part) => part !== '') ?? ''
      const own = plain(last)
      if (owner === null) return folders.has(own)
      return ownerWords.includes(own) || ownerWords.includes(plain(partsOf(last).at(-1) ?? ''))
    },
    isMentionedIn: (code, path) => mention !== null && (mention.test(code) || mention.test(path)),
    isBeside: (path) => path.replace(/\.\w+$/, '') === oldFile.replace(/\.\w+$/, ''),
    isSpelledOutIn: (code) => spelledOut?.test(code) === true,
  }
}

/** Names of more than one word, which prose and other code hardly have by chance. */
export function isDistinctive(name: string): boolean {
  return partsOf(name).length > 1
}

function lastOf(name: string): readonly string[] {
  const last = partsOf(name).at(-1) ?? ''
  return last.length > 3 && last !== name ? [last] : []
}

function partsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .filter((part) => part !== '')
}

/** In lower case, without separators and a plural's `s`. */
function plain(name: string): string {
  return name.replace(/[_-]/g, '').toLowerCase().replace(/s$/, '')
}

/** `BasketLine`, `basket_line` and `basket-line` are one word. */
function spellings(name: string): string {
  return partsOf(name).map(escapeRegExp).join('[_.-]?')
}

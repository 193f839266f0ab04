import type { ContractChange } from '../../../model/contract-change.ts'
import { visit } from '../../languages/syntax.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import { inherits } from '../resolve/inherits.ts'
import type { SourceFile } from '../resolve/project.ts'
import { raisedClasses } from '../results/raised-class.ts'
import { callSites } from '../uses/call-sites.ts'
import { asPossible, changedSymbol, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/**
 * Places of the head's product that still wait for the old exception: around a call of the function that raises another one now, and
 * perhaps around a call of who calls it. A handler that takes the new one as well follows.
 */
export function exceptionCallers(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const classes = raisedClasses(change, trees)
  const target = changedSymbol(change, trees.before)
  if (classes === null || target === null) return []
  const [old, now] = [wholeWord(classes.old.name), wholeWord(classes.now.name)]
  const isCaught = inherits(trees.after)(classes.now.name, classes.old.name)
  if (isCaught) return []
  return trees.product
    .filter((path) => old.test(trees.after.text(path) ?? ''))
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) => {
      const calls = callSites(change, file, trees, target).sites
      return handlersOf(file).flatMap(({ start, end, body }) => {
        const handled = file.text.slice(body, end)
        if (!old.test(handled) || now.test(handled)) return []
        const use = unresolvedAt(file, { start: body + handled.search(old), end })
        const isAround = calls.some((call) => start <= call.start && call.end <= body)
        return [isAround ? use : asPossible(use)]
      })
    })
    .filter((use) => !isOfOthers(use, change))
}

/** Each `try`: `body` is where its own statements end and its handlers begin. */
function handlersOf({
  tree,
  language: { syntax },
}: SourceFile): readonly { readonly start: number; readonly end: number; readonly body: number }[] {
  const found: { readonly start: number; readonly end: number; readonly body: number }[] = []
  visit(tree.root, (node) => {
    const body = syntax.is(node, 'try') ? syntax.bodyOf(node) : undefined
    if (body !== undefined) found.push({ start: node.start, end: node.end, body: body.end })
    return true
  })
  return found
}

/** The function itself may handle what it raised. */
function isOfOthers({ text }: UnresolvedUse, { before }: ContractChange): boolean {
  return !text.includes(lastPart(before))
}

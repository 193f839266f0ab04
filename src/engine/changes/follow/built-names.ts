import { type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/** Names that are put together at run time: `getattr(x, f"on_{event}")`, `getattr(x, "on_" + event)`, `` handlers[`on${event}`] ``. */
const BUILT = [
  /getattr\(\s*(?:[^,()]|\([^()]*\))+,\s*f(["'])(?<head>\w*)\{[^"']*\}(?<tail>\w*)\1/g,
  /getattr\(\s*(?:[^,()]|\([^()]*\))+,\s*(["'])(?<head>\w+)(?:%s)?\1\s*[+%]/g,
  /\[\s*`(?<head>\w*)\$\{[^`}]*\}(?<tail>\w*)`\s*\]/g,
  /\[\s*(["'])(?<head>\w+)\1\s*\+/g,
]

/** Places in a product file that may build exactly this name at run time; a lone `{x}` without a fixed part does not count. */
export function builtNames(path: string, text: string, name: string): readonly UnresolvedUse[] {
  return BUILT.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { head = '', tail = '' } = match.groups ?? {}
      const fits = head.length + tail.length > 1 && name.length > head.length + tail.length && name.startsWith(head) && name.endsWith(tail)
      return fits ? [unresolvedAt({ path, text }, { start: match.index, end: match.index })] : []
    }),
  )
}

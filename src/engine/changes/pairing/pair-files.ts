import { languageOf } from '../../languages/index.ts'
import type { Project, SourceFile } from '../resolve/project.ts'
import { bodyTokens, maskedText } from './body-tokens.ts'
import { mutualBest } from './mutual-best.ts'
import { countTokens } from './similarity.ts'

/** A source file on both sides; the paths differ where the file was moved. */
export type FilePair = { readonly before: SourceFile; readonly after: SourceFile }

/** Least share of common declarations for a file to count as moved, and least lead over the runner-up. */
const SURE = { accept: 0.5, margin: 0.1 }

/** Files that are the same module on both sides: by path, else deleted and added ones by what they declare. */
export function pairFiles(before: readonly SourceFile[], after: readonly SourceFile[], base: Project, head: Project): readonly FilePair[] {
  const stayed = before.flatMap((one) => after.filter((other) => other.path === one.path).map((other) => ({ before: one, after: other })))
  const gone = before.filter((file) => !head.paths.has(file.path))
  const fresh = after.filter((file) => !base.paths.has(file.path))
  const moved = mutualBest(gone, fresh, likeness, SURE).map(({ one, other }) => ({ before: one, after: other }))
  return [...stayed, ...moved]
}

/** 1 for equal texts, else the share of declarations that both hold word for word. */
function likeness(one: SourceFile, other: SourceFile): number {
  if (languageOf(one.path) !== languageOf(other.path)) return 0
  if (one.text === other.text) return one.text.trim() === '' ? 0 : 1
  const [a, b] = [topLevel(one), topLevel(other)]
  const counts = countTokens(a)
  const shared = b.filter((text) => counts.has(text)).length
  return shared / Math.max(a.length, b.length, 1)
}

function topLevel(file: SourceFile): readonly string[] {
  return file
    .declarations()
    .filter((declaration) => declaration.container === null)
    .map((declaration) => maskedText(bodyTokens(file.tree, declaration.node), new Set()))
}

/** Whether a log shows the end of what it shows the beginning of: a cut log must not pass for a green one. */
export type LogEnd = {
  feed(line: string): void
  isCut(): boolean
}

type Extent = { readonly begins: RegExp; readonly ends: RegExp }

/** A whole job of GitHub Actions; else, a build whose tool prints both. The first that begins decides. */
const EXTENTS: readonly Extent[] = [
  {
    begins: /^(?:Current runner version: |Job defined at: |##\[group\](?:Operating System|Runner Image|Virtual Environment)$)/,
    ends: /^Cleaning up orphan processes/,
  },
  {
    begins: /^\[INFO\] Scanning for projects\.\.\./,
    ends: /^\[(?:INFO|ERROR)\] BUILD (?:SUCCESS|FAILURE)|^\[ERROR\] (?:Failed to execute goal|\[Help \d\]|Some problems were encountered)/,
  },
  { begins: /^> Task :\S/, ends: /^BUILD (?:SUCCESSFUL|FAILED)|^FAILURE: Build failed/ },
]

export function logEnd(): LogEnd {
  let extent: Extent | null = null
  let hasEnded = false
  return {
    feed(line) {
      extent ??= begun(line)
      if (extent && !hasEnded) hasEnded = mayEnd(line) && extent.ends.test(line)
    },
    isCut: () => extent !== null && !hasEnded,
  }
}

function begun(line: string): Extent | null {
  const first = line.charCodeAt(0)
  const mayBegin = first === 67 || first === 74 || first === 35 || first === 91 || first === 62
  return mayBegin ? (EXTENTS.find(({ begins }) => begins.test(line)) ?? null) : null
}

function mayEnd(line: string): boolean {
  const first = line.charCodeAt(0)
  return first === 67 || first === 91 || first === 66 || first === 70
}

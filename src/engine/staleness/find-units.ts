import type { Sources } from '../diagnosis/sources/sources.ts'
import type { Parsers } from '../languages/parsers.ts'
import { freshCode } from './fresh-code.ts'
import { isAside } from './left-out.ts'
import type { NotTold, Unit } from './unit.ts'
import { declaredUnits } from './units.ts'

/** So many things of one change are looked at: a person reads no more lines of advice. */
const MOST_UNITS = 60

/** Everything that a change declares, by file and place, and what is not looked at. */
export function findUnits(sources: Sources, parsers: Parsers): { readonly units: readonly Unit[]; readonly leftOut: readonly NotTold[] } {
  const all = freshCode(sources).map((code) =>
    isAside(code.source.path)
      ? { units: [], leftOut: [{ file: code.source.path, line: 1, reason: 'files that no test is expected of' }] }
      : declaredUnits(code, parsers),
  )
  const units = all.flatMap((one) => one.units)
  const beyond = units.slice(MOST_UNITS).map(({ file, lines }) => ({ file, line: lines[0], reason: 'the change declares more than that' }))
  return { units: units.slice(0, MOST_UNITS), leftOut: [...all.flatMap((one) => one.leftOut), ...beyond] }
}

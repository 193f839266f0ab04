import type { PACKAGES as CODES } from '../../../model/reasons/packages.ts'
import type { NestedReason } from '../../../model/reasons/parts.ts'
import { list, type Mark } from '../mark.ts'
import type { TemplatesFor } from '../template.ts'

export const PACKAGES: TemplatesFor<typeof CODES> = {
  'changed-dependency': ({ suspect, moved, contract }, mark) =>
    `${mark.reason(suspect)}, and this change moved it: ${mark.moved(moved)}${ending(contract, mark)}`,
  'changed-dependency-in-product': ({ moved, change, place, more }, mark) => {
    const others = more === 0 ? '' : ` and at ${more} more ${more === 1 ? 'place' : 'places'}`
    return `${mark.moved(moved)}: ${mark.change(change)}; the product still uses the old one at ${mark.place(place)}${others}`
  },
  'changed-dependency-in-test': ({ moved, change, place }, mark) =>
    `${mark.moved(moved)}: ${mark.change(change)}; the test still uses the old one at ${mark.place(place)}`,
  'no-dependency-changed': () => 'no manifest and no lock file asks for other packages',
  'base-has-same-packages': ({ moved, more }, mark) =>
    `changed: ${list(moved.map(mark.moved), more)}; the base was run with the same packages, so they make no difference`,
  'dependency-not-named': ({ moved, more, contract }, mark) =>
    `changed: ${list(moved.map(mark.moved), more)}; the failure names none of them${ending(contract, mark)}`,
  'dependency-beside-product': ({ suspect, moved, file, more }, mark) => {
    const where = `${mark.code(file)}${more > 0 ? ` and ${more} more` : ''}`
    return `${mark.reason(suspect)}, and ${mark.moved(moved)}; but ${where} changed too, and nothing tells which of them is the cause`
  },
  'package-not-loaded': (parts, { code }) => `the package ${code(parts.package)} could not be loaded`,
  'thrown-in-package': (parts, { code }) => `the failure was thrown inside ${code(parts.package)}`,
  'package-not-read': (parts, { code, text }) =>
    `the two versions of ${code(parts.package)} themselves could not be read (${text(parts.why)})`,
  'package-not-used': (parts, { code }) =>
    `both versions of ${code(parts.package)} were read, and nothing in this repository uses a change that the failure names`,
  'package-use-not-seen': ({ moved, change, place }, mark) =>
    `${mark.moved(moved)}: ${mark.change(change)}; but the failure is at ${mark.place(place)} in the product, which is not seen to use it`,
  'package-use-not-certain': ({ moved, change, place }, mark) =>
    `${mark.moved(moved)}: ${mark.change(change)}; it is not certain whether ${mark.place(place)} in the product uses it`,
  'package-use-elsewhere': ({ moved, change }, mark) =>
    `${mark.moved(moved)}: ${mark.change(change)}; but the failure does not come from where it is used`,
}

function ending(contract: NestedReason | null, { reason }: Mark): string {
  return contract === null ? '' : `; ${reason(contract)}`
}

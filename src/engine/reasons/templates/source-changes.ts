import type { Place, Signs } from '../../../model/reasons/parts.ts'
import type { SOURCE_CHANGES as CODES } from '../../../model/reasons/source-changes.ts'
import { list, type Mark } from '../mark.ts'
import type { TemplatesFor } from '../template.ts'

/** Names of tests in one sentence. */
const SHOWN_TESTS = 5

export const SOURCE_CHANGES: TemplatesFor<typeof CODES> = {
  'contract-change': ({ change }, mark) => mark.change(change),
  'contract-change-half-done': ({ change, place }, mark) =>
    `${mark.change(change)}, but ${place === null ? 'not every caller follows' : `${mark.place(place)} still uses the old one`}`,
  'rename-contradicted': ({ change, old, now, place, quote }, mark) =>
    `${mark.change(change)} by its body, but ${place === null ? 'a message' : mark.place(place)} turns ${mark.code(old)} into ${mark.code(now)} (“${mark.text(quote.slice(0, 160))}”): two new names may be exchanged`,
  'rename-ambiguous': ({ change, old, now }, mark) =>
    `${mark.change(change)} by its body, and ${mark.code(old)} became ${mark.code(now)} in the same change: nothing else says that the two new names are not exchanged`,
  'contract-change-maybe-half-done': ({ change, place, places, more }, mark) =>
    place.line === null
      ? `${mark.change(change)}, but ${mark.place(place)} was not looked at, and may still use the old one`
      : `${mark.change(change)}, but ${list([place, ...places].map(mark.place), more)} may still use the old one`,
  'no-declared-change-used': ({ declared }) =>
    declared === 0 ? 'the change declares nothing new' : `the test uses none of the ${declared} declared changes`,
  'fails-in-product': ({ change, file }, mark) => `${mark.change(change)}, but the failure is in the product, in ${mark.code(file)}`,
  'broken-by-another-part': ({ change }, mark) =>
    `${mark.change(change)}, and the test uses the old one, but another part of the change breaks it`,
  'failure-from-elsewhere': ({ change }, mark) =>
    `${mark.change(change)}, and the test uses the old one, but the failure does not come from that`,
  removed: ({ change }, mark) => `${mark.change(change)}, and nothing in the product uses it any more`,
  'removed-for-some': ({ change, tests, others }, mark) =>
    `${mark.change(change)}, and the file imports it; ${tests.length === 0 ? 'no test of it' : `only ${list(tests.slice(0, SHOWN_TESTS).map(mark.code), Math.max(0, tests.length - SHOWN_TESTS))}`} uses it, the other ${others} need no more than the import gone`,
  'removed-from-exports': ({ change, file }, mark) =>
    `${mark.change(change)}: ${mark.code(file)} still declares it but no longer exports it, and nothing says whether that was intended`,
  'removed-though-said-to-live': ({ change, quote }, mark) =>
    `${mark.change(change)}, though a message says that it still exists (“${mark.text(quote)}”): the product does not have it anywhere`,
  'removed-with-rivals': ({ change, successors }, mark) =>
    `${mark.change(change)}; the change also adds ${successors.slice(0, 5).map(mark.code).join(' and ')}, and nothing says which of them replaces it`,
  'removed-with-successor': ({ change, successor }, mark) =>
    `${mark.change(change)}, and nothing in the product uses it any more; it has probably become ${mark.code(successor)}`,
  'patched-name': patched,
  'patched-name-moved': (parts, mark) => `${patched(parts, mark)}; ${mark.code(parts.to)} has it now`,
  'patched-name-now-local': (parts, mark) => `${patched(parts, mark)}; a function in ${mark.code(parts.module)} imports it for itself`,
  'no-name-missing': () => 'no name is missing from a changed module',
  'name-not-imported-before': ({ name, module }, { code }) => `${code(module)} did not import ${code(name)}`,
  'name-still-used': ({ name, module }, { code }) => `${code(module)} still uses ${code(name)}, but no longer imports it`,
  'product-asks-for-name': ({ name, file }, { code }) => `${code(file)} in the product asks for ${code(name)}`,
  'declared-intent': ({ files, signs }, mark) =>
    `${list(files.map(mark.code))} changed on purpose what the test expects: ${signList(signs, mark)}`,
  'declared-intent-open': ({ files, signs, against }, mark) =>
    `${passedBefore(mark)}; signs that ${list(files.map(mark.code))} was changed on purpose: ${signList(signs, mark)}; signs against it: ${signList(against, mark)}`,
  'behaviour-changed': ({ places, more, signs, against }, mark) =>
    `${withUndone(places, more, mark)}; signs that this was meant: ${signList(signs, mark)}; signs that it was not: ${signList(against, mark)}`,
  'not-intended': ({ places, more, against }, mark) => `${withUndone(places, more, mark)}${signsOfBug(against, mark)}`,
  'not-intended-suspected': ({ files, against }, mark) =>
    `${passedBefore(mark)}; it reaches ${list(files.map(mark.code))}${signsOfBug(against, mark)}`,
  'no-changed-part-reached': () => 'the test reaches no changed part of the product',
  'changed-source': ({ files, how }, mark) =>
    `${passedBefore(mark)}; it ${how === 'runs' ? 'runs what changed in' : 'reaches'} ${list(files.map(mark.code))}`,
  'no-source-changed': () => 'no product file changed',
  'changed-source-not-reached': () => 'the test imports none of the changed product files',
}

function patched({ name, module }: { readonly name: string; readonly module: string }, { code }: Mark): string {
  return `the test patches ${code(name)} in ${code(module)}, but ${code(module)} no longer imports ${code(name)}`
}

function passedBefore({ it }: Mark): string {
  return `${it} passed before this change and fails after it`
}

function withUndone(places: readonly Place[], more: number, mark: Mark): string {
  return `${passedBefore(mark)}; with only ${list(places.map(mark.place), more)} undone it passes`
}

function signsOfBug(against: Signs, mark: Mark): string {
  return against.length === 0 ? '' : `; signs that it was not meant: ${signList(against, mark)}`
}

function signList(signs: Signs, { sign, text }: Mark): string {
  return signs.length === 0 ? 'none' : signs.map((one) => `${sign(one.sign)} (${text(one.detail)})`).join(', ')
}

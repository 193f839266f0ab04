import type { CONCLUSIONS as CODES } from '../../../model/reasons/conclusions.ts'
import { list } from '../mark.ts'
import type { TemplatesFor } from '../template.ts'

export const CONCLUSIONS: TemplatesFor<typeof CODES> = {
  'no-edit-found': ({ after }, { reason }) => `${reason(after)}; no edit of the test that keeps its expectations was found`,
  'repair-refused': ({ after, check, detail }, mark) =>
    `${mark.reason(after)}; the repair was refused: ${mark.check(check)}: ${mark.text(detail)}`,
  'repair-refused-for-others': ({ after, check, detail }, mark) =>
    `${mark.reason(after)}; the repair of its file was refused because of other tests: ${mark.check(check)}: ${mark.text(detail)}`,
  'repair-not-offered': ({ after, refusal }, { reason }) => `${reason(after)}; a repair was found and is not offered: ${reason(refusal)}`,
  'passes-but-not-offered': ({ after, check, detail }, mark) =>
    `${mark.reason(after)}; with the repair the test passes, but it is not offered: ${mark.check(check)}: ${mark.text(detail)}`,
  'still-fails': ({ after, failure }, { reason, text }) =>
    `${reason(after)}; with the repair the test still fails (${text(failure)}): the change broke more than a name`,
  'still-fails-by-another-part': ({ after, failure, places, more }, mark) =>
    `${mark.reason(after)}; with the repair the test still fails (${mark.text(failure)}); with ${list(places.map(mark.place), more)} undone as well it passes`,
  'still-fails-and-looked-at': ({ after, failure, found }, { reason, text }) =>
    `${reason(after)}; with the repair the test still fails (${text(failure)}): ${reason(found)}`,
  'relies-on-removed': ({ after, failure }, { reason, text }) =>
    `${reason(after)}; with the repair the test still fails (${text(failure)}). It relies on what was removed, and nothing says whether that was intended`,
  'rewritten-too': ({ after, failure }, { reason, text }) =>
    `${reason(after)}; with the repair the test still fails (${text(failure)}). The body was rewritten too, and nothing says whether that was intended`,
  'answers-otherwise': ({ after, failure }, { reason, text }) =>
    `${reason(after)}; with the repair the test still fails (${text(failure)}). What the product answers may have changed with it, and nothing says whether that was intended`,
  'names-moved-module': ({ after, failure, place }, mark) =>
    `${mark.reason(after)}; with the repair the test still fails (${mark.text(failure)}): ${mark.place(place)} has the old module's name in a string, and nothing declares what that becomes`,
  'uses-more-changes': ({ after, changes }, mark) =>
    `${mark.reason(after)}; with the repair the test still needs other things that changed: ${list(changes.map(mark.change))}`,
  'about-removed': ({ after, shownBy }, { reason }) => `${reason(after)}, and this test is about it: ${reason(shownBy)}`,
  'same-failure-without-argument': ({ failure }, { text }) =>
    `without the argument it fails in the same way before the change (${text(failure)})`,
  'same-coverage-without-argument': () => 'without the argument it reaches just as little of the product before the change',
  'passes-with-shared-edit': ({ changes }, mark) =>
    `${list(changes.map(mark.change))}; it passes with the same edit as the tests beside it, and with nothing else changed`,
  'accepted-beside-possible-callers': ({ after }, { reason }) => `${reason(after)}; a person accepted that`,
  'passes-with-repair-and-undo': ({ places, more }, { place }) =>
    `with the repair, and with ${list(places.map(place), more)} undone, it passes`,
}

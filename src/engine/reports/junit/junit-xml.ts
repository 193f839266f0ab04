import { SaxesParser } from 'saxes'
import { cleanText } from '../../../model/clean-text.ts'
import type { Reading } from '../reading.ts'
import type { ReportLimits } from '../report-limits.ts'
import { decodeText } from '../text/decode-text.ts'
import { junitReport } from './junit-report.ts'
import { withoutOddReferences } from './odd-references.ts'

const range = (from: number, to: number) => `${String.fromCharCode(from)}-${String.fromCharCode(to)}`
/** What XML 1.0 does not allow as a character; tab and line breaks are. */
const CONTROL = new RegExp(`[${range(0x00, 0x08)}${range(0x0b, 0x0c)}${range(0x0e, 0x1f)}\ufffe\uffff]`)
const CONTROLS = new RegExp(CONTROL, 'g')
const ODD_REFERENCE = /malformed character entity/
/** A machine that dies leaves a file that ends in NULs. */
const OUTSIDE = /text data outside of root node/

/**
 * JUnit XML of any writer, as a stream. Entities are never defined, files and addresses never opened;
 * NUL is shown, other control characters are dropped, any other fault ends the reading: its counts are then zero and `error` says why.
 */
export async function readJunitXml(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  limits: ReportLimits,
  encoding = 'utf-8',
): Promise<Reading> {
  const parser = new SaxesParser()
  const report = junitReport(name, limits)
  let fault: string | null = null
  let hasNul = false
  parser.on('error', (error) => {
    const isHarmless = ODD_REFERENCE.test(error.message) || (hasNul && OUTSIDE.test(error.message))
    if (!isHarmless) fault ??= error.message
  })
  const take = (text: string) => report.text(text)
  /** A parser without a reader of text does not put texts together: only failures need theirs. */
  function listen(isWanted: boolean): void {
    if (isWanted) {
      parser.on('text', take)
      parser.on('cdata', take)
    } else {
      parser.off('text')
      parser.off('cdata')
    }
  }
  let isListening = false
  function relisten(isWanted: boolean): void {
    if (isWanted !== isListening) listen(isWanted)
    isListening = isWanted
  }
  parser.on('opentag', (tag) => relisten(report.open(localName(tag.name), tag.attributes, parser.line)))
  parser.on('closetag', (tag) => relisten(report.close(localName(tag.name), parser.line)))
  for await (const text of withoutOddReferences(decodeText(bytes, encoding))) {
    const shown = cleanText(text)
    hasNul ||= shown !== text
    parser.write(CONTROL.test(shown) ? shown.replaceAll(CONTROLS, '') : shown)
    if (fault) break
  }
  if (!fault) parser.close()
  return report.finish(fault, parser.line)
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

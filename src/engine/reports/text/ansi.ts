const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)
const SEQUENCES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)|[()][A-Z0-9]|[=>78cDEHM])`,
  'g',
)

/** Text without the control sequences of a terminal: colours, cursor movements, links. */
export function withoutAnsi(text: string): string {
  return text.includes(ESCAPE) ? text.replace(SEQUENCES, '') : text
}

/** The first line that is not blank, at most `maxLength` characters of it. */
export function firstLine(text: string, maxLength = 300): string {
  return (text.split('\n').find((line) => line.trim() !== '') ?? '').trim().slice(0, maxLength)
}

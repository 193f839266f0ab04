/** As people and programs write a number: `1_000_000`, `1,000,000`, `1 000 000`, `1e6`, `20 %`. */
const SPELLED =
  /(?<![\w.])(?<sign>-?)(?<digits>\d{1,3}(?:(?<mark>[_,'\u00a0\u202f ])\d{3})(?:\k<mark>\d{3})*(?!\d)|\d[\d_]*)(?<rest>\.\d+)?(?<power>e[+-]?\d+)?(?<percent>\s?%|\s?percent\b|\s?per cent\b)?(?![\w])/giu
const NUMBER = /^-?\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?$/i

/** Whether a text holds this number in any spelling; a percentage is its hundredth as well. `false` where the value is no number. */
export function holdsNumber(text: string, value: string): boolean {
  if (!NUMBER.test(value)) return false
  const number = Number(value.replaceAll('_', ''))
  return [...text.matchAll(SPELLED)].some(({ groups }) => readings(groups ?? {}).some((one) => isSame(one, number)))
}

function readings({
  sign = '',
  digits = '',
  rest = '',
  power = '',
  percent,
}: Readonly<Record<string, string | undefined>>): readonly number[] {
  const plain = Number(`${sign}${digits.replace(/\D/g, '')}${rest}${power}`)
  return percent === undefined ? [plain] : [plain, plain / 100]
}

function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other))
}

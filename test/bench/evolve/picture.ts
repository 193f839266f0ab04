import { greenAfter } from './figures.ts'
import type { Turn } from './world/turn.ts'

const [WIDTH, HEIGHT, MARGIN, WINDOW, DELAY] = [720, 280, 44, 10, 3] as const

/** Green pushes of the last ten over the changes, with Suture and without, where people need three changes for a repair. */
export function evolveSvg(turns: readonly Turn[]): string {
  const series = [true, false].map((withSuture) => rolling(greenAfter(turns, DELAY, withSuture)))
  const length = Math.max(1, (series[0]?.length ?? 1) - 1)
  const x = (at: number) => MARGIN + (at / length) * (WIDTH - 2 * MARGIN)
  const y = (share: number) => HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
  const line = (shares: readonly number[], colour: string) =>
    `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${shares.map((share, at) => `${x(at).toFixed(1)},${y(share).toFixed(1)}`).join(' ')}"/>`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    ...[0, 0.25, 0.5, 0.75, 1].map((share) => `<text x="${MARGIN - 8}" y="${y(share) + 4}" text-anchor="end">${100 * share} %</text>`),
    line(series[1] ?? [], '#c53030'),
    line(series[0] ?? [], '#2b6cb0'),
    `<text x="${MARGIN}" y="20" fill="#2b6cb0">green with Suture</text><text x="${MARGIN + 120}" y="20" fill="#c53030">without</text>`,
    `<text x="${WIDTH / 2}" y="${HEIGHT - 12}" text-anchor="middle">changes (n = ${turns.length}); share of the last ${WINDOW}; people repair after ${DELAY} changes</text>`,
    '</svg>\n',
  ].join('\n')
}

function rolling(green: readonly boolean[]): readonly number[] {
  return green.map((_, at) => {
    const last = green.slice(Math.max(0, at - WINDOW + 1), at + 1)
    return last.filter(Boolean).length / last.length
  })
}

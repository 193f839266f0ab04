export type Series = { readonly name: string; readonly points: readonly (readonly [minute: number, value: number])[] }
export type Mark = { readonly minute: number; readonly kind: 'kill' | 'restart' | 'flood' }

const [WIDTH, HEIGHT, MARGIN] = [900, 230, 56]
const COLOURS = ['#2b6cb0', '#c05621', '#2f855a', '#6b46c1', '#b83280', '#4a5568']
const MARKS = { kill: '#e2e8f0', restart: '#e53e3e', flood: '#d69e2e' } as const

/** Diagrams of the same time, one below the other: memory, and what is open. Thin lines are kills, red ones restarts of Postgres, yellow ones floods. */
export function soakSvg(charts: readonly { readonly title: string; readonly series: readonly Series[] }[], marks: readonly Mark[]): string {
  const minutes = Math.max(1, ...charts.flatMap(({ series }) => series.flatMap(({ points }) => points.map(([minute]) => minute))))
  const tall = charts.length * (HEIGHT + 2 * MARGIN)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH + 2 * MARGIN}" height="${tall}" font-family="sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    ...charts.map((chart, index) => chartSvg(chart, marks, minutes, MARGIN + index * (HEIGHT + 2 * MARGIN))),
    '</svg>\n',
  ].join('\n')
}

function chartSvg(
  { title, series }: { readonly title: string; readonly series: readonly Series[] },
  marks: readonly Mark[],
  minutes: number,
  top: number,
): string {
  const most = Math.max(1, ...series.flatMap(({ points }) => points.map(([, value]) => value)))
  const x = (minute: number) => (MARGIN + (minute / minutes) * WIDTH).toFixed(1)
  const y = (value: number) => (top + (1 - value / most) * HEIGHT).toFixed(1)
  const line = (minute: number, colour: string) =>
    `<line x1="${x(minute)}" y1="${top}" x2="${x(minute)}" y2="${top + HEIGHT}" stroke="${colour}"/>`
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<text x="${MARGIN - 8}" y="${Number(y(share * most)) + 4}" text-anchor="end">${(share * most).toFixed(most < 10 ? 1 : 0)}</text>`,
    `<text x="${x(share * minutes)}" y="${top + HEIGHT + 16}" text-anchor="middle">${(share * minutes).toFixed(1)} min</text>`,
  ])
  const drawn = series.map(({ points }, index) => {
    const path = points.map(([minute, value]) => `${x(minute)},${y(value)}`).join(' ')
    return `<polyline points="${path}" fill="none" stroke="${COLOURS[index % COLOURS.length]}" stroke-width="1.5"/>`
  })
  const legend = series.map(
    ({ name }, index) => `<text x="${MARGIN + 200 + index * 130}" y="${top - 10}" fill="${COLOURS[index % COLOURS.length]}">${name}</text>`,
  )
  return [
    `<text x="${MARGIN}" y="${top - 10}" font-weight="bold">${title}</text>`,
    ...marks.map(({ minute, kind }) => line(minute, MARKS[kind])),
    `<rect x="${MARGIN}" y="${top}" width="${WIDTH}" height="${HEIGHT}" fill="none" stroke="#999"/>`,
    ...ticks,
    ...legend,
    ...drawn,
  ].join('\n')
}

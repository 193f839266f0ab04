/** Two siblings that belong together, with what they are called next. */
export type Domain = {
  readonly module: string
  readonly owner: string
  readonly old: readonly [string, string]
  /** Names that say which old one they replace; and names that do not. */
  readonly telling: readonly [string, string]
  readonly plain: readonly [string, string]
  /** What the two compute of `n`, and what that is for `sample`. */
  readonly bodies: readonly [string, string]
  readonly sample: number
  readonly results: readonly [number, number]
  /** What one function makes of both as parameters, options or fields; for 3 and 5 the result. */
  readonly joined: readonly [before: string, between: string, after: string]
  readonly of: number
}

export const DOMAINS: readonly Domain[] = [
  {
    ...{ module: 'gauge', owner: 'Gauge', old: ['in_litres', 'in_gallons'], telling: ['litres', 'gallons'], plain: ['volume', 'content'] },
    ...{ bodies: ['n * 4 + 7', 'n * 9 - 3'], sample: 3, results: [19, 24] },
    ...{ joined: ['', ' * 10 - ', ''], of: 25 },
  },
  {
    ...{
      module: 'fare',
      owner: 'Fare',
      old: ['net_of', 'gross_of'],
      telling: ['net_amount', 'gross_amount'],
      plain: ['payable', 'charged'],
    },
    ...{ bodies: ['n * 5 + 2', 'n * 6 + 11'], sample: 3, results: [17, 29] },
    ...{ joined: ['', ' * 7 + ', ' * 2'], of: 31 },
  },
  {
    ...{ module: 'shelf', owner: 'Shelf', old: ['low', 'high'], telling: ['lower', 'upper'], plain: ['board', 'plank'] },
    ...{ bodies: ['n * 3 - 1', '(n + 4) * 2'], sample: 5, results: [14, 18] },
    ...{ joined: ['(', ' + 1) * ', ''], of: 20 },
  },
  {
    ...{ module: 'rota', owner: 'Rota', old: ['early', 'late'], telling: ['early_crew', 'late_crew'], plain: ['dawn', 'dusk'] },
    ...{ bodies: ['n * 8 + 1', 'n + 20'], sample: 4, results: [33, 24] },
    ...{ joined: ['100 - ', ' * 4 + ', ''], of: 93 },
  },
]

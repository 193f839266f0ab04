import type { Said } from './calibration.ts'
import { fitted } from './fit.ts'
import { type Model, type Observation, posteriorOf } from './observation.ts'

/** Each observation judged by weights that were fitted without its repository. */
export function crossValidated(rows: readonly Observation[], set: Model): readonly Said[] {
  return [...Map.groupBy(rows, ({ repository }) => repository)].flatMap(([repository, own]) => {
    const model = fitted(
      rows.filter((row) => row.repository !== repository),
      set,
    )
    return own.map((row) => said(row, model))
  })
}

/** Each observation judged by these weights. */
export function judgedBy(rows: readonly Observation[], model: Model): readonly Said[] {
  return rows.map((row) => said(row, model))
}

function said({ signs, isMeant, share }: Observation, model: Model): Said {
  return { posterior: posteriorOf(model, signs), isMeant, share }
}

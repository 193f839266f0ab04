import { logOdds } from '../odds.ts'
import { howMany, type Indicator } from './indicator.ts'

/** What lies between the change and the test. Where nobody knows the change, all of them are 0. */
export const CHANGE_FEATURES: readonly Indicator[] = [
  {
    name: 'co-failure',
    prior: 0.5,
    value: ({ coFailure, knowsChange }) => (knowsChange ? (logOdds(coFailure) + 3) / 2 : 0),
    words: ({ partner }) =>
      partner === null ? null : `began to fail in ${partner.times} of ${howMany(partner.changes, 'change')} of ${partner.file}`,
  },
  {
    name: 'edited',
    prior: 0.5,
    value: ({ isEdited }) => Number(isEdited),
    words: ({ isEdited }) => (isEdited ? 'the change edits its file' : null),
  },
  {
    name: 'imports',
    prior: 0.5,
    value: ({ distance }) => Number(distance === 1),
    words: ({ distance }) => (distance === 1 ? 'imports a changed file' : null),
  },
  {
    name: 'imports-far',
    prior: 0.5,
    value: ({ distance }) => (typeof distance === 'number' && distance > 1 ? 1 / distance : 0),
    words: ({ distance }) => (typeof distance === 'number' && distance > 1 ? `reaches a changed file over ${distance} imports` : null),
  },
  {
    name: 'unreached',
    prior: -1,
    value: ({ distance, mayReach }) => Number(distance === null && !mayReach),
    words: ({ distance, mayReach }) => (distance === null && !mayReach ? 'imports nothing that changed' : null),
  },
  {
    name: 'uses',
    prior: 2,
    value: ({ uses }) => Math.min(1, uses),
    words: ({ uses }) => (uses === 0 ? null : `uses in ${howMany(uses, 'place')} what the change declares otherwise`),
  },
  { name: 'nearness', value: ({ nearness }) => nearness, words: ({ nearness }) => (nearness > 0.5 ? 'lies beside a changed file' : null) },
]

/** What makes a test file need an edit, beside what makes its tests fail. */
export const UPKEEP_FEATURES: readonly Indicator[] = [
  { name: 'bias', prior: -3, value: () => 1, words: () => null },
  {
    name: 'co-edit',
    prior: 0.5,
    value: ({ coEdit }) => (logOdds(coEdit) + 3) / 2,
    words: ({ editPartner }) =>
      editPartner === null
        ? null
        : `its file was edited in ${editPartner.times} of ${howMany(editPartner.changes, 'change')} of ${editPartner.file}`,
  },
  {
    name: 'namesake',
    prior: 1,
    value: ({ isNamesake }) => Number(isNamesake),
    words: ({ isNamesake }) => (isNamesake ? 'is named after a changed file' : null),
  },
  {
    name: 'edits',
    value: ({ edits }) => Math.log1p(edits) / 3,
    words: ({ edits }) => (edits > 4 ? `its file was edited ${edits} times` : null),
  },
  ...CHANGE_FEATURES.filter(({ name }) => name !== 'edited' && name !== 'co-failure'),
]

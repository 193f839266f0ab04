import type { ContractChange } from '../../../model/contract-change.ts'
import type { UseSite } from '../../changes/uses/use-site.ts'

/** A use of a declaration that now lives elsewhere. */
export type MovedUse = { readonly change: ContractChange; readonly site: UseSite }

import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SutureError } from '../../../model/error.ts'

/** Where the migrations lie: beside the built bundle, or in the checkout. */
export function migrationsFolder(): string {
  for (const place of ['./migrations', '../../../../prisma/migrations']) {
    const folder = fileURLToPath(new URL(place, import.meta.url))
    if (existsSync(folder)) return folder
  }
  throw new SutureError('migrations_missing', 'the folder with the database migrations is missing', 'build again with npm run build')
}

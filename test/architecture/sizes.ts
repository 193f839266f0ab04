import { resolve } from 'node:path'
import { sizesTable } from './measures.ts'

// `npm run sizes` of this checkout, `npm run sizes -- FOLDER` of another one
const [folder] = process.argv.slice(2)
process.stdout.write(`${folder === undefined ? sizesTable() : sizesTable(resolve(process.env['INIT_CWD'] ?? '', folder))}\n`)

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SutureError } from '../../model/error.ts'

/** The path of a probe's file, such as `pytest/suture_probe.py`: beside this file in the sources, in `probes/` beside the bundle. */
export function probeFile(name: string): string {
  const places = [join(import.meta.dirname, name), join(import.meta.dirname, 'probes', name)]
  const found = places.find((path) => existsSync(path))
  if (found === undefined) throw new SutureError('probe_missing', `the file ${name} of Suture is missing`, 'unpack the bundle again, whole')
  return found
}

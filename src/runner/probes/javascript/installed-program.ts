import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { projectFile } from './project-file.ts'

/** The script of a package that its name starts on a command line, as the project in this folder sees it; `null` where it is not installed. */
export function installedProgram(cwd: string, name: string): string | null {
  try {
    const manifest = createRequire(join(cwd, 'x.js')).resolve(`${name}/package.json`)
    const { bin } = JSON.parse(projectFile(manifest) ?? '{}') as { bin?: string | Record<string, string> }
    const script = typeof bin === 'string' ? bin : bin?.[name]
    return script === undefined ? null : join(dirname(manifest), script)
  } catch {
    return null
  }
}

import { linesOf, type ManifestReader, pinsOf } from './manifest-reader.ts'
import { requirement } from './requirement.ts'

/** Lists of requirements in `setup.cfg` and `tox.ini`: the lines below these keys, or behind them. */
const LISTS = /^(?:install_requires|setup_requires|tests_require|deps|requires)\s*=\s*(.*)$/

export const setupCfg: ManifestReader = {
  path: /(?:^|\/)(?:setup\.cfg|tox\.ini)$/,
  isLock: false,
  read(text) {
    const found: (readonly [string, string])[] = []
    let [table, isList] = ['', false]
    for (const line of linesOf(text)) {
      const heading = /^\[([^\]]+)\]/.exec(line)?.[1]
      if (heading !== undefined) {
        table = heading
        isList = false
        continue
      }
      if (/^\s*(?:[#;]|$)/.test(line)) continue
      const python = /^python_requires\s*=\s*(.*)$/.exec(line)?.[1]
      if (python !== undefined) found.push(['python', python])
      const isKey = /^\S/.test(line)
      const behind = table === 'options.extras_require' ? /^[\w.-]+\s*=\s*(.*)$/.exec(line)?.[1] : LISTS.exec(line)?.[1]
      if (isKey) isList = behind !== undefined
      if (!isList) continue
      // tox names the environments for which a line counts: `py38: attrs`
      const entry = requirement((isKey ? (behind ?? '') : line).replace(/^\s*[\w,!{}-]+:\s+/, ''))
      if (entry !== null) found.push(entry)
    }
    return pinsOf(found, new Set(found.map(([name]) => name)))
  },
}

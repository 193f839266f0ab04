import { type Environment, PASS_ENV, passedNames } from '../model/environment.ts'

const ALLOWED = new Set(
  `PATH HOME USER LOGNAME SHELL LANG LANGUAGE TMPDIR TEMP TMP TZ TERM CI
   SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE APPDATA LOCALAPPDATA PROGRAMDATA
   VIRTUAL_ENV CONDA_PREFIX PYENV_ROOT PYENV_VERSION PYTHONPATH PYTHONHASHSEED DJANGO_SETTINGS_MODULE
   NODE_ENV NODE_PATH NODE_EXTRA_CA_CERTS NVM_DIR VOLTA_HOME SSL_CERT_FILE SSL_CERT_DIR
   JAVA_HOME LD_LIBRARY_PATH DYLD_LIBRARY_PATH`.split(/\s+/),
)
const SECRET = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|PRIVATE|API_?KEY|_KEY$|^GITHUB_|^ACTIONS_|^AWS_|^RUNNER_/i

/**
 * The environment of a command, built from empty: of the caller's variables only those that programs need to be found and to print,
 * those that the caller names in SUTURE_PASS_ENV, then `set`. What is not named by the caller and has the name of a secret stays out,
 * and so does whatever belongs to the machine of a workflow.
 */
export function environmentOf(caller: Environment, set: Environment = {}): Record<string, string> {
  const env: Record<string, string> = { NO_COLOR: '1' }
  const passed = passedNames(caller[PASS_ENV])
  for (const [name, value] of Object.entries(caller)) {
    if (value !== undefined && (ALLOWED.has(name.toUpperCase()) || name.startsWith('LC_') || passed.has(name))) env[name] = value
  }
  for (const [name, value] of Object.entries(set)) if (value !== undefined && !SECRET.test(name)) env[name] = value
  return env
}

/** The caller's environment for a tool of our own, which has no use for the variables of the tests. */
export function withoutPassed(caller: Environment): Environment {
  return { ...caller, [PASS_ENV]: undefined }
}

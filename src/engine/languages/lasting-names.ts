/** Words with which a function says that it changes something that stays. */
const SAYS_SO =
  /^_*(?:set|register|unregister|configure|config|setup|set_?up|add|remove|enable|disable|log(?:in|out)|init(?:ialize|ialise)?|use|update|load|unload|install|uninstall|activate|deactivate|put|push|pop|store|save|record|insert|append|clear|reset|start|stop|open|close|connect|disconnect|switch|toggle|change|mark|track|subscribe|publish|emit|on|off|define|override|mock|patch|seed|delete|create|write|increment|bump|enqueue|select)(?![a-z])/

/** Whether a function says by its name that what it changes stays. */
export function saysSo(name: string): boolean {
  return SAYS_SO.test(name.replace(/^.*\./, ''))
}

/** Whether it says that it puts back what others changed. */
export function putsBack(name: string): boolean {
  return /^_*(?:reset|clear|restore|flush|empty|teardown)(?![a-z])/.test(name.replace(/^.*\./, ''))
}

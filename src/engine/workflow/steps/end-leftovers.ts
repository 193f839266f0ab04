/**
 * A function of bash that ends what earlier steps left running: every process that began after the job's first step, may be ended, and is
 * not this step's own or above it. Only a hosted machine is the job's alone: elsewhere it takes those that carry the mark of this job.
 * It needs SUTURE_STARTED (clock ticks since the machine's start) and SUTURE_MACHINE; it leaves names in `ended`, and 1 if some live on.
 */
export const END_LEFTOVERS: readonly string[] = [
  'end_leftovers() {',
  "  local above=' ' at=$$ folder pid text name left",
  '  local -a fields rounds=({1..40})',
  '  while (( at > 0 )); do',
  '    above+="$at "',
  `    text=''; { IFS= read -r -d '' text < "/proc/$at/stat"; } 2>/dev/null || true`,
  '    read -r -a fields <<< "${text##*) }"',
  '    at="${fields[1]:-0}"',
  '  done',
  '  for _ in "${rounds[@]}"; do',
  "    left=''",
  '    for folder in /proc/[0-9]*; do',
  '      pid="${folder#/proc/}"',
  '      if [[ "$above" == *" $pid "* ]]; then continue; fi',
  `      text=''; { IFS= read -r -d '' text < "$folder/stat"; } 2>/dev/null || true`,
  '      read -r -a fields <<< "${text##*) }"',
  '      # without memory it is the kernel’s, or has ended',
  '      if (( ${fields[19]:-0} <= SUTURE_STARTED || ${fields[20]:-0} == 0 )); then continue; fi',
  '      if [[ "$SUTURE_MACHINE" != github-hosted ]]; then',
  '        command -p grep -qzxF -- "RUNNER_TRACKING_ID=$tracking" "$folder/environ" 2>/dev/null || continue',
  '      fi',
  '      kill -9 "$pid" 2>/dev/null || continue',
  '      name="${text#*(}"; name="${name%)*}"; left+="${name//[^A-Za-z0-9._-]/?} "',
  '    done',
  '    if [[ -z "$left" ]]; then return 0; fi',
  '    ended+="$left"',
  '    command -p sleep 0.05',
  '  done',
  '  echo "Processes that earlier steps left running could not be ended: $left"',
  '  return 1',
  '}',
]

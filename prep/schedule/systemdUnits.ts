const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** What the unit of the service says about this machine. */
export interface ServiceUnit {
  /** Absolute path of the program, and its arguments. */
  readonly command: readonly string[];
  /** Undefined: a user that there is only while it runs. */
  readonly user: string | undefined;
  /** Folders that it writes to, beside its own. */
  readonly writable: readonly string[];
  /** Whether it reads or writes something below /home or /root, or lies there. */
  readonly seesHomes: boolean;
  /** Whether /tmp may be its own: not where the logs lie there. */
  readonly hasOwnTemporary: boolean;
}

/** The unit `flow-chord.service`. systemd.exec(5) and systemd.service(5) say what each line does. */
export function serviceText({ command, user, writable, seesHomes, hasOwnTemporary }: ServiceUnit): string {
  return `${serviceHead}
[Unit]
Description=Flow Chord: read what is new in the flow logs
Documentation=man:systemd.service(5)
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart=${execLine(command)}
WorkingDirectory=/
# 3 is done with rejects: see rejects/ beside the tables.
SuccessExitStatus=3
# A run that hangs is ended, and one that is ended loses nothing: the next one reads on.
TimeoutStartSec=12h
TimeoutStopSec=2min
EnvironmentFile=-/etc/flow-chord/environment
${user === undefined ? "DynamicUser=yes" : `User=${user}`}
StateDirectory=flow-chord
CacheDirectory=flow-chord
Environment=HOME=/var/lib/flow-chord NODE_COMPILE_CACHE=/var/cache/flow-chord TMPDIR=/var/tmp
${writable.map((folder) => `ReadWritePaths=${unitWord(folder)}\n`).join("")}# Whoever else reads the tables belongs to its group.
UMask=0027
Nice=10
ProtectSystem=strict
ProtectHome=${seesHomes ? "read-only" : "yes"}
PrivateTmp=${hasOwnTemporary ? "yes" : "no"}
${hardening}`;
}

const serviceHead = `# Flow Chord, for systemd: one run of prep, which flow-chord.timer starts. Written by flow-chord schedule systemd.
# Install: copy this file and flow-chord.timer to /etc/systemd/system, flow-chord.json to /etc/flow-chord, then
#   systemctl daemon-reload && systemctl enable --now flow-chord.timer
# Secrets: none is here. /etc/flow-chord/environment (chmod 600, owner root) may have lines as
#   AZURE_STORAGE_CONNECTION_STRING='...' or AZURE_STORAGE_SAS_TOKEN='...'
# Without them the managed identity of the machine, or another Azure login that is there, holds.
# Not tried here: a machine that systemd runs. systemd-analyze verify accepts this file, and no more was seen of it.
`;

// MemoryDenyWriteExecute is not among them: V8 compiles to memory that it executes, for which it needs @pkey, too.
const hardening = `PrivateDevices=yes
NoNewPrivileges=yes
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
ProtectProc=invisible
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
LockPersonality=yes
CapabilityBoundingSet=
SystemCallArchitectures=native
SystemCallFilter=@system-service @pkey
SystemCallErrorNumber=EPERM
`;

/** The unit `flow-chord.timer`. */
export function timerText(everyMs: number): string {
  const calendar = calendarOf(everyMs);
  const when =
    calendar === undefined
      ? `OnBootSec=2min\nOnUnitActiveSec=${everyMs / minuteMs}min\n# The first time after it is started.\nOnActiveSec=1min`
      : `OnCalendar=${calendar}\n# What was missed while the machine was off is made up for.\nPersistent=yes`;
  const delaySeconds = Math.min(everyMs / 10, 5 * minuteMs) / 1000;
  return `# Flow Chord, for systemd: when flow-chord.service runs. It says how to install both. Two runs never overlap.
[Unit]
Description=Flow Chord: when the flow logs are read

[Timer]
${when}
# So that many machines do not ask the storage in the same second.
RandomizedDelaySec=${delaySeconds}
AccuracySec=5

[Install]
WantedBy=timers.target
`;
}

/** Equal intervals as an expression of systemd.time(7), in UTC; undefined where they do not divide an hour, a day or a week. */
export function calendarOf(everyMs: number): string | undefined {
  if (everyMs === 7 * dayMs) return "Mon *-*-* 00:00:00 UTC";
  if (everyMs === dayMs) return "*-*-* 00:00:00 UTC";
  if (everyMs < dayMs && everyMs % hourMs === 0 && dayMs % everyMs === 0) {
    return `*-*-* 00/${everyMs / hourMs}:00:00 UTC`;
  }
  return everyMs < hourMs && hourMs % everyMs === 0 ? `*-*-* *:00/${everyMs / minuteMs}:00 UTC` : undefined;
}

/** The program must be a plain path: systemd takes no quote and no backslash in it, and no variable. */
function execLine([program = "", ...args]: readonly string[]): string {
  if (!/["'\\]/.test(program)) return [unitWord(program), ...args.map(argument)].join(" ");
  return ["/usr/bin/env", argument(program), ...args.map(argument)].join(" ");
}

/** In arguments a $ begins a variable, unless there are two. */
function argument(text: string): string {
  return unitWord(text.replaceAll("$", () => "$$"));
}

/** One word of a unit: % begins a specifier, quotes hold what is between them but for \ and ". */
function unitWord(text: string): string {
  const word = text.replaceAll("%", "%%").replaceAll(/["\\]/g, String.raw`\$&`);
  return /^[\w%$./:@+,=-]+$/.test(word) ? word : `"${word}"`;
}

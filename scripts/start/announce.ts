import { relative } from "node:path";
import type { demoLogins } from "#db/seeds/demo-people.ts";
import type { StartSettings } from "#scripts/start/settings.ts";

/** What a person needs once everything runs. `logins`: those of the demo that this database has. */
export function announcement(
  settings: StartSettings,
  seconds: number,
  { development, logins }: { development: boolean; logins: typeof demoLogins },
): string {
  const { sandbox, dataDir } = settings;
  const nearby = relative(process.cwd(), dataDir);
  const logs = `${nearby.startsWith("..") ? dataDir : nearby}/logs`;
  const lines = [
    "",
    `Bursar is ready after ${seconds.toFixed(1)} s${development ? " (development, hot reload)" : ""}`,
    "",
    `  Open        ${settings.url}`,
    sandbox
      ? `  Gateways    the sandbox at ${sandbox.origin} (no real money moves)`
      : "  Gateways    the real ones: their keys are set",
    ...(sandbox?.smtpPort
      ? [`  Mail        ${sandbox.origin}/mailbox (none of it leaves this machine)`]
      : []),
    `  Database    ${settings.embeddedDatabase ? `embedded PostgreSQL, data in ${logs.replace(/\/logs$/, "")}` : "the one of DATABASE_URL"}`,
    `  Logs        ${logs} (warnings and errors also appear here)`,
  ];
  if (logins.length > 0) {
    lines.push("", "  Demo logins");
    const width = Math.max(...logins.map((login) => login.email.length));
    for (const login of logins)
      lines.push(`    ${login.role.padEnd(10)}  ${login.email.padEnd(width)}  ${login.password}`);
  }
  lines.push("", "Ctrl-C stops everything.", "");
  return lines.join("\n");
}

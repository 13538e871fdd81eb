import { join } from "node:path";
import { readEnv } from "#app/lib/env.server.ts";
import { sandboxEnv } from "#scripts/sandbox/keys.ts";
import { portOf } from "#scripts/start/ports.ts";
import { localSessionSecret } from "#scripts/start/session-secret.ts";

const loopback = ["127.0.0.1", "localhost", "::1"];
const gatewayKeys = [
  "PAYMOB_SECRET_KEY",
  "PAYMOB_API_KEY",
  "PAYMOB_HMAC_SECRET",
  "IKHOKHA_APP_ID",
  "IKHOKHA_APP_SECRET",
];

export interface StartSettings {
  dataDir: string;
  host: string;
  port: number;
  url: string;
  /** null: real gateway keys are set, no sandbox. */
  sandbox: { port: number; origin: string; smtpPort: number | null } | null;
  embeddedDatabase: boolean;
  demo: boolean;
}

/** Settles what a start runs with. Throws StartProblem for a port that is none. */
export async function readSettings(source: NodeJS.ProcessEnv, dataDir: string): Promise<StartSettings> {
  const host = source.HOST || "127.0.0.1";
  const port = await portOf(source, "PORT", 3000, host);
  const withSandbox = !gatewayKeys.some((name) => source[name]);
  const sandboxPort = withSandbox ? await portOf(source, "SANDBOX_PORT", 3001, "127.0.0.1") : 0;
  const nextPort = source.SANDBOX_PORT === "0" ? 0 : sandboxPort + 1;
  const withMailbox = withSandbox && !source.SMTP_URL;
  const smtpPort = withMailbox ? await portOf(source, "SANDBOX_SMTP_PORT", nextPort, "127.0.0.1") : null;
  const embeddedDatabase = !source.DATABASE_URL;
  return {
    dataDir,
    host,
    port,
    url: source.APP_URL || `http://127.0.0.1:${port}`,
    sandbox: withSandbox ? { port: sandboxPort, origin: `http://127.0.0.1:${sandboxPort}`, smtpPort } : null,
    embeddedDatabase,
    demo: source.BURSAR_DEMO ? source.BURSAR_DEMO === "1" : embeddedDatabase,
  };
}

/**
 * The environment of the web server, the worker and the sandbox. Throws EnvError with every problem of it at once.
 * Only what is safe to guess is filled in: secrets are made up for the embedded database and the sandbox, never else.
 */
export function childEnv(
  source: NodeJS.ProcessEnv,
  settings: StartSettings,
  options: { databaseUrl?: string; development: boolean },
): NodeJS.ProcessEnv {
  const onLoopback = loopback.includes(settings.host);
  const complete: NodeJS.ProcessEnv = {
    ...source,
    ...(settings.sandbox ? sandboxEnv(settings.sandbox.origin) : {}),
    NODE_ENV: options.development ? "development" : "production",
    BURSAR_DEV: options.development ? "1" : "",
    HOST: settings.host,
    PORT: String(settings.port),
    BURSAR_DATA_DIR: settings.dataDir,
    BURSAR_DEMO: settings.demo ? "1" : "0",
    ...(source.APP_URL || !onLoopback ? {} : { APP_URL: settings.url }),
    ...(settings.sandbox
      ? { ...portsOf(settings.sandbox), SANDBOX_RECORDS: join(settings.dataDir, "sandbox.json") }
      : {}),
  };
  if (settings.embeddedDatabase) {
    complete.DATABASE_URL = options.databaseUrl ?? "postgres://not-started-yet";
    complete.SESSION_SECRET ||= localSessionSecret(settings.dataDir);
  }
  readEnv(complete);
  return complete;
}

/** The sandbox's ports; its mailbox is where mail goes unless SMTP_URL says otherwise. */
function portsOf({ port, smtpPort }: NonNullable<StartSettings["sandbox"]>): Record<string, string> {
  const ports = { SANDBOX_PORT: String(port), SANDBOX_SMTP_PORT: String(smtpPort ?? "off") };
  return smtpPort === null ? ports : { ...ports, SMTP_URL: `smtp://127.0.0.1:${smtpPort}` };
}

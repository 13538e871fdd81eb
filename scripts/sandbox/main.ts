import { startSandbox } from "./server.ts";

/**
 * The gateway sandbox as a process: SANDBOX_PORT (3001), SANDBOX_RECORDS (a file for its payments; none: in memory), keys
 * from the same variables as the product. Its mailbox takes mail on SANDBOX_SMTP_PORT (the next port; `off` for none).
 */
const port = Number(process.env.SANDBOX_PORT?.trim() || 3001);
const smtpText = process.env.SANDBOX_SMTP_PORT?.trim() || String(port === 0 ? 0 : port + 1);
const smtpPort = smtpText === "off" ? undefined : Number(smtpText);
const recordsFile = process.env.SANDBOX_RECORDS?.trim() || undefined;
const retryBaseMs = Number(process.env.SANDBOX_RETRY_MS?.trim() || 1000);
if (!Number.isInteger(port) || port < 0 || port > 65535)
  stop(`SANDBOX_PORT is not a port: ${process.env.SANDBOX_PORT}`);
if (smtpPort !== undefined && !(Number.isInteger(smtpPort) && smtpPort >= 0 && smtpPort <= 65535))
  stop(`SANDBOX_SMTP_PORT is not a port: ${smtpText}`);

try {
  const sandbox = await startSandbox({
    port,
    env: process.env,
    retryBaseMs,
    recordsFile,
    ...(smtpPort === undefined ? {} : { smtpPort }),
  });
  process.stdout.write(`Gateway sandbox (no real money) on ${sandbox.origin}\n`);
  let closing = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      void sandbox.close().then(() => process.exit(0));
    });
} catch (error) {
  const { code, port: wanted } = error as NodeJS.ErrnoException & { port?: number };
  const variable = wanted === smtpPort ? "SANDBOX_SMTP_PORT" : "SANDBOX_PORT";
  stop(
    code === "EADDRINUSE"
      ? `Port ${wanted} is taken: the gateway sandbox cannot start. Set ${variable} to a free port.`
      : `The gateway sandbox cannot start: ${(error as Error).message}`,
  );
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

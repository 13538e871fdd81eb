import { startSandbox } from "./server.ts";

/** The gateway sandbox as a process: SANDBOX_PORT (3001), keys from the same variables as the product. */
const port = Number(process.env.SANDBOX_PORT?.trim() || 3001);
const retryBaseMs = Number(process.env.SANDBOX_RETRY_MS?.trim() || 1000);
if (!Number.isInteger(port) || port < 0 || port > 65535)
  stop(`SANDBOX_PORT is not a port: ${process.env.SANDBOX_PORT}`);

try {
  const sandbox = await startSandbox({ port, env: process.env, retryBaseMs });
  process.stdout.write(`Gateway sandbox (no real money) on ${sandbox.origin}\n`);
  let closing = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const)
    process.on(signal, () => {
      if (closing) return;
      closing = true;
      void sandbox.close().then(() => process.exit(0));
    });
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
  stop(
    taken
      ? `Port ${port} is taken: the gateway sandbox cannot start. Set SANDBOX_PORT to a free port.`
      : `The gateway sandbox cannot start: ${(error as Error).message}`,
  );
}

function stop(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { controlRoutes } from "./control/control-routes.ts";
import { isOpen } from "./delivery/delivery.ts";
import { hostedPageRoutes } from "./hosted-page/page-routes.ts";
import { createListener } from "./http/listener.ts";
import { ikhokhaRoutes } from "./ikhokha/api-routes.ts";
import { keepRecords, loadRecords } from "./keep-records.ts";
import { readSandboxKeys } from "./keys.ts";
import { mailRoutes } from "./mail/mail-routes.ts";
import { startSmtp } from "./mail/smtp-server.ts";
import { paymobRoutes } from "./paymob/api-routes.ts";
import { createSandbox, resetSandbox } from "./sandbox.ts";

export interface RunningSandbox {
  port: number;
  origin: string;
  /** Where its mailbox takes mail; null without `smtpPort`. */
  smtpUrl: string | null;
  /** Stops answering and drops what was still to be sent. */
  close(): Promise<void>;
}

/**
 * Starts the gateway sandbox. Port 0 takes a free one. The account comes from `env` (PAYMOB_…, IKHOKHA_…), else from
 * `sandboxEnv`. Rejects with the listen error, such as EADDRINUSE.
 */
export async function startSandbox(options: {
  port: number;
  env?: Record<string, string | undefined>;
  host?: string;
  /** The first wait before a webhook that was not taken is sent again, in ms. */
  retryBaseMs?: number;
  /** Starts the mailbox, too; 0 takes a free port. */
  smtpPort?: number;
  /** Where the records are kept over restarts; none: in memory alone. */
  recordsFile?: string | undefined;
}): Promise<RunningSandbox> {
  const host = options.host ?? "127.0.0.1";
  const keys = readSandboxKeys(options.env ?? {});
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin = `http://${host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host}:${port}`;
  const sandbox = createSandbox({
    keys,
    origin,
    ...(options.retryBaseMs === undefined ? {} : { retryBaseMs: options.retryBaseMs }),
  });
  const kept = options.recordsFile ? keepRecords(sandbox, options.recordsFile) : null;
  if (options.recordsFile) loadRecords(sandbox, options.recordsFile);
  if (kept) sandbox.changed = kept.soon;
  server.on(
    "request",
    createListener(sandbox, [
      ...ikhokhaRoutes,
      ...paymobRoutes,
      ...hostedPageRoutes,
      ...controlRoutes,
      ...mailRoutes,
    ]),
  );
  const smtp =
    options.smtpPort === undefined ? null : await startSmtp(sandbox, { port: options.smtpPort, host });
  sandbox.smtpUrl = smtp?.url ?? null;
  return {
    port,
    origin,
    smtpUrl: sandbox.smtpUrl,
    close: async () => {
      await smtp?.close();
      const unsent = sandbox.deliveries.filter(isOpen).length;
      if (unsent > 0) process.stderr.write(`sandbox: stopped with ${unsent} webhook(s) not yet taken\n`);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      kept?.now();
      resetSandbox(sandbox);
    },
  };
}

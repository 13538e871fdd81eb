import { afterAll, beforeAll, beforeEach } from "vitest";
import type { MailFault } from "#scripts/sandbox/mail/mail-faults.ts";
import type { ReceivedMail } from "#scripts/sandbox/mail/mailbox.ts";
import { type RunningSandbox, startSandbox } from "#scripts/sandbox/server.ts";

/** What scripts see of a mail. */
export type Received = Omit<ReceivedMail, "receivedAt"> & { receivedAt: string };

/** The sandbox's mailbox over its own HTTP: what arrived, and how it should misbehave. */
export function mailboxAt(origin: () => string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(origin() + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    /** Newest first. */
    mails: async (filter: { to?: string; subject?: string } = {}) =>
      (await call<{ mails: Received[] }>("GET", `/_sandbox/mails?${new URLSearchParams(filter)}`)).mails,
    fault: (fault: Partial<MailFault> & Pick<MailFault, "mode">) =>
      call("POST", "/_sandbox/mail-faults", fault),
    mend: () => call("DELETE", "/_sandbox/mail-faults"),
    empty: () => call("DELETE", "/_sandbox/mails"),
  };
}

/** A real SMTP server for this test file, whose mailbox the tests read. */
export function useMailbox() {
  let sandbox: RunningSandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, smtpPort: 0 });
  });
  afterAll(() => sandbox.close());
  const mailbox = mailboxAt(() => sandbox.origin);
  beforeEach(async () => {
    await mailbox.mend();
    await mailbox.empty();
  });
  return { ...mailbox, url: () => sandbox.smtpUrl!, origin: () => sandbox.origin };
}

import type { Sandbox } from "../sandbox.ts";

/** One mail as it arrived. */
export interface ReceivedMail {
  id: string;
  receivedAt: Date;
  /** Whom the sender named to the server, not what the mail's headers say. */
  from: string;
  to: string[];
  subject: string;
  messageId: string | null;
  text: string;
  html: string | null;
  source: string;
}

/** The mailbox is no archive: the oldest make room. */
const most = 1_000;

export function keepMail(sandbox: Sandbox, mail: ReceivedMail): void {
  sandbox.mails.push(mail);
  if (sandbox.mails.length > most) sandbox.mails.shift();
}

/** Newest first; only those to this address, and with these words in their subject, if given. */
export function findMails(
  sandbox: Sandbox,
  filter: { to?: string | null; subject?: string | null },
): ReceivedMail[] {
  const to = filter.to?.trim().toLowerCase();
  const words = filter.subject?.trim().toLowerCase();
  return sandbox.mails
    .filter((mail) => !to || mail.to.some((address) => address.toLowerCase() === to))
    .filter((mail) => !words || mail.subject.toLowerCase().includes(words))
    .reverse();
}

import { json, type Reply } from "../http/reply.ts";
import type { Route, SandboxRequest } from "../http/route.ts";
import { addMailFault, clearMailFaults, listMailFaults } from "./mail-faults.ts";
import { findMails } from "./mailbox.ts";
import { showMail, showMailbox, showMailHtml, showMailSource } from "./mailbox-page.ts";

/** The mailbox for people, and for scripts. */
export const mailRoutes: Route[] = [
  { method: "GET", path: "/mailbox", answer: showMailbox },
  { method: "GET", path: "/mailbox/:id", answer: showMail },
  { method: "GET", path: "/mailbox/:id/html", answer: showMailHtml },
  { method: "GET", path: "/mailbox/:id/source", answer: showMailSource },
  { method: "GET", path: "/_sandbox/mails", answer: listMails },
  { method: "DELETE", path: "/_sandbox/mails", answer: emptyMailbox },
  { method: "POST", path: "/_sandbox/mail-faults", answer: addMailFault },
  { method: "GET", path: "/_sandbox/mail-faults", answer: listMailFaults },
  { method: "DELETE", path: "/_sandbox/mail-faults", answer: clearMailFaults },
];

/** `GET /_sandbox/mails?to= &subject=`: everything of each mail, newest first. */
function listMails({ sandbox, url }: SandboxRequest): Reply {
  const { searchParams } = url;
  const mails = findMails(sandbox, { to: searchParams.get("to"), subject: searchParams.get("subject") });
  return json(200, { mails });
}

function emptyMailbox({ sandbox }: SandboxRequest): Reply {
  const count = sandbox.mails.length;
  sandbox.mails.length = 0;
  return json(200, { removed: count });
}

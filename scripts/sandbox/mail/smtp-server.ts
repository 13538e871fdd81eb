import type { AddressInfo, Socket } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { Sandbox } from "../sandbox.ts";
import { type MailFault, takeMailFault } from "./mail-faults.ts";
import { keepMail } from "./mailbox.ts";

type Answer = (error?: Error | null) => void;

/** Takes mail for anyone and delivers it to the mailbox page. Port 0 takes a free one. Rejects with the listen error. */
export async function startSmtp(
  sandbox: Sandbox,
  options: { port: number; host: string },
): Promise<{ url: string; close(): Promise<void> }> {
  const server: SMTPServer = new SMTPServer({
    name: "sandbox.localhost",
    banner: "sandbox mailbox",
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: 5 * 1024 * 1024,
    closeTimeout: 300,
    onMailFrom: (_, session, answer) =>
      strike(takeMailFault(sandbox, "mail", []), socketOf(server, session), answer),
    onRcptTo: (address, session, answer) =>
      strike(takeMailFault(sandbox, "rcpt", [address.address]), socketOf(server, session), answer),
    onData: (stream, session, answer) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.once("end", () => {
        receive(sandbox, Buffer.concat(chunks), session).then(
          (fault) => strike(fault, socketOf(server, session), answer),
          answer,
        );
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, options.host, () => resolve());
  });
  // A sender that was killed in the middle is no fault of this server.
  server.on("error", (error: Error) => process.stderr.write(`sandbox mailbox: ${error.message}\n`));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://${options.host}:${port}`,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function receive(sandbox: Sandbox, raw: Buffer, session: SMTPServerSession): Promise<MailFault | null> {
  const to = session.envelope.rcptTo.map((each) => each.address);
  const fault = takeMailFault(sandbox, "data", to);
  if (fault && !fault.kept) return fault;
  const parsed = await simpleParser(raw, { skipImageLinks: true });
  keepMail(sandbox, {
    id: String(sandbox.nextId()),
    receivedAt: new Date(),
    from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
    to,
    subject: parsed.subject ?? "",
    messageId: parsed.messageId ?? null,
    text: parsed.text ?? "",
    html: parsed.html || null,
    source: raw.toString("utf8"),
  });
  return fault;
}

function strike(fault: MailFault | null, socket: Socket | undefined, answer: Answer): void {
  switch (fault?.mode) {
    case undefined:
      answer();
      break;
    case "refuse_4xx":
      answer(refusal(451, "4.3.0 Try again later"));
      break;
    case "refuse_5xx":
      answer(refusal(550, "5.1.1 No such mailbox"));
      break;
    case "drop":
      socket?.destroy();
      break;
    case "hang":
      break;
  }
}

const refusal = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode });

function socketOf(server: SMTPServer, session: SMTPServerSession): Socket | undefined {
  const connections = [...(server.connections as Set<{ id: string; _socket?: Socket }>)];
  return connections.find((connection) => connection.id === session.id)?._socket;
}

import { Readable } from "node:stream";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";

export interface Letter {
  from: string;
  to: string;
  /** The whole message, headers and all. */
  raw: Buffer;
}

/** What became of one try to hand a letter to the mail server. Texts carry no addresses. */
export type Handover =
  | { outcome: "accepted" }
  /** The server said no; `permanent` when it will say so again of this letter, whatever is mended on our side. */
  | { outcome: "refused"; permanent: boolean; text: string }
  /** The letter never left: no server, no login, or our own side called it off. */
  | { outcome: "not_handed_over"; text: string }
  /** It was given the letter and never answered. It may have been sent. */
  | { outcome: "unanswered"; text: string };

export interface HandoverOptions {
  url: string;
  signal: AbortSignal;
  /** Asked once the server waits for the text: the last moment at which not sending is certain. */
  mayHandOver(): Promise<boolean>;
  /** For the whole conversation, milliseconds. */
  limitMs?: number;
}

/** Longest conversation with the mail server. A claim on a mail lasts longer than this. */
export const conversationMs = 60_000;
/** How long the answer to a letter given is still waited for once the process stops. */
const lastWaitMs = 4_000;

/**
 * Hands one letter to the server of an smtp:// or smtps:// address. The text is read only when the server has asked
 * for it, so that everything before that is surely not sent, and everything after it is the server's to answer.
 */
export async function handOver(letter: Letter, options: HandoverOptions): Promise<Handover> {
  const { limitMs = conversationMs } = options;
  const connection = connectionTo(options.url, Math.min(30_000, limitMs));
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  connection.on("error", ended.reject);
  let handedOver = false;
  const timer = setTimeout(() => ended.reject(new Error("no end within the time allowed")), limitMs);
  const stop = () =>
    setTimeout(() => ended.reject(new Error("this worker stopped")), handedOver ? lastWaitMs : 0);
  if (options.signal.aborted) stop();
  options.signal.addEventListener("abort", stop);
  const text = Readable.from(
    (async function* () {
      if (!(await options.mayHandOver())) throw new Error("another worker has it now");
      handedOver = true;
      yield letter.raw;
    })(),
  );
  try {
    await Promise.race([ended.promise, converse(connection, letter, text, options.url)]);
    return { outcome: "accepted" };
  } catch (error) {
    return readFailure(error as SmtpError, handedOver);
  } finally {
    clearTimeout(timer);
    options.signal.removeEventListener("abort", stop);
    connection.close();
  }
}

/** Whether the server of this address can be reached and takes our login; null when all is well. */
export async function checkSmtp(url: string, limitMs = 10_000): Promise<string | null> {
  const connection = connectionTo(url, limitMs);
  const ended = Promise.withResolvers<never>();
  ended.promise.catch(() => undefined);
  connection.on("error", ended.reject);
  try {
    await Promise.race([ended.promise, open(connection, url)]);
    return null;
  } catch (error) {
    return describe(error as SmtpError);
  } finally {
    connection.close();
  }
}

function connectionTo(url: string, silenceMs: number): SMTPConnection {
  return new SMTPConnection({
    ...parseConnectionUrl(url),
    connectionTimeout: Math.min(10_000, silenceMs),
    greetingTimeout: Math.min(10_000, silenceMs),
    socketTimeout: silenceMs,
    dnsTimeout: Math.min(10_000, silenceMs),
  });
}

async function open(connection: SMTPConnection, url: string): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    connection.connect((error) => (error ? reject(error) : resolve())),
  );
  const { auth } = parseConnectionUrl(url);
  if (!auth) return;
  await new Promise<void>((resolve, reject) =>
    connection.login(auth, (error) => (error ? reject(error) : resolve())),
  );
}

async function converse(
  connection: SMTPConnection,
  letter: Letter,
  text: Readable,
  url: string,
): Promise<void> {
  await open(connection, url);
  const envelope = { from: letter.from, to: [letter.to], size: letter.raw.length };
  await new Promise<void>((resolve, reject) =>
    connection.send(envelope, text, (error) => (error ? reject(error) : resolve())),
  );
}

type SmtpError = Error & {
  code?: string;
  command?: string;
  responseCode?: number;
  response?: string;
  permanent?: boolean;
};

/** Where a refusal is about this letter. Earlier in the conversation it is about us: a sender unknown, a server shut. */
const aboutTheLetter = ["RCPT TO", "DATA"];

function readFailure(error: SmtpError, handedOver: boolean): Handover {
  const text = describe(error);
  if (error.code === "EAUTH") return { outcome: "not_handed_over", text };
  if (error.responseCode) {
    const permanent = error.permanent === true && aboutTheLetter.includes(error.command ?? "");
    return { outcome: "refused", permanent, text };
  }
  if (handedOver) return { outcome: "unanswered", text };
  // No server was asked: the address itself cannot be written to, or the letter is larger than it takes.
  if (error.code === "EENVELOPE" || error.code === "EMESSAGE")
    return { outcome: "refused", permanent: true, text };
  return { outcome: "not_handed_over", text };
}

/** The server's own words where there are any, without addresses. */
function describe(error: SmtpError): string {
  const words = (error.response ?? error.message).replaceAll(/<?[^\s<>]+@[^\s<>]+>?/g, "[address]");
  const said = words.replaceAll(/\s+/g, " ").trim().slice(0, 200);
  if (error.code === "EAUTH") return `the mail server does not take our login: ${said}`;
  if (error.response) return `the mail server said: ${said}`;
  return said;
}

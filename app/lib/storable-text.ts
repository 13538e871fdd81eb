/** Text PostgreSQL can hold: without NULs, and with lone surrogates replaced. What senders write freely passes through here. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}

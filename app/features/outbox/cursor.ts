/** A place in the outbox: `epoch-xid-seq`. Events are ordered by the transaction's id, then by the sequence within. */
export interface Cursor {
  epoch: string;
  /** Of the writing transaction, 64 bits. */
  xid: bigint;
  seq: number;
}

const form = /^([0-9a-z]{4,32})-(\d{1,20})-(\d{1,16})$/;

/** Null when it is no cursor. */
export function parseCursor(text: string | null | undefined): Cursor | null {
  const match = form.exec(text ?? "");
  return match && { epoch: match[1]!, xid: BigInt(match[2]!), seq: Number(match[3]) };
}

export function formatCursor(cursor: Cursor): string {
  return `${cursor.epoch}-${cursor.xid}-${cursor.seq}`;
}

/** Whether `a` lies after `b`, within one epoch. */
export function isAfter(a: Pick<Cursor, "xid" | "seq">, b: Pick<Cursor, "xid" | "seq">): boolean {
  return a.xid === b.xid ? a.seq > b.seq : a.xid > b.xid;
}

/** Whether the cursor written as `a` lies after `b`; null when they cannot be compared: another database, or none. */
export function isLater(a: string, b: string): boolean | null {
  const [left, right] = [parseCursor(a), parseCursor(b)];
  return left && right && left.epoch === right.epoch ? isAfter(left, right) : null;
}

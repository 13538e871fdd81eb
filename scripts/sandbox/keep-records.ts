import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { PaylinkRecord } from "./ikhokha/paylink.ts";
import type { OrderRecord, TransactionRecord } from "./paymob/records.ts";
import type { Sandbox } from "./sandbox.ts";

/** What a restart continues with. Webhooks that were still to be sent are not in it: whoever asks is told the truth. */
interface Records {
  lastId: number;
  orders: OrderRecord[];
  transactions: TransactionRecord[];
  links: PaylinkRecord[];
}

const soonMs = 50;

/** Takes up the records of an earlier run, if there are any. A file that cannot be read is set aside, not lost. */
export function loadRecords(sandbox: Sandbox, file: string): void {
  const records = readRecords(file);
  if (!records) return;
  const { paymob, ikhokha } = sandbox;
  for (const order of records.orders) {
    paymob.orders.set(order.id, order);
    paymob.ordersByClientSecret.set(order.clientSecret, order);
    if (order.reference !== null) paymob.ordersByReference.set(order.reference, order);
  }
  for (const transaction of records.transactions) paymob.transactions.set(transaction.id, transaction);
  for (const link of records.links) {
    ikhokha.links.set(link.id, link);
    ikhokha.linksByReference.set(link.externalTransactionId, link);
  }
  sandbox.startIdsAbove(records.lastId);
}

/** Keeps the file up to date: `soon` after a change, at most once per 50 ms; `now` before the end. */
export function keepRecords(sandbox: Sandbox, file: string): { soon(): void; now(): void } {
  let timer: NodeJS.Timeout | undefined;
  const now = () => {
    clearTimeout(timer);
    timer = undefined;
    const records: Records = {
      lastId: sandbox.nextId(),
      orders: [...sandbox.paymob.orders.values()],
      transactions: [...sandbox.paymob.transactions.values()],
      links: [...sandbox.ikhokha.links.values()],
    };
    // Whole or not at all: a crash in between leaves the file before it.
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(records));
    renameSync(`${file}.new`, file);
  };
  return {
    now,
    soon: () => {
      timer ??= setTimeout(now, soonMs);
    },
  };
}

function readRecords(file: string): Records | null {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return JSON.parse(text, reviveDates) as Records;
  } catch {
    renameSync(file, `${file}.unreadable`);
    process.stderr.write(`sandbox: ${file} could not be read and was set aside as ${file}.unreadable\n`);
    return null;
  }
}

const reviveDates = (key: string, value: unknown) =>
  ["createdAt", "updatedAt", "expiresAt"].includes(key) && typeof value === "string"
    ? new Date(value)
    : value;

import type { Delivery } from "./delivery/delivery.ts";
import type { Fault } from "./http/faults.ts";
import type { PaylinkRecord } from "./ikhokha/paylink.ts";
import type { SandboxKeys } from "./keys.ts";
import type { MailFault } from "./mail/mail-faults.ts";
import type { ReceivedMail } from "./mail/mailbox.ts";
import type { OrderRecord, TransactionRecord } from "./paymob/records.ts";

/** Everything the sandbox knows, in memory, and in a file if it is given one (keep-records.ts). An id is never reused. */
export interface Sandbox {
  readonly keys: SandboxKeys;
  /** This process as the merchant's browser reaches it, such as `http://127.0.0.1:3001`. */
  readonly origin: string;
  /** The first wait before a failed webhook is sent again, in ms; it doubles with each attempt. */
  readonly retryBaseMs: number;
  readonly paymob: {
    orders: Map<number, OrderRecord>;
    ordersByClientSecret: Map<string, OrderRecord>;
    ordersByReference: Map<string, OrderRecord>;
    transactions: Map<number, TransactionRecord>;
    /** Tokens of `/api/auth/tokens`, with the instant (ms) at which each stops working. */
    tokens: Map<string, number>;
  };
  readonly ikhokha: { links: Map<string, PaylinkRecord>; linksByReference: Map<string, PaylinkRecord> };
  readonly deliveries: Delivery[];
  readonly timers: Set<NodeJS.Timeout>;
  faults: Fault[];
  /** Where mail is taken; null when the mailbox is off. */
  smtpUrl: string | null;
  /** Oldest first. */
  readonly mails: ReceivedMail[];
  mailFaults: MailFault[];
  /** The next id, for orders, transactions and everything else that Paymob numbers. */
  nextId(): number;
  /** Ids handed out by an earlier run stay its own. */
  startIdsAbove(id: number): void;
  /** Called after every request that may have changed a record. */
  changed(): void;
}

export function createSandbox(options: { keys: SandboxKeys; origin: string; retryBaseMs?: number }): Sandbox {
  // Milliseconds since 2024 as the first id: a restart starts above everything handed out before.
  let lastId = Date.now() - Date.UTC(2024, 0, 1);
  return {
    keys: options.keys,
    origin: options.origin,
    retryBaseMs: options.retryBaseMs ?? 1000,
    paymob: {
      orders: new Map(),
      ordersByClientSecret: new Map(),
      ordersByReference: new Map(),
      transactions: new Map(),
      tokens: new Map(),
    },
    ikhokha: { links: new Map(), linksByReference: new Map() },
    deliveries: [],
    timers: new Set(),
    faults: [],
    smtpUrl: null,
    mails: [],
    mailFaults: [],
    nextId: () => ++lastId,
    startIdsAbove: (id) => {
      lastId = Math.max(lastId, id);
    },
    changed: () => undefined,
  };
}

/** Forgets every payment, delivery, mail, token and fault, and stops what was still to be sent. Ids go on. */
export function resetSandbox(sandbox: Sandbox): void {
  stopTimers(sandbox);
  const { paymob, ikhokha } = sandbox;
  for (const map of [...Object.values(paymob), ...Object.values(ikhokha)]) map.clear();
  for (const delivery of sandbox.deliveries) delivery.abandoned = true;
  sandbox.deliveries.length = 0;
  sandbox.faults = [];
  sandbox.mails.length = 0;
  sandbox.mailFaults = [];
}

/** Runs something later, unless the sandbox is reset or closed first. */
export function later(sandbox: Sandbox, delayMs: number, work: () => void): void {
  const timer = setTimeout(() => {
    sandbox.timers.delete(timer);
    work();
  }, delayMs);
  sandbox.timers.add(timer);
}

export function stopTimers(sandbox: Sandbox): void {
  for (const timer of sandbox.timers) clearTimeout(timer);
  sandbox.timers.clear();
}

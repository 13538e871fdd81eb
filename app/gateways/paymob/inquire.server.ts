import type { AttemptRefs, GatewayErrorCode, InquiryReply, TransactionFact } from "#app/gateways/gateway.ts";
import type { PaymobAccount } from "#app/gateways/paymob/account.server.ts";
import type { PaymobClient } from "#app/gateways/paymob/client.server.ts";
import { findSuccesses } from "#app/gateways/paymob/find-success.server.ts";
import { readTransaction } from "#app/gateways/paymob/read-transaction.server.ts";
import { readState } from "#app/gateways/paymob/state.ts";
import { AnsweredTransaction, describeProblem } from "#app/gateways/paymob/transaction-schema.ts";
import { readProblem } from "#app/gateways/read-problem.server.ts";
import type { HttpReply } from "#app/lib/http-client.server.ts";

/**
 * What became of an attempt. Asked by transaction id where it is known, and always by order too (or by our own
 * reference where the order's id never reached us): a later success on the same order is found that way. Paymob's
 * order inquiry names the latest transaction only, so behind one that brought none the order is read for earlier money.
 */
export async function inquire(
  client: PaymobClient,
  account: PaymobAccount,
  refs: AttemptRefs,
): Promise<InquiryReply> {
  const questions = [refs.orderRef ? byOrder(refs.orderRef) : byReference(refs.attemptId)];
  if (refs.transactionRef) questions.push(byTransaction(refs.transactionRef));
  const answers = await Promise.all(questions);

  const facts = answers.flatMap((answer) => (answer.outcome === "facts" ? answer.facts : []));
  if (facts.length > 0) return { outcome: "answered", facts: withoutRepeats(facts) };
  const unknown = answers.find((answer) => answer.outcome === "unknown");
  return unknown ?? { outcome: "nothing" };

  async function byOrder(orderRef: string): Promise<Answer> {
    const reply = await client.read("POST", latestOfOrder, { order_id: orderRef });
    const answer = await readAnswer(reply, (fact) => fact.orderRef === orderRef);
    if (answer.outcome !== "facts" || !["failed", "pending"].includes(answer.facts[0].state)) return answer;
    const hidden = await findSuccesses(client, account, orderRef);
    return { outcome: "facts", facts: [answer.facts[0], ...hidden] };
  }

  async function byReference(attemptId: string): Promise<Answer> {
    const reply = await client.read("POST", latestOfOrder, { merchant_order_id: attemptId });
    return readAnswer(reply, (fact) => fact.attemptRef === attemptId);
  }

  async function byTransaction(transactionRef: string): Promise<Answer> {
    const reply = await client.read("GET", transactionPath(transactionRef));
    return readAnswer(reply, (fact) => fact.transactionRef === transactionRef);
  }

  /** The fact answered; of a refund, void or capture child its parent's, where running totals are right. */
  async function readAnswer(reply: HttpReply, isAsked: (fact: TransactionFact) => boolean): Promise<Answer> {
    const read = readReply(reply);
    if (read.outcome !== "read") return read;
    const fact = readTransaction(read.transaction, account, "in an answer");
    if (!isAsked(fact)) return unknownAnswer("unknown", "the answer is about another transaction");
    const parent = read.transaction.parent_transaction;
    if (readState(read.transaction).about === "collection") return { outcome: "facts", facts: [fact] };
    if (!parent) return unknownAnswer("unknown", "a child transaction names no parent");
    return readParent(String(parent));
  }

  async function readParent(parentRef: string): Promise<Answer> {
    const read = readReply(await client.read("GET", transactionPath(parentRef)));
    if (read.outcome === "nothing") return unknownAnswer("not_found", "the parent transaction was not found");
    if (read.outcome === "unknown") return read;
    const fact = readTransaction(read.transaction, account, "in an answer");
    const isParent = fact.transactionRef === parentRef && readState(read.transaction).about === "collection";
    return isParent
      ? { outcome: "facts", facts: [fact] }
      : unknownAnswer("unknown", "the parent is itself a child");
  }
}

type Unknown = { outcome: "unknown"; code: GatewayErrorCode; reason: string };
type Answer =
  | { outcome: "facts"; facts: [TransactionFact, ...TransactionFact[]] }
  | { outcome: "nothing" }
  | Unknown;

const latestOfOrder = "/api/ecommerce/orders/transaction_inquiry";
const transactionPath = (ref: string) => `/api/acceptance/transactions/${encodeURIComponent(ref)}`;

const unknownAnswer = (code: GatewayErrorCode, reason: string): Unknown => ({
  outcome: "unknown",
  code,
  reason,
});

function readReply(reply: HttpReply) {
  // Only Paymob's own 404 says "no such transaction"; a proxy's page says nothing.
  const answered = reply.outcome === "answered" && reply.json !== undefined;
  if (answered && reply.status === 404) return { outcome: "nothing" } as const;
  if (!answered || reply.status >= 300) return { outcome: "unknown", ...readProblem(reply) } as const;
  const read = AnsweredTransaction.safeParse(reply.json);
  if (!read.success) return unknownAnswer("unknown", `unreadable answer: ${describeProblem(read.error)}`);
  return { outcome: "read", transaction: read.data } as const;
}

function withoutRepeats(facts: TransactionFact[]): TransactionFact[] {
  return [...new Map(facts.map((fact) => [fact.transactionRef, fact])).values()];
}

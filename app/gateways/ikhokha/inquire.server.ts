import type { AttemptRefs, InquiryReply } from "#app/gateways/gateway.ts";
import type { IkhokhaClient } from "#app/gateways/ikhokha/client.server.ts";
import { readStatus, Status } from "#app/gateways/ikhokha/read-status.server.ts";
import { readProblem } from "#app/gateways/read-problem.server.ts";

/**
 * What became of a pay link. Asked by its id; where creating it was never answered, by our own reference. That
 * second question is not documented well enough for its refusals to mean anything, so they are unknown.
 */
export async function inquire(client: IkhokhaClient, refs: AttemptRefs): Promise<InquiryReply> {
  const paylinkId = refs.orderRef ?? refs.transactionRef;
  const reply = paylinkId
    ? await client.read(`/getStatus/${encodeURIComponent(paylinkId)}`)
    : await client.read("/getStatus/external", { externalReference: refs.attemptId });

  const answered = reply.outcome === "answered" && reply.json !== undefined;
  if (answered && reply.status === 404 && paylinkId) return { outcome: "nothing" };
  if (!answered || reply.status >= 300) return { outcome: "unknown", ...readProblem(reply) };
  const read = Status.safeParse(reply.json);
  if (!read.success) return { outcome: "unknown", code: "unknown", reason: "unreadable answer" };
  const { paylinkID, externalTransactionID } = read.data;
  const isAsked = paylinkId ? paylinkID === paylinkId : !isAnother(externalTransactionID, refs.attemptId);
  if (!isAsked) return { outcome: "unknown", code: "unknown", reason: "the answer is about another link" };
  return { outcome: "answered", facts: [readStatus(read.data)] };
}

/** Whether the reference is echoed is not documented; where it is, it must be ours. */
const isAnother = (echoed: string | null | undefined, attemptId: string) =>
  typeof echoed === "string" && echoed !== attemptId;

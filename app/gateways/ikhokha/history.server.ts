import type { Gateway } from "#app/gateways/gateway.ts";
import type { IkhokhaClient } from "#app/gateways/ikhokha/client.server.ts";
import { readStatus, Status } from "#app/gateways/ikhokha/read-status.server.ts";
import { isObject } from "#app/gateways/is-object.ts";
import { readProblem } from "#app/gateways/read-problem.server.ts";

/** iKhokha's own list for these days. All of it can be read or none of it is believed: a gap would look like a missing payment. */
export async function listHistory(
  client: IkhokhaClient,
  from: Date,
  to: Date,
): ReturnType<Gateway["history"]> {
  const reply = await client.read("/payments/history", { startDate: dayOf(from), endDate: dayOf(to) });
  if (reply.outcome !== "answered" || reply.json === undefined || reply.status >= 300)
    return { outcome: "unknown", reason: readProblem(reply).reason };
  const rows = rowsOf(reply.json);
  if (!rows) return { outcome: "unknown", reason: "unreadable list" };
  const entries = [];
  for (const row of rows) {
    const read = Status.safeParse(row);
    if (!read.success) return { outcome: "unknown", reason: "unreadable row in the list" };
    const fact = readStatus(read.data);
    entries.push({ orderRef: fact.orderRef, attemptRef: fact.attemptRef, fact });
  }
  return { outcome: "listed", entries };
}

const dayOf = (date: Date) => date.toISOString().slice(0, 10);

/** The answer's form is not documented: a list, or an object that holds exactly one. */
function rowsOf(json: unknown): unknown[] | null {
  if (Array.isArray(json)) return json;
  const lists = isObject(json) ? Object.values(json).filter((value) => Array.isArray(value)) : [];
  return lists.length === 1 ? lists[0]! : null;
}

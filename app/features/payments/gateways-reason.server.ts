import { sql } from "kysely";

/**
 * Of a payment `p`: why it failed, where the gateway said so, for its student. Null for what we concluded from the clock
 * and for what staff wrote when they decided it by hand: those are words for the office.
 */
export const gatewaysReason = sql<string | null>`case
  when p.failure_code in ('expired', 'replaced') then null
  when exists (select from payment_evidence o where o.payment_id = p.id and o.kind = 'override') then null
  else p.failure_reason end`;

import type { MailFilters } from "#app/features/mail/list-mails.server.ts";
import { readKeyset } from "#app/lib/keyset.ts";
import { oneOf } from "#app/lib/list-filters.ts";
import { mailKinds, mailStates } from "#db/schema.ts";

/** What the address asks of the mails. A value nobody here knows asks for nothing. */
export function readFilters(query: URLSearchParams): MailFilters {
  const before = readKeyset(query.get("before"), ["moment"]);
  return {
    search: (query.get("q") ?? "").trim().slice(0, 254),
    state: oneOf(mailStates)(query.get("state") ?? ""),
    kind: oneOf(mailKinds)(query.get("kind") ?? ""),
    before,
    after: before ? null : readKeyset(query.get("after"), ["moment"]),
  };
}

/** The filters as they stand in an address; where in the list one is, is not among them. */
export function filterQuery(filters: Pick<MailFilters, "search" | "state" | "kind">) {
  return {
    q: filters.search || undefined,
    state: filters.state ?? undefined,
    kind: filters.kind ?? undefined,
  };
}

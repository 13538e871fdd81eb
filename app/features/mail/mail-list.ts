import { type Asked, type ColumnOf, defineList, type FiltersOf } from "#app/lib/list.ts";
import { day, oneOf, search } from "#app/lib/list-filters.ts";
import { mailKinds, mailStates } from "#db/schema.ts";

/** Everything the school wrote to its students. `from` and `to` are the day it was asked for. */
export const mailList = defineList({
  name: "mails",
  id: "m.id",
  filters: { q: search, state: oneOf(mailStates), kind: oneOf(mailKinds), from: day, to: day },
  columns: ["subject", "state", "to", "about", "tries", "problem", "by", "payment", "id", "sent", "asked"],
  shown: ["subject", "state", "to", "about", "asked"],
  always: "subject",
  sorts: { asked: { by: [{ column: "m.created_at", kind: "moment" }] } },
  sort: { name: "asked", descending: true },
});

export type MailFilters = FiltersOf<typeof mailList>;
export type MailColumn = ColumnOf<typeof mailList>;
export type AskedMails = Asked<MailFilters, MailColumn>;

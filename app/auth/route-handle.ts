import type { Permission } from "#app/auth/permissions.ts";
import type { Reads } from "#app/lib/reads.ts";

/**
 * Anyone, whoever is signed in, staff with a permission; or `credential`: the route itself asks for something else than
 * a session (a signed link, a gateway's signature, the operators' token) and says in its docstring what.
 */
export type Admission = "anyone" | "signed_in" | "credential" | Permission;

/** Who may call a route's loader (`read`) and its action (`write`). What a route does not have it does not declare. */
export interface Access {
  read?: Admission;
  write?: Admission;
}

/**
 * What every route says of itself, as its `handle`: `export const handle: RouteHandle = { access: { read: "payment:read" } }`.
 * A test walks every route with every role and fails where the declaration is missing or the route does otherwise.
 */
export interface RouteHandle {
  access: Access;
  /**
   * What the rows follow: topics, or a part of one (lib/reads.ts), whose events may change what the loader answers. Declared, the answer is kept in memory until one of them
   * moves, and an unchanged page costs no database read. Empty: no event changes it, and it is not worth keeping.
   */
  topics?: readonly Reads[];
  /** For a page whose answer may not be kept: topics whose events make it load anew. The others follow `topics`. */
  follows?: readonly Reads[];
  /** Whose answer it is: each person's own (the default), the same for everyone with the role, or for the whole world. */
  scope?: "user" | "role" | "everyone";
  /** The rows are the viewer's own: for a student only events that name them count. */
  own?: true;
  /**
   * How long an answer may be kept without any event, seconds (60 unless told). Less where it shows today's date, an
   * age, or rows that move without an event.
   */
  maxAgeSeconds?: number;
  /** The loader answers the same at every address (a frame around many pages). It is handed the address "/" only. */
  ignoresAddress?: true;
}

/** Seconds an answer is kept that says nothing of it: what changed behind the product's back shows within a minute. */
export const usualMaxAgeSeconds = 60;

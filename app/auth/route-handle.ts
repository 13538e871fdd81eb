import type { Permission } from "#app/auth/permissions.ts";
import type { Topic } from "#db/schema.ts";

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
  /** Topics whose events may change what the loader answers. Declared, an unchanged page costs no database read. */
  topics?: readonly Topic[];
  /** Whose answer it is: the same for everyone with the role, or each person's own (the default). */
  scope?: "role" | "user";
}

import type { Permission } from "#app/auth/permissions.ts";
import type { Topic } from "#db/schema.ts";

/** Who may call a route's loader (`read`) and its action (`write`): anyone, whoever is signed in, or staff with a permission. */
export interface Access {
  read?: "anyone" | "signed_in" | Permission;
  write?: "anyone" | "signed_in" | Permission;
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

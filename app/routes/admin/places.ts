import { can, type Permission } from "#app/auth/permissions.ts";
import type { Messages } from "#app/messages/en.ts";
import { adminPaths } from "#app/paths.ts";
import type { Role } from "#db/schema.ts";

export interface Place {
  name: keyof Messages["office"]["places"];
  to: string;
  /** What its page asks for; held against the page's own declaration by tests/routes/every-route.test.ts. */
  permission: Permission;
  /** Pressed after `g`. */
  key: string;
}

/** The office's sections in the order of its menus. A new section is one line here, and an icon in office-nav.tsx. */
const places: readonly Place[] = [
  { name: "home", to: adminPaths.home(), permission: "office:open", key: "h" },
  { name: "enrollments", to: adminPaths.enrollments(), permission: "enrollment:read", key: "e" },
  { name: "payments", to: adminPaths.payments(), permission: "payment:read", key: "p" },
  { name: "exceptions", to: adminPaths.exceptions(), permission: "exception:read", key: "x" },
  { name: "users", to: adminPaths.users(), permission: "user:read", key: "u" },
  { name: "cases", to: adminPaths.cases(), permission: "case:read", key: "s" },
  { name: "refunds", to: adminPaths.refundsToMake(), permission: "payment:read", key: "r" },
  { name: "courses", to: adminPaths.courses(), permission: "course:read", key: "c" },
  { name: "webhooks", to: adminPaths.webhooks(), permission: "webhook:read", key: "w" },
  { name: "mails", to: adminPaths.mails(), permission: "mail:read", key: "m" },
  { name: "audit", to: adminPaths.audit(), permission: "audit:read", key: "l" },
  { name: "performance", to: adminPaths.performance(), permission: "performance:read", key: "f" },
];

/** The sections this role may open: menus, the palette and the `g` keys all read it. */
export const placesFor = (role: Role): Place[] => places.filter(({ permission }) => can(role, permission));

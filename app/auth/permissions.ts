import type { Role, Topic, ViewList } from "#db/schema.ts";

/** The closed list of what staff may do. Loaders, actions, events and menus all read this one table. */
export const permissions = [
  "office:open",
  "payment:read",
  "payment:verify",
  "payment:export",
  "enrollment:read",
  "enrollment:decide",
  "enrollment:bulk",
  "enrollment:grant",
  "enrollment:transfer",
  "enrollment:extend",
  "enrollment:export",
  "course:read",
  "course:edit",
  "course:export",
  "webhook:read",
  "webhook:replay",
  "exception:read",
  "exception:resolve",
  "user:read",
  "user:edit",
  "user:role",
  "user:merge",
  "user:sign_out",
  "user:export",
  "case:read",
  "case:work",
  "case:export",
  "mail:read",
  "mail:send",
  "mail:export",
  "audit:read",
  "audit:export",
  "performance:read",
  "view:share",
  "view:manage",
] as const;
export type Permission = (typeof permissions)[number];

const reading: Permission[] = [
  "office:open",
  "payment:read",
  "enrollment:read",
  "course:read",
  "exception:read",
  "user:read",
  "case:read",
  "mail:read",
  "webhook:read",
];

export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  finance: [
    ...reading,
    "payment:verify",
    "payment:export",
    "course:export",
    "webhook:replay",
    "exception:resolve",
    "case:work",
    "mail:send",
    "audit:read",
    "view:share",
  ],
  registrar: [
    ...reading,
    "enrollment:decide",
    "enrollment:bulk",
    "enrollment:grant",
    "enrollment:transfer",
    "enrollment:extend",
    "enrollment:export",
    "course:edit",
    "course:export",
    "exception:resolve",
    "user:edit",
    "user:export",
    "case:work",
    "case:export",
    "mail:send",
    "mail:export",
    "view:share",
  ],
  support: [
    ...reading,
    "payment:verify",
    "enrollment:extend",
    "user:edit",
    "user:sign_out",
    "case:work",
    "mail:send",
  ],
  auditor: [...reading, "audit:read", "audit:export", "performance:read"],
  student: [],
};

export const can = (role: Role, permission: Permission) => rolePermissions[role].includes(permission);
export const isStaff = (role: Role) => can(role, "office:open");

/** What staff need to hear a topic's events: what its list needs to be loaded. Students hear their own, by audience. */
export const topicPermissions: Record<Topic, Permission> = {
  payments: "payment:read",
  enrollments: "enrollment:read",
  users: "user:read",
  webhooks: "webhook:read",
  exceptions: "exception:read",
  notifications: "office:open",
  operations: "office:open",
};

/** What opening each list takes: its saved views are for whoever may load it. */
export const listPermissions: Record<ViewList, Permission> = {
  payments: "payment:read",
  enrollments: "enrollment:read",
  users: "user:read",
  courses: "course:read",
  webhooks: "webhook:read",
  exceptions: "exception:read",
  cases: "case:read",
  mails: "mail:read",
  refunds: "payment:read",
  audit: "audit:read",
};

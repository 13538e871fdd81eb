import type { Role, Topic } from "#db/schema.ts";

/** The closed list of what staff may do. Loaders, actions, events and menus all read this one table. */
export const permissions = [
  "office:open",
  "payment:read",
  "payment:verify",
  "enrollment:read",
  "enrollment:decide",
  "webhook:read",
  "webhook:replay",
  "exception:read",
  "exception:resolve",
  "user:read",
] as const;
export type Permission = (typeof permissions)[number];

const reading: Permission[] = [
  "office:open",
  "payment:read",
  "enrollment:read",
  "exception:read",
  "user:read",
  "webhook:read",
];

export const rolePermissions: Record<Role, readonly Permission[]> = {
  owner: permissions,
  admin: permissions,
  finance: [...reading, "payment:verify", "webhook:replay", "exception:resolve"],
  registrar: [...reading, "enrollment:decide", "exception:resolve"],
  support: [...reading, "payment:verify"],
  auditor: reading,
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

import type { Role } from "#db/schema.ts";
import type { Generated, Moment, MomentDefault, Nullable } from "#db/tables/columns.ts";

export interface UsersTable {
  id: string;
  email: string;
  name: string;
  phone: Nullable<string>;
  password_hash: string;
  role: Role;
  locale: Generated<string>;
  version: Generated<number>;
  created_at: MomentDefault;
  updated_at: MomentDefault;
}

export interface SessionsTable {
  /** SHA-256 of the cookie's token, hex: the table alone signs nobody in. */
  id: string;
  user_id: string;
  created_at: MomentDefault;
  last_seen_at: MomentDefault;
  expires_at: Moment;
  ip: Nullable<string>;
  user_agent: Nullable<string>;
}

import type { Role } from "#db/schema.ts";
import type {
  Generated,
  GeneratedAlways,
  Moment,
  MomentDefault,
  MomentOrNull,
  Nullable,
} from "#db/tables/columns.ts";

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
  /** The account this one became part of; it signs nobody in and is in no list. */
  merged_into: Nullable<string>;
  merged_at: MomentOrNull;
  /** Folded for search; see people_search. */
  search_name: GeneratedAlways<string>;
  search_email: GeneratedAlways<string>;
  search_phone: GeneratedAlways<string | null>;
  search_words: GeneratedAlways<string>;
}

/** Each word that is part of somebody's name: what a misspelt one is compared with. */
export interface NameWordsTable {
  word: string;
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

import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from "kysely";

export type { Generated, GeneratedAlways };

/** A moment: read as Date, written as Date or ISO text, the database's now() when left out. */
export type Moment = ColumnType<Date, Date | string, Date | string>;
export type MomentDefault = ColumnType<Date, Date | string | undefined, Date | string>;
export type MomentOrNull = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
export type Json<T extends object> = JSONColumnType<T, string | undefined, string>;
export type JsonOrNull = ColumnType<Record<string, unknown> | null, string | null | undefined, string | null>;
export type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;

import { sql } from "kysely";
import { createDb } from "#app/lib/db.server.ts";
